package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.troop.solver.system.GoalMap;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Solves the action goals that only one rule offers at one position (rule S_@ where it does not branch). */
final class UnambiguousActions {
    private UnambiguousActions() {}

    static boolean apply(Branch b) {
        TermStore s = b.s;
        GoalMap goals = b.c.goals;
        IntArrayList todo = new IntArrayList();
        for (int i = 0; i < goals.size(); i++) {
            int g = goals.goal(i);
            if (s.head(g) == Heads.GOAL_ACTION && !goals.isSolved(i) && isUnambiguous(b, s.arg(g, 1))) {
                todo.add(g);
            }
        }
        int[] gs = todo.toIntArray();
        s.sortRange(gs, 0, gs.length);
        for (int g : gs) {
            SolveAction.solve(b, g);
        }
        return gs.length > 0;
    }

    private static boolean isUnambiguous(Branch b, int fact) {
        TermStore s = b.s;
        if (b.w.isFact(fact, b.w.special.ku()) || !b.rules.isUnambiguous(s.head(fact))) {
            return false;
        }
        for (int i = 0, n = s.arity(fact); i < n; i++) {
            if (s.isApp(s.arg(fact, i), b.w.heads.union)) {
                return false;
            }
        }
        return true;
    }
}
