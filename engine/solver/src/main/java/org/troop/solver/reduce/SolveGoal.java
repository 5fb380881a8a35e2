package org.troop.solver.reduce;

import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Solves a goal directly, by all rules of the theory, as opposed to using a precomputed source. */
public final class SolveGoal {
    private SolveGoal() {}

    /** @return the case name */
    public static String solve(Branch b, int goal) {
        TermStore s = b.s;
        switch (s.head(goal)) {
            case Heads.GOAL_ACTION:
                return SolveAction.solve(b, goal);
            case Heads.GOAL_PREMISE:
                return SolvePremise.solve(b, goal);
            case Heads.GOAL_CHAIN:
                return SolveChain.solve(b, goal);
            case Heads.GOAL_SPLIT:
                b.markSolved(goal);
                b.chooseSplit(s.value(s.arg(goal, 0)));
                b.simplifyEquations();
                return "split";
            case Heads.GOAL_DISJ:
                b.markSolved(goal);
                int k = b.chooser.choose(s.arity(goal));
                InsertFormula.insert(b, s.arg(goal, k));
                return "case_" + (k + 1);
            case Heads.GOAL_SUBTERM:
                b.markSolved(goal);
                return SolveSubterm.solve(b, goal);
            default:
                throw new IllegalArgumentException("not a goal");
        }
    }
}
