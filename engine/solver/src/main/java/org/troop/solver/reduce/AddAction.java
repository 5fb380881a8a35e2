package org.troop.solver.reduce;

import org.troop.solver.system.OrderingReason;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.store.TermStore;

/**
 * Adds an action to the constraints. Knowledge of a pair, an inverse, a product or a union requires knowledge of the
 * components at once; its own goal stays unsolved but is never open (Schmidt 2012, rule S_▶ for implicit constructors).
 */
public final class AddAction {
    private AddAction() {}

    /** @return whether components were required */
    public static boolean add(Branch b, int i, int fact, int annotations) {
        int g = b.actionGoal(i, fact);
        if (b.c.goals.contains(g)) {
            return false;
        }
        b.c.addGoal(g, Branch.flags(false, annotations));
        Workspace w = b.w;
        TermStore s = b.s;
        if (!w.isFact(fact, w.special.ku()) || !w.isImplicit(s.arg(fact, 0))) {
            return false;
        }
        int m = s.arg(fact, 0);
        for (int k = 0, n = s.arity(m); k < n; k++) {
            require(b, i, s.arg(m, k), annotations);
        }
        return true;
    }

    /** The adversary knows m before node i. */
    static void require(Branch b, int i, int m, int annotations) {
        int j = b.draw("vk", Sort.NODE);
        b.addLess(j, i, OrderingReason.ADVERSARY);
        add(b, j, b.w.fact(b.w.special.ku(), m), annotations);
    }
}
