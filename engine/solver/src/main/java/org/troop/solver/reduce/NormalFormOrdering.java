package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import org.troop.solver.system.Actions;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OrderingReason;
import org.troop.term.store.TermStore;

/** Normal-form condition N6: a message is deconstructed before it is constructed. */
final class NormalFormOrdering {
    private NormalFormOrdering() {}

    static boolean apply(Branch b) {
        ConstraintSystem c = b.c;
        TermStore s = b.s;
        Int2IntOpenHashMap deconstructed = new Int2IntOpenHashMap();
        for (int k = 0; k < c.nodeCount(); k++) {
            int cs = b.w.conclusions(c.instance(k));
            for (int i = 0, n = s.arity(cs); i < n; i++) {
                if (b.w.isFact(s.arg(cs, i), b.w.special.kd())) {
                    deconstructed.put(s.arg(s.arg(cs, i), 0), c.node(k));
                }
            }
        }
        if (deconstructed.isEmpty()) {
            return false;
        }
        Int2IntOpenHashMap constructed = new Int2IntOpenHashMap();
        Actions as = new Actions(b.w, c);
        for (int k = 0; k < as.size(); k++) {
            if (b.w.isFact(as.fact(k), b.w.special.ku())) {
                constructed.put(s.arg(as.fact(k), 0), as.node(k));
            }
        }
        int before = c.less.size();
        deconstructed.forEach((m, i) -> {
            int j = constructed.get((int) m);
            if (j != 0) {
                b.addLess(i, j, OrderingReason.NORMAL_FORM);
            }
        });
        return c.less.size() > before;
    }
}
