package org.troop.term.unify;

import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.term.store.AcSolver;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/**
 * Order-sorted unification of lists of equations: syntactic with eager elimination, pairs of AC or C terms delayed and
 * solved jointly at the end (Tamarin manual, "Unification modulo AC"). Bindings are triangular in the store's binding
 * column; of two variables of one sort the smaller survives. One instance belongs to one store.
 */
public final class Unifier {
    private static final List<int[]> SYNTACTIC = List.of(Substs.EMPTY);

    private final TermStore s;
    private final AcSolver ac;
    private int[] delayed = new int[16];
    private int delayedTop;
    private long syntactic;
    private long joint;

    /**
     * A unifier in two parts: a free substitution, and the fresh substitutions that solve the delayed equations (the list
     * with the empty one if there were none).
     */
    public record Factored(int[] free, List<int[]> fresh) {
        /** Whether the free substitution is all: no delayed equations, or only such as hold anyway. */
        public boolean isSyntactic() {
            return fresh.size() == 1 && fresh.getFirst().length == 0;
        }
    }

    /**
     * How many problems were solved, or found to have no solution, without the AC solver, and how many were left to it.
     *
     * @param syntactic without
     * @param joint with equations that the AC solver solves together
     */
    public record Counts(long syntactic, long joint) {}

    public Unifier(TermStore s, AcSolver ac) {
        this.s = s;
        this.ac = ac;
    }

    public AcSolver ac() {
        return ac;
    }

    /** Whether {@code pairs[0]=pairs[1], pairs[2]=pairs[3], ...} have a common unifier modulo AC. */
    public boolean unifiable(int[] pairs, int length) {
        s.begin();
        delayedTop = 0;
        boolean ok = solve(pairs, length);
        count(ok);
        if (ok && delayedTop > 0) {
            int[] d = resolvedDelayed();
            s.end();
            return !ac.unify(s, d).isEmpty();
        }
        s.end();
        return ok;
    }

    public boolean unifiable(int l, int r) {
        return unifiable(new int[] {l, r}, 2);
    }

    /** The factored unifier of the equations, null if there is none. */
    public @Nullable Factored unify(int[] pairs) {
        s.begin();
        delayedTop = 0;
        boolean ok = solve(pairs, pairs.length);
        count(ok);
        if (!ok) {
            s.end();
            return null;
        }
        int n = s.mark();
        s.invalidate();
        int[] free = new int[2 * n];
        for (int i = 0; i < n; i++) {
            free[2 * i] = s.boundVar(i);
            free[2 * i + 1] = s.resolve(s.boundVar(i));
        }
        List<int[]> fresh = SYNTACTIC;
        if (delayedTop > 0) {
            int[] d = resolvedDelayed();
            s.end();
            fresh = ac.unify(s, d);
            if (fresh.isEmpty()) {
                return null;
            }
        } else {
            s.end();
        }
        return new Factored(Substs.sort(s, free), fresh);
    }

    /** All unifiers as fresh substitutions, in engine order. */
    public List<int[]> unifyFresh(int[] pairs) {
        Factored f = unify(pairs);
        if (f == null) {
            return List.of();
        }
        if (f.isSyntactic()) {
            return List.of(Substs.composeFresh(s, Substs.EMPTY, f.free));
        }
        return f.fresh.stream().map(w -> Substs.composeFresh(s, w, f.free)).toList();
    }

    /**
     * All unifiers as fresh substitutions restricted to the variables of {@code keep}, appended to {@code out}.
     *
     * <p>The syntactic case, by far the most frequent one, composes and restricts in one go: all range variables move by one
     * distance, so that the smallest gets the first index that neither domain nor range uses.
     */
    public void unifyFresh(int[] pairs, IntSet keep, List<int[]> out) {
        s.begin();
        delayedTop = 0;
        boolean ok = solve(pairs, pairs.length);
        if (ok && delayedTop > 0) {
            s.end();
            for (int[] w : unifyFresh(pairs)) {
                out.add(Substs.restrict(w, keep));
            }
            return;
        }
        count(ok);
        if (!ok) {
            s.end();
            return;
        }
        int n = s.mark();
        s.invalidate();
        int[] free = new int[2 * n];
        int hi = -1;
        int lo = Integer.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            int v = s.boundVar(i);
            int t = s.resolve(v);
            free[2 * i] = v;
            free[2 * i + 1] = t;
            hi = Math.max(hi, Math.max(s.index(v), s.maxIndex(t)));
            lo = Math.min(lo, s.minIndex(t));
        }
        s.end();
        out.add(shiftedAndRestricted(free, lo == Integer.MAX_VALUE ? 0 : hi + 1 - lo, keep));
    }

    private int[] shiftedAndRestricted(int[] free, int d, IntSet keep) {
        s.begin();
        for (int i = 1; i < free.length; i += 2) {
            s.markVisited(free[i]);
        }
        int[] unbound = new int[keep.size()];
        int m = 0;
        for (int v : keep) {
            if (s.isVisited(v) && Substs.get(free, v) == 0) {
                unbound[m++] = v;
            }
        }
        s.begin();
        int[] out = new int[free.length + 2 * m];
        int n = 0;
        for (int i = 0; i < free.length; i += 2) {
            if (keep.contains(free[i])) {
                out[n++] = free[i];
                out[n++] = s.shift(free[i + 1], d);
            }
        }
        for (int i = 0; i < m; i++) {
            out[n++] = unbound[i];
            out[n++] = s.shift(unbound[i], d);
        }
        return Substs.sort(s, n == out.length ? out : Arrays.copyOf(out, n));
    }

    private int[] resolvedDelayed() {
        s.invalidate();
        int[] d = new int[delayedTop];
        for (int i = 0; i < d.length; i++) {
            d[i] = s.resolve(delayed[i]);
        }
        return d;
    }

    private void count(boolean solved) {
        if (solved && delayedTop > 0) {
            joint++;
        } else {
            syntactic++;
        }
    }

    /** What this unifier did so far. */
    public Counts counts() {
        return new Counts(syntactic, joint);
    }

    private boolean solve(int[] pairs, int length) {
        for (int i = 0; i < length; i += 2) {
            if (!unify(pairs[i], pairs[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private int deref(int t) {
        while (s.isVar(t)) {
            int b = s.binding(t);
            if (b == 0) {
                return t;
            }
            t = b;
        }
        return t;
    }

    private boolean unify(int l, int r) {
        l = deref(l);
        r = deref(r);
        if (l == r && !s.has(l, TermStore.HAS_AC)) {
            return true;
        }
        boolean lv = s.isVar(l);
        boolean rv = s.isVar(r);
        if (lv && rv) {
            if (s.sort(l) == s.sort(r)) {
                return s.compare(l, r) > 0 ? eliminate(l, r) : eliminate(r, l);
            }
            return s.admits(l, r) ? eliminate(l, r) : eliminate(r, l);
        }
        if (lv) {
            return eliminate(l, r);
        }
        if (rv) {
            return eliminate(r, l);
        }
        if (!s.isApp(l) || !s.isApp(r)) {
            return l == r;
        }
        int f = s.head(l);
        int g = s.head(r);
        Heads h = s.heads;
        if (f != g) {
            if ((f == h.natPlus && g == h.natOne) || (f == h.natOne && g == h.natPlus)) {
                return delay(l, r);
            }
            return false;
        }
        if (h.isCommutative(f)) {
            return delay(l, r);
        }
        int n = s.arity(l);
        if (n != s.arity(r)) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            if (!unify(s.arg(l, i), s.arg(r, i))) {
                return false;
            }
        }
        return true;
    }

    private boolean delay(int l, int r) {
        if (delayedTop + 2 > delayed.length) {
            delayed = Arrays.copyOf(delayed, 2 * delayed.length);
        }
        delayed[delayedTop++] = l;
        delayed[delayedTop++] = r;
        return true;
    }

    private boolean eliminate(int v, int t) {
        if (!s.admits(v, t) || occurs(v, t)) {
            return false;
        }
        s.bind(v, t);
        return true;
    }

    /** Occurs check through the bindings. */
    private boolean occurs(int v, int t) {
        if (s.isGround(t)) {
            return false;
        }
        if (s.isVar(t)) {
            if (t == v) {
                return true;
            }
            int b = s.binding(t);
            return b != 0 && occurs(v, b);
        }
        for (int i = 0, n = s.arity(t); i < n; i++) {
            if (occurs(v, s.arg(t, i))) {
                return true;
            }
        }
        return false;
    }
}
