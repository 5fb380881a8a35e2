package org.troop.solver.source;

import java.util.List;
import org.troop.solver.system.ConstraintSystem;

/**
 * Every solution of the goal pattern is an instance of one of the cases.
 *
 * @param goal a premise or {@code KU} action goal over pattern variables, a term of the workspace's store
 */
public record Source(int goal, List<Case> cases) {
    /** @param names names of the rules that were used; one element when saturated */
    public record Case(List<String> names, ConstraintSystem system) {}

    public Source {
        cases = List.copyOf(cases);
    }

    /** Number of unsolved chain goals in all cases. */
    public int partialDeconstructions(org.troop.solver.system.Workspace w) {
        int n = 0;
        for (Case c : cases) {
            for (int i = 0; i < c.system.goals.size(); i++) {
                if (w.s.head(c.system.goals.goal(i)) == org.troop.term.store.Heads.GOAL_CHAIN
                        && !c.system.goals.isSolved(i)) {
                    n++;
                }
            }
        }
        return n;
    }
}
