package org.troop.theory.syntax;

import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/** One step of a proof: of a trace lemma, or (the second half) of a diff lemma. */
public sealed interface ProofMethod {
    /** Open; the reason is not kept when a script is read. */
    record Sorry(@Nullable String reason) implements ProofMethod {}

    record Simplify() implements ProofMethod {}

    record Induction() implements ProofMethod {}

    record Solve(Goal goal) implements ProofMethod {}

    /** Contradiction; the reason is not kept when a script is read. */
    record Contradiction(@Nullable Reason reason) implements ProofMethod {}

    /** {@code SOLVED}: a trace was found. */
    record Solved() implements ProofMethod {}

    record Unfinishable() implements ProofMethod {}

    record Invalidated() implements ProofMethod {}

    // Diff proofs. Sorry is shared.

    record RuleEquivalence() implements ProofMethod {}

    record BackwardSearch() implements ProofMethod {}

    /** {@code MIRRORED}: the graph has a mirror on the other side. */
    record Mirrored() implements ProofMethod {}

    record Attack() implements ProofMethod {}

    record UnfinishableDiff() implements ProofMethod {}

    /** A step of the trace calculus inside a diff proof. */
    record Step(ProofMethod method) implements ProofMethod {}

    /** Why a system is contradictory, as printed in a comment. */
    sealed interface Reason {
        /** One of the fixed texts. */
        record Text(String text) implements Reason {}

        /** {@code "term" derived before and after "#node"}. */
        record DerivedBeforeAndAfter(Term term, Var node) implements Reason {}
    }
}
