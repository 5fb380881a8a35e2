package org.troop.solver.system;

import java.util.Arrays;
import org.troop.term.store.TermStore;

/**
 * A small set of terms, sorted on demand. Copies share the array until one of them is written.
 *
 * <p>Implementation note. Sets of a constraint system hold tens to hundreds of terms and change little between two
 * sortings; linear search over ints and insertion into a nearly sorted array beat hashing there.
 */
public final class TermSet {
    private static final int[] NONE = {};
    private int[] a = NONE;
    private int n;
    private boolean sorted = true;
    private boolean shared;

    public TermSet copy() {
        TermSet t = new TermSet();
        t.a = a;
        t.n = n;
        t.sorted = sorted;
        t.shared = true;
        shared = true;
        return t;
    }

    public int size() {
        return n;
    }

    public boolean isEmpty() {
        return n == 0;
    }

    public boolean contains(int t) {
        for (int i = 0; i < n; i++) {
            if (a[i] == t) {
                return true;
            }
        }
        return false;
    }

    /** The i-th element in no particular order. */
    public int get(int i) {
        return a[i];
    }

    private void own(int capacity) {
        if (shared || capacity > a.length) {
            a = Arrays.copyOf(a, Math.max(capacity, capacity > a.length ? 2 * n + 4 : a.length));
            shared = false;
        }
    }

    /** @return whether t was not there */
    public boolean add(int t) {
        if (contains(t)) {
            return false;
        }
        own(n + 1);
        a[n++] = t;
        sorted = n == 1;
        return true;
    }

    public void addAll(TermSet o) {
        for (int i = 0; i < o.n; i++) {
            add(o.a[i]);
        }
    }

    /** @return whether t was there */
    public boolean remove(int t) {
        for (int i = 0; i < n; i++) {
            if (a[i] == t) {
                own(n);
                System.arraycopy(a, i + 1, a, i, n - i - 1);
                n--;
                return true;
            }
        }
        return false;
    }

    public void clear() {
        a = NONE;
        n = 0;
        sorted = true;
        shared = false;
    }

    /** The elements ascending, in a fresh array. */
    public int[] sorted(TermStore s) {
        sort(s);
        return Arrays.copyOf(a, n);
    }

    private void sort(TermStore s) {
        if (!sorted) {
            own(n);
            s.sortRange(a, 0, n);
            sorted = true;
        }
    }

    /** The smallest element. */
    public int first(TermStore s) {
        sort(s);
        return a[0];
    }

    /** Applies the substitution that is bound in the store; elements that become equal collapse. */
    public void substitute(TermStore s) {
        for (int i = 0; i < n; i++) {
            if (s.apply(a[i]) != a[i]) {
                substituteFrom(s);
                return;
            }
        }
    }

    /** Applies the injective renaming that is bound in the store. */
    void rename(TermStore s) {
        if (n > 0) {
            int[] out = new int[n];
            for (int i = 0; i < n; i++) {
                out[i] = s.apply(a[i]);
            }
            a = out;
            shared = false;
            sorted = n == 1;
        }
    }

    private void substituteFrom(TermStore s) {
        int[] old = a;
        int k = n;
        a = new int[k];
        shared = false;
        n = 0;
        for (int i = 0; i < k; i++) {
            int t = s.apply(old[i]);
            if (!contains(t)) {
                a[n++] = t;
            }
        }
        sorted = false;
    }

    /** Largest variable index of the elements, -1 if there is none. */
    public int maxIndex(TermStore s) {
        int m = -1;
        for (int i = 0; i < n; i++) {
            m = Math.max(m, s.maxIndex(a[i]));
        }
        return m;
    }

    /** Smallest variable index of the elements, Integer.MAX_VALUE if there is none. */
    public int minIndex(TermStore s) {
        int m = Integer.MAX_VALUE;
        for (int i = 0; i < n; i++) {
            m = Math.min(m, s.minIndex(a[i]));
        }
        return m;
    }

    /** Replaces the content by the given terms, which must be distinct. */
    public void set(int[] terms) {
        a = terms;
        n = terms.length;
        sorted = n < 2;
        shared = true;
    }

    public boolean sameAs(TermSet o) {
        if (n != o.n) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            if (!o.contains(a[i])) {
                return false;
            }
        }
        return true;
    }
}
