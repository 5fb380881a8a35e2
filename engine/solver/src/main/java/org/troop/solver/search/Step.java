package org.troop.solver.search;

import org.troop.theory.syntax.ProofMethod;

/** The method of a proof node, in the form in which it is kept. */
sealed interface Step {
    /** The method for printing. */
    ProofMethod method();

    /** A method without a goal. */
    record Plain(ProofMethod method) implements Step {}

    /** A solved goal. */
    record Solve(StoredGoal goal) implements Step {
        @Override
        public ProofMethod method() {
            return new ProofMethod.Solve(goal.toTree());
        }
    }
}
