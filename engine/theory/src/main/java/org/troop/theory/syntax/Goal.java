package org.troop.theory.syntax;

import java.util.List;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/** A constraint to solve. */
public sealed interface Goal {
    /** {@code fact @ node}. */
    record Action(Var node, Fact fact) implements Goal {}

    /** {@code fact ▶premise node}, premises counted from 0. */
    record Premise(Var node, int premise, Fact fact) implements Goal {}

    /** {@code (from, conclusion) ~~> (to, premise)}. */
    record Chain(Var from, int conclusion, Var to, int premise) implements Goal {}

    /** {@code splitEqs(id)}: a disjunction of the equation store. */
    record Split(long id) implements Goal {}

    /** {@code φ1 ∥ … ∥ φn}. */
    record Disjunction(List<Guarded> parts) implements Goal {
        public Disjunction {
            parts = List.copyOf(parts);
        }
    }

    /** {@code small ⊏ large}. */
    record Subterm(Term small, Term large) implements Goal {}
}
