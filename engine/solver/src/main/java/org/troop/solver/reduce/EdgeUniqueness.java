package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.TermSet;
import org.troop.term.store.TermStore;

/** A premise has one source (DG2), and a linear conclusion one target (DG3): the nodes at the other ends are merged. */
final class EdgeUniqueness {
    private EdgeUniqueness() {}

    static boolean apply(Branch b) {
        ConstraintSystem c = b.c;
        if (c.edges.size() < 2) {
            return false;
        }
        if (!hasCommonEnd(b.s, c.edges, 2) && !hasCommonEnd(b.s, c.edges, 0)) {
            return false;
        }
        int[] edges = c.edges.sorted(b.s);
        boolean changed = b.solve(mergeEnds(b.s, edges, 2, 0));
        IntArrayList linear = new IntArrayList();
        for (int e : edges) {
            if (isLinear(b, e)) {
                linear.add(e);
            }
        }
        return b.solve(mergeEnds(b.s, linear.toIntArray(), 0, 2)) | changed;
    }

    /** Whether two edges share the end at the given position. */
    private static boolean hasCommonEnd(TermStore s, TermSet edges, int key) {
        LongOpenHashSet seen = new LongOpenHashSet(edges.size());
        for (int i = 0; i < edges.size(); i++) {
            if (!seen.add(end(s, edges.get(i), key))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLinear(Branch b, int e) {
        int r = b.c.label(b.s.arg(e, 0));
        return r != 0 && b.w.isLinear(b.s.head(b.s.arg(b.w.conclusions(r), b.s.value(b.s.arg(e, 1)))));
    }

    /**
     * Groups edges by one end, groups ascending, and equates the nodes at the other end.
     *
     * @param key position of the end that is equal, in {@code EDGE(i, u, j, v)}
     * @param other position of the end to merge
     */
    private static IntArrayList mergeEnds(TermStore s, int[] edges, int key, int other) {
        IntArrayList eqs = new IntArrayList();
        IntArrayList firsts = new IntArrayList();
        Long2IntOpenHashMap first = new Long2IntOpenHashMap(edges.length);
        first.defaultReturnValue(-1);
        for (int i = 0; i < edges.length; i++) {
            int j = first.putIfAbsent(end(s, edges[i], key), i);
            if (j >= 0) {
                if (s.arg(edges[j], other + 1) != s.arg(edges[i], other + 1)) {
                    throw Failure.INSTANCE;
                }
                int k = eqs.size();
                while (k > 0 && compareEnds(s, firsts.getInt(k / 2 - 1), edges[j], key) > 0) {
                    k -= 2;
                }
                firsts.add(k / 2, edges[j]);
                eqs.add(k, s.arg(edges[i], other));
                eqs.add(k, s.arg(edges[j], other));
            }
        }
        return eqs;
    }

    /** Node and position of one end as one number. */
    private static long end(TermStore s, int e, int key) {
        return (long) s.arg(e, key) << 32 | s.arg(e, key + 1);
    }

    private static int compareEnds(TermStore s, int e, int f, int key) {
        int c = s.compare(s.arg(e, key), s.arg(f, key));
        return c != 0 ? c : s.compare(s.arg(e, key + 1), s.arg(f, key + 1));
    }
}
