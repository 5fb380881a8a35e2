package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import org.troop.solver.reduce.Branch.Splitting;
import org.troop.solver.system.Actions;
import org.troop.solver.system.ConstraintSystem;
import org.troop.term.store.TermStore;

/**
 * Merges nodes that must be one: Fresh instances of one name (DG4), deconstructions of one message (N5 down), constructions
 * of one message (N5 up; Schmidt 2012, section 3.4).
 */
final class NodeUniqueness {
    private NodeUniqueness() {}

    /** Nodes labelled with equal Fresh instances. */
    static boolean fresh(Branch b) {
        Candidates l = new Candidates();
        for (int k = 0; k < b.c.nodeCount(); k++) {
            if (b.s.head(b.c.instance(k)) == b.w.special.fresh()) {
                l.add(b.c.instance(k), b.c.node(k), 0);
            }
        }
        return l.merge(b);
    }

    /** Nodes that conclude {@code KD} of one message: their rules are equated, too. */
    static boolean deconstruction(Branch b) {
        ConstraintSystem c = b.c;
        TermStore s = b.s;
        Candidates l = new Candidates();
        for (int k = 0; k < c.nodeCount(); k++) {
            int cs = b.w.conclusions(c.instance(k));
            for (int i = 0, n = s.arity(cs); i < n; i++) {
                if (b.w.isFact(s.arg(cs, i), b.w.special.kd())) {
                    l.add(s.arg(s.arg(cs, i), 0), c.node(k), c.instance(k));
                }
            }
        }
        return l.merge(b);
    }

    /** Nodes with a {@code KU} action of one message. */
    static boolean construction(Branch b) {
        Candidates l = new Candidates();
        Actions as = new Actions(b.w, b.c);
        for (int k = 0; k < as.size(); k++) {
            if (b.w.isFact(as.fact(k), b.w.special.ku())) {
                l.add(b.s.arg(as.fact(k), 0), as.node(k), 0);
            }
        }
        return l.merge(b);
    }

    /** Nodes by key; those of one key are merged in the order of the keys. */
    private static final class Candidates {
        private final IntArrayList keys = new IntArrayList();
        private final IntArrayList nodes = new IntArrayList();
        private final IntArrayList rules = new IntArrayList();

        void add(int key, int node, int rule) {
            keys.add(key);
            nodes.add(node);
            rules.add(rule);
        }

        boolean merge(Branch b) {
            int[] groups = repeatedKeys();
            if (groups.length == 0) {
                return false;
            }
            b.s.sortRange(groups, 0, groups.length);
            boolean changed = false;
            for (int key : groups) {
                changed |= mergeGroup(b, key);
            }
            return changed;
        }

        private int[] repeatedKeys() {
            IntOpenHashSet seen = new IntOpenHashSet(keys.size());
            IntOpenHashSet again = new IntOpenHashSet(4);
            for (int i = 0; i < keys.size(); i++) {
                if (!seen.add(keys.getInt(i))) {
                    again.add(keys.getInt(i));
                }
            }
            return again.toIntArray();
        }

        private boolean mergeGroup(Branch b, int key) {
            int first = -1;
            IntArrayList ruleEqs = new IntArrayList();
            IntArrayList nodeEqs = new IntArrayList();
            for (int i = 0; i < keys.size(); i++) {
                if (keys.getInt(i) != key) {
                    continue;
                }
                if (first < 0) {
                    first = i;
                    continue;
                }
                if (rules.getInt(i) != 0) {
                    ruleEqs.add(rules.getInt(first));
                    ruleEqs.add(rules.getInt(i));
                }
                nodeEqs.add(nodes.getInt(first));
                nodeEqs.add(nodes.getInt(i));
            }
            boolean changed = !ruleEqs.isEmpty() && b.solveInstances(Splitting.NOW, ruleEqs);
            return b.solve(nodeEqs) | changed;
        }
    }
}
