package org.troop.term.unify;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.troop.term.store.TermStore;

/**
 * Substitutions as arrays {@code v0 t0 v1 t1 ...} in ascending order of variables. A <em>fresh</em> substitution is the
 * same data read as "there are values for the variables of the range": its free variables are its domain.
 */
public final class Substs {
    public static final int[] EMPTY = {};

    private Substs() {}

    /** Sorts the pairs by variable, in place. */
    public static int[] sort(TermStore s, int[] a) {
        for (int i = 2; i < a.length; i += 2) {
            int v = a[i];
            int t = a[i + 1];
            int j = i - 2;
            while (j >= 0 && s.compare(a[j], v) > 0) {
                a[j + 2] = a[j];
                a[j + 3] = a[j + 1];
                j -= 2;
            }
            a[j + 2] = v;
            a[j + 3] = t;
        }
        return a;
    }

    /** The image of v, 0 if v is not in the domain. */
    public static int get(int[] a, int v) {
        for (int i = 0; i < a.length; i += 2) {
            if (a[i] == v) {
                return a[i + 1];
            }
        }
        return 0;
    }

    /** Order of substitutions: as ascending lists of (variable, term) pairs. */
    public static int compare(TermStore s, int[] a, int[] b) {
        int n = Math.min(a.length, b.length);
        for (int i = 0; i < n; i++) {
            if (a[i] != b[i]) {
                return s.compare(a[i], b[i]);
            }
        }
        return Integer.compare(a.length, b.length);
    }

    /** A set of substitutions: sorted, without repetitions. */
    public static int[][] set(TermStore s, int[][] subs) {
        if (subs.length < 2) {
            return subs;
        }
        int[][] a = subs.clone();
        Arrays.sort(a, (x, y) -> compare(s, x, y));
        int n = 1;
        for (int i = 1; i < a.length; i++) {
            if (!Arrays.equals(a[i], a[n - 1])) {
                a[n++] = a[i];
            }
        }
        return n == a.length ? a : Arrays.copyOf(a, n);
    }

    /** 1 + the largest index of a variable in the given terms, 0 if there is none. */
    public static int avoid(TermStore s, int[] terms) {
        int m = -1;
        for (int t : terms) {
            m = Math.max(m, s.maxIndex(t));
        }
        return m + 1;
    }

    /** Smallest index of a variable in the given terms, Integer.MAX_VALUE if there is none. */
    public static int minIndex(TermStore s, int[] terms) {
        int m = Integer.MAX_VALUE;
        for (int t : terms) {
            m = Math.min(m, s.minIndex(t));
        }
        return m;
    }

    /** Shifts the terms together so that the smallest index becomes {@code start}. */
    public static int[] shift(TermStore s, int[] terms, int start) {
        int lo = minIndex(s, terms);
        if (lo == Integer.MAX_VALUE || lo == start) {
            return terms;
        }
        s.begin();
        int[] out = new int[terms.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = s.shift(terms[i], start - lo);
        }
        return out;
    }

    public static int[] domain(int[] a) {
        int[] d = new int[a.length / 2];
        for (int i = 0; i < d.length; i++) {
            d[i] = a[2 * i];
        }
        return d;
    }

    public static int[] range(int[] a) {
        int[] d = new int[a.length / 2];
        for (int i = 0; i < d.length; i++) {
            d[i] = a[2 * i + 1];
        }
        return d;
    }

    public static int[] zip(int[] dom, int[] ran) {
        int[] a = new int[2 * dom.length];
        for (int i = 0; i < dom.length; i++) {
            a[2 * i] = dom[i];
            a[2 * i + 1] = ran[i];
        }
        return a;
    }

    /** The variables of the terms, ascending and without repetitions. */
    public static int[] vars(TermStore s, int[] terms) {
        IntArrayList l = new IntArrayList();
        s.begin();
        for (int t : terms) {
            s.forEachVar(t, l::add);
        }
        int[] a = l.toIntArray();
        s.sortRange(a, 0, a.length);
        return a;
    }

    /** Whether v is mapped to a variable of its own sort that occurs in no other image. */
    static boolean isRenamed(TermStore s, int[] a, int i) {
        int t = a[i + 1];
        if (!s.isVar(t) || s.sort(t) != s.sort(a[i])) {
            return false;
        }
        for (int j = 0; j < a.length; j += 2) {
            if (j != i && s.occurs(t, a[j + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Drops the entries of renamed variables. */
    public static int[] removeRenamings(TermStore s, int[] a) {
        int[] out = new int[a.length];
        int n = 0;
        for (int i = 0; i < a.length; i += 2) {
            if (!isRenamed(s, a, i)) {
                out[n++] = a[i];
                out[n++] = a[i + 1];
            }
        }
        return n == a.length ? a : Arrays.copyOf(out, n);
    }

    /** Keeps the entries whose variable is in {@code keep}. */
    public static int[] restrict(int[] a, it.unimi.dsi.fastutil.ints.IntSet keep) {
        int[] out = new int[a.length];
        int n = 0;
        for (int i = 0; i < a.length; i += 2) {
            if (keep.contains(a[i])) {
                out[n++] = a[i];
                out[n++] = a[i + 1];
            }
        }
        return n == a.length ? a : Arrays.copyOf(out, n);
    }

    /** Removes the entry of v. */
    public static int[] without(int[] a, int v) {
        int[] out = new int[a.length];
        int n = 0;
        for (int i = 0; i < a.length; i += 2) {
            if (a[i] != v) {
                out[n++] = a[i];
                out[n++] = a[i + 1];
            }
        }
        return n == a.length ? a : Arrays.copyOf(out, n);
    }

    /**
     * The fresh substitution for "{@code free} first, then the fresh {@code w}": w is extended by the other range variables
     * of {@code free}, renamed away from its range, then its whole range is renamed away from the variables of {@code
     * free} and the domain of w.
     */
    public static int[] composeFresh(TermStore s, int[] w, int[] free) {
        int[] rv = vars(s, range(free));
        IntArrayList ex = new IntArrayList();
        for (int v : rv) {
            if (get(w, v) == 0) {
                ex.add(v);
            }
        }
        int[] exVars = ex.toIntArray();
        int[] exImages = shift(s, exVars, avoid(s, range(w)));
        int[] e = Arrays.copyOf(w, w.length + 2 * exVars.length);
        System.arraycopy(zip(exVars, exImages), 0, e, w.length, 2 * exVars.length);
        sort(s, e);
        int a = Math.max(avoid(s, free), avoid(s, domain(w)));
        int[] images = shift(s, range(e), a);
        s.begin();
        for (int i = 0; i < images.length; i++) {
            if (e[2 * i] != images[i]) {
                s.bind(e[2 * i], images[i]);
            }
        }
        int[] out = new int[free.length + e.length];
        int n = 0;
        for (int i = 0; i < free.length; i += 2) {
            int t = s.apply(free[i + 1]);
            if (t != free[i]) {
                out[n++] = free[i];
                out[n++] = t;
            }
        }
        s.end();
        for (int i = 0; i < images.length; i++) {
            int v = e[2 * i];
            if (v != images[i] && get(free, v) == 0) {
                out[n++] = v;
                out[n++] = images[i];
            }
        }
        return sort(s, Arrays.copyOf(out, n));
    }
}
