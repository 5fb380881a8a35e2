package org.troop.solver.system;

import java.util.Arrays;
import org.troop.term.store.TermStore;

/**
 * The orderings {@code LESS(i, j)} of a system, each with its latest reason, sorted on demand. Copies share the arrays until
 * one of them is written. Equality is that of the terms alone.
 */
public final class OrderingSet {
    private static final int[] NONE = {};
    private static final OrderingReason[] REASONS = OrderingReason.values();

    private int[] a = NONE;
    private byte[] reason = {};
    private int n;
    private boolean sorted = true;
    private boolean shared;

    public OrderingSet copy() {
        OrderingSet o = new OrderingSet();
        o.a = a;
        o.reason = reason;
        o.n = n;
        o.sorted = sorted;
        o.shared = true;
        shared = true;
        return o;
    }

    public int size() {
        return n;
    }

    public boolean contains(int t) {
        return find(t) >= 0;
    }

    private int find(int t) {
        for (int i = 0; i < n; i++) {
            if (a[i] == t) {
                return i;
            }
        }
        return -1;
    }

    /** The i-th element in no particular order. */
    public int get(int i) {
        return a[i];
    }

    /** The reason of the i-th element. */
    public OrderingReason reason(int i) {
        return REASONS[reason[i]];
    }

    private void own(int capacity) {
        if (shared || capacity > a.length) {
            int c = Math.max(capacity, capacity > a.length ? 2 * n + 4 : a.length);
            a = Arrays.copyOf(a, c);
            reason = Arrays.copyOf(reason, c);
            shared = false;
        }
    }

    /** Adds an ordering; the reason of one that is there already is replaced. */
    public void add(int t, OrderingReason why) {
        add(t, (byte) why.ordinal());
    }

    private void add(int t, byte why) {
        int i = find(t);
        if (i >= 0) {
            if (reason[i] != why) {
                own(n);
                reason[i] = why;
            }
            return;
        }
        own(n + 1);
        a[n] = t;
        reason[n++] = why;
        sorted = n == 1;
    }

    public void addAll(OrderingSet o) {
        for (int i = 0; i < o.n; i++) {
            add(o.a[i], o.reason[i]);
        }
    }

    /** The elements ascending, in a fresh array; from now on {@link #get} and {@link #reason} are in this order, too. */
    public int[] sorted(TermStore s) {
        if (!sorted) {
            sort(s);
        }
        return Arrays.copyOf(a, n);
    }

    private void sort(TermStore s) {
        own(n);
        for (int i = 1; i < n; i++) {
            int t = a[i];
            byte why = reason[i];
            int j = i - 1;
            while (j >= 0 && s.compare(a[j], t) > 0) {
                a[j + 1] = a[j];
                reason[j + 1] = reason[j];
                j--;
            }
            a[j + 1] = t;
            reason[j + 1] = why;
        }
        sorted = true;
    }

    /** Applies the substitution that is bound in the store; of elements that become equal the largest gives the reason. */
    public void substitute(TermStore s) {
        for (int i = 0; i < n; i++) {
            if (s.apply(a[i]) != a[i]) {
                if (!sorted) {
                    sort(s);
                }
                OrderingSet old = copy();
                a = new int[n];
                reason = new byte[n];
                shared = false;
                n = 0;
                for (int k = 0; k < old.n; k++) {
                    add(s.apply(old.a[k]), old.reason[k]);
                }
                sorted = n < 2;
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
            reason = Arrays.copyOf(reason, n);
            shared = false;
            sorted = n == 1;
        }
    }

    /** Replaces the content by the given orderings, which must be distinct. */
    void set(int[] terms, byte[] reasons) {
        a = terms;
        reason = reasons;
        n = terms.length;
        sorted = n < 2;
        shared = true;
    }

    /** The reasons by their numbers, in the order of {@link #get}. */
    byte[] reasons() {
        return Arrays.copyOf(reason, n);
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

    public boolean sameAs(OrderingSet o) {
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
