package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/**
 * What is known of {@code s ⊏ t} (Cremers, Jacomme, Lukert, "Subterm-based proof techniques for improving the automation and
 * scope of security protocol analysis", CSF 2023). Truth values: 1 true, -1 false, 0 unknown.
 */
final class SubtermTruth {
    private final Workspace w;
    private final TermStore s;

    SubtermTruth(Workspace w) {
        this.w = w;
        s = w.s;
    }

    /** Both sides are naturals, where a message variable on the small side may be one. */
    boolean isNatural(int x, int y) {
        return s.sort(y) == Sort.NAT && (s.sort(x) == Sort.NAT || w.isMessageVariable(x));
    }

    int[] flat(int head, int t) {
        return head != 0 && s.isApp(t, head) ? s.args(t) : new int[] {t};
    }

    /** Removes common elements of two sums. Null with a known truth value is never returned: see {@link #cancelTruth}. */
    int[] cancel(int head, int x, int y) {
        IntArrayList a = new IntArrayList(flat(head, x));
        IntArrayList b = new IntArrayList(flat(head, y));
        for (int t : a.toIntArray()) {
            int i = b.indexOf(t);
            if (i >= 0) {
                b.removeInt(i);
                a.rem(t);
            }
        }
        int l = a.isEmpty() ? 0 : a.size() == 1 ? a.getInt(0) : s.app(head, a.toIntArray());
        int r = b.isEmpty() ? 0 : b.size() == 1 ? b.getInt(0) : s.app(head, b.toIntArray());
        return new int[] {l, r};
    }

    private static int cancelTruth(int[] pair) {
        return pair[1] == 0 ? -1 : pair[0] == 0 ? 1 : 0;
    }

    /** Truth by the terms alone. */
    int of(int x, int y) {
        Heads h = w.heads;
        int[] xs = flat(h.natPlus, x);
        if (h.natOne != 0 && s.sort(y) == Sort.NAT && xs.length < flat(h.natPlus, y).length) {
            boolean ones = true;
            for (int t : xs) {
                ones &= s.isApp(t, h.natOne);
            }
            if (ones) {
                return 1;
            }
        }
        if (isNatural(x, y)) {
            return cancelTruth(cancel(h.natPlus, x, y));
        }
        if (w.isBelow(y, x)) {
            return -1;
        }
        if (w.isBelow(x, y)) {
            return 1;
        }
        if (s.isVar(y)) {
            return s.sort(y) == Sort.MSG || s.sort(y) == Sort.NODE ? 0 : -1;
        }
        if (!s.isApp(y)) {
            return -1;
        }
        int f = s.head(y);
        return h.isAc(f) && !h.isReducible(f) ? cancelTruth(cancel(f, x, y)) : 0;
    }

    /** Truth by the terms and the system's subterm constraints. */
    int withStore(ConstraintSystem c, int x, int y) {
        int r = of(x, y);
        if (r != 0) {
            return r;
        }
        int pair = s.app(Heads.SUBTERM, x, y);
        boolean positive = c.positiveSubterms.contains(pair) || c.solvedSubterms.contains(pair);
        boolean negative = c.negativeSubterms.contains(pair);
        if (positive != negative) {
            return positive ? 1 : -1;
        }
        int[] ps = c.positiveSubterms.sorted(s);
        if (!c.positiveSubterms.contains(pair)) {
            ps = Arrays.copyOf(ps, ps.length + 1);
            ps[ps.length - 1] = pair;
            s.sortRange(ps, 0, ps.length);
        }
        return isCyclic(ps) || new NaturalConstraints(w, this, ps).equalities() == null ? -1 : 0;
    }

    /** Whether the pairs, connected where the big side of one occurs in the small side of the next, have a cycle. */
    boolean isCyclic(int[] pairs) {
        byte[] state = new byte[pairs.length];
        for (int i = 0; i < pairs.length; i++) {
            if (state[i] == 0 && reachesItself(pairs, i, state)) {
                return true;
            }
        }
        return false;
    }

    private boolean reachesItself(int[] pairs, int i, byte[] state) {
        state[i] = 1;
        for (int j = 0; j < pairs.length; j++) {
            if (w.isBelow(s.arg(pairs[i], 1), s.arg(pairs[j], 0))
                    && (state[j] == 1 || (state[j] == 0 && reachesItself(pairs, j, state)))) {
                return true;
            }
        }
        state[i] = 2;
        return false;
    }
}
