package org.troop.solver.contradict;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.TemporalOrder;
import org.troop.solver.system.Workspace;
import org.troop.term.store.TermStore;
import org.troop.theory.close.ClosedTheory.InjectiveFact;

/** An instance of an injective fact is used while an edge hands it on. */
final class InjectivityCondition {
    private InjectivityCondition() {}

    static @Nullable String violation(Workspace w, ConstraintSystem c, TemporalOrder order) {
        if (w.theory.injective().isEmpty()) {
            return null;
        }
        TermStore s = w.s;
        IntOpenHashSet tags = new IntOpenHashSet();
        for (InjectiveFact f : w.theory.injective()) {
            tags.add(f.head());
        }
        for (int e : c.edges.sorted(s)) {
            int i = s.arg(e, 0);
            int k = s.arg(e, 2);
            int r = c.label(i);
            if (r == 0) {
                continue;
            }
            int fact = s.arg(w.conclusions(r), s.value(s.arg(e, 1)));
            if (!tags.contains(s.head(fact))) {
                continue;
            }
            for (int m = 0; m < c.nodeCount(); m++) {
                int j = c.node(m);
                if (j != i
                        && j != k
                        && order.before(i, j)
                        && (c.last == k || order.before(j, k))
                        && w.mentions(c.instance(m), fact)) {
                    return "non-injective facts (" + s.toTree(i) + "," + s.toTree(j) + "," + s.toTree(k) + ")";
                }
            }
        }
        return null;
    }
}
