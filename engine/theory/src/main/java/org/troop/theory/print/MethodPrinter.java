package org.troop.theory.print;

import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofMethod.Reason;

/** Proof methods: one step of a proof script. */
public final class MethodPrinter {
    private MethodPrinter() {}

    public static Doc doc(ProofMethod method) {
        return switch (method) {
            case ProofMethod.Sorry m -> sorry(m.reason());
            case ProofMethod.Simplify m -> Doc.text("simplify");
            case ProofMethod.Induction m -> Doc.text("induction");
            case ProofMethod.Solve m ->
                Doc.text("solve(").spaced(GoalPrinter.doc(m.goal())).spaced(")");
            case ProofMethod.Contradiction m -> contradiction(m.reason());
            case ProofMethod.Solved m -> Doc.text("SOLVED // trace found");
            case ProofMethod.Unfinishable m -> Doc.text("UNFINISHABLE // reducible operator in subterm");
            case ProofMethod.Invalidated m ->
                Doc.lineComment("proof may have been invalidated by editing a reuse lemma above. You should ");
            case ProofMethod.RuleEquivalence m -> Doc.text("rule-equivalence");
            case ProofMethod.BackwardSearch m -> Doc.text("backward-search");
            case ProofMethod.Mirrored m -> Doc.text("MIRRORED");
            case ProofMethod.Attack m -> Doc.text("ATTACK // trace found");
            case ProofMethod.UnfinishableDiff m -> Doc.text("UNFINISHABLEdiff // reducible operator in subterm");
            case ProofMethod.Step m -> Doc.text("step(").spaced(doc(m.method())).spaced(")");
        };
    }

    /** A method of a diff proof, where the reason of a sorry is a line comment. */
    public static Doc diffDoc(ProofMethod method) {
        if (method instanceof ProofMethod.Sorry m && m.reason() != null) {
            return Doc.fsep(Doc.text("sorry"), Doc.lineComment(m.reason()));
        }
        return doc(method);
    }

    /** Leaves that stand without {@code by}. */
    static boolean isSolved(ProofMethod method) {
        return method instanceof ProofMethod.Solved || method instanceof ProofMethod.Mirrored;
    }

    private static Doc sorry(@Nullable String reason) {
        Doc sorry = Doc.text("sorry");
        return reason == null ? sorry : Doc.fsep(sorry, Doc.blockComment(Doc.text(reason)));
    }

    private static Doc contradiction(@Nullable Reason reason) {
        Doc contradiction = Doc.text("contradiction");
        return reason == null ? contradiction : Doc.sep(contradiction, Doc.blockComment(doc(reason)));
    }

    private static Doc doc(Reason reason) {
        return switch (reason) {
            case Reason.Text r -> Doc.text(r.text());
            case Reason.DerivedBeforeAndAfter r ->
                Doc.quotes(TermPrinter.doc(r.term()))
                        .spaced("derived before and after")
                        .spaced(Doc.quotes(Doc.text(TermPrinter.text(r.node()))));
        };
    }
}
