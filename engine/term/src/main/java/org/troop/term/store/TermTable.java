package org.troop.term.store;

import java.util.Arrays;
import org.troop.term.Sort;
import org.troop.term.Term;

/**
 * The table of hash-consed terms: making, reading and ordering them. {@link TermStore} adds the walks that need scratch
 * columns.
 *
 * <p>Implementation note. Parallel arrays indexed by term id hold kind, two payload words, the argument slice, hash, size,
 * the range of variable indices, flags and a 64-bit Bloom set of variables; the last two decide most substitutions
 * without a walk. {@code stack} holds arguments of terms in the making, so that making terms allocates nothing.
 */
abstract class TermTable {
    public static final int NAME = 0;
    public static final int BOUND = 1;
    public static final int VAR = 2;
    public static final int INT = 3;
    public static final int BINDER = 4;
    public static final int APP = 5;

    /** A variable read as a constant; ordered behind the names of its sort. Lives only during one matching problem. */
    public static final int SKOLEM = 6;

    /** Flags: what occurs in the term. */
    public static final int HAS_BOUND = 1;

    public static final int HAS_AC = 2;
    public static final int HAS_PRIVATE = 4;
    public static final int HAS_FRESH = 8;
    public static final int HAS_MSG = 16;
    public static final int HAS_CANDIDATE = 32;

    static final Sort[] SORTS = Sort.values();
    private static final int[] NO_ARGS = {};
    private static final int FIRST_CAPACITY = 1024;

    public final Heads heads;
    private int size = 1;
    byte[] kind;
    int[] word; // APP: head; VAR, BINDER: name; NAME: string; BOUND, INT: value
    int[] word2; // APP: offset of the arguments; VAR: index
    int[] count; // APP: number of arguments
    byte[] sort;
    private int[] hash;
    int[] weight;
    int[] minIndex;
    int[] maxIndex;
    byte[] flags;
    long[] varBloom;
    int[] args;
    private int argsTop;
    private int[] table;
    private int mask;
    int[] stack = new int[256];
    int top;

    TermTable(Heads heads) {
        this.heads = heads;
        int n = FIRST_CAPACITY;
        kind = new byte[n];
        word = new int[n];
        word2 = new int[n];
        count = new int[n];
        sort = new byte[n];
        hash = new int[n];
        weight = new int[n];
        minIndex = new int[n];
        maxIndex = new int[n];
        flags = new byte[n];
        varBloom = new long[n];
        args = new int[4 * n];
        table = new int[2 * n];
        mask = table.length - 1;
    }

    /** A copy with room to grow. */
    TermTable(TermTable o) {
        heads = o.heads;
        size = o.size;
        int n = Math.max(FIRST_CAPACITY, Integer.highestOneBit(o.size) * 4);
        kind = Arrays.copyOf(o.kind, n);
        word = Arrays.copyOf(o.word, n);
        word2 = Arrays.copyOf(o.word2, n);
        count = Arrays.copyOf(o.count, n);
        sort = Arrays.copyOf(o.sort, n);
        hash = Arrays.copyOf(o.hash, n);
        weight = Arrays.copyOf(o.weight, n);
        minIndex = Arrays.copyOf(o.minIndex, n);
        maxIndex = Arrays.copyOf(o.maxIndex, n);
        flags = Arrays.copyOf(o.flags, n);
        varBloom = Arrays.copyOf(o.varBloom, n);
        args = Arrays.copyOf(o.args, Math.max(4 * FIRST_CAPACITY, 2 * o.argsTop));
        argsTop = o.argsTop;
        if (o.table.length >= 2 * n) {
            table = o.table.clone();
            mask = o.mask;
        } else {
            rehash(2 * n);
        }
    }

    /** The columns have this length now. */
    abstract void grown(int capacity);

    int capacity() {
        return kind.length;
    }

    /** One more than the largest term id. */
    public int size() {
        return size;
    }

    // ---- making terms

    public int var(int name, Sort s, int index) {
        return var(name, s.ordinal(), index);
    }

    int var(int name, int s, int index) {
        int h = mix(VAR * 31 + s, name, index);
        for (int i = h & mask; ; i = (i + 1) & mask) {
            int t = table[i];
            if (t == 0) {
                int v = allocate(VAR, h, i);
                word[v] = name;
                word2[v] = index;
                sort[v] = (byte) s;
                weight[v] = 1;
                minIndex[v] = index;
                maxIndex[v] = index;
                flags[v] = (byte) (s == Sort.FRESH.ordinal() ? HAS_FRESH : s == Sort.MSG.ordinal() ? HAS_MSG : 0);
                varBloom[v] = 1L << (h >>> 26);
                return v;
            }
            if (hash[t] == h && kind[t] == VAR && word[t] == name && word2[t] == index && sort[t] == s) {
                return t;
            }
        }
    }

    public int name(Sort s, int string) {
        return literal(NAME, string, s.ordinal(), s == Sort.FRESH ? HAS_FRESH : 0);
    }

    public int bound(int index) {
        return literal(BOUND, index, Sort.MSG.ordinal(), HAS_BOUND);
    }

    public int integer(int value) {
        return literal(INT, value, 0, 0);
    }

    public int binder(int name, Sort s) {
        return literal(BINDER, name, s.ordinal(), 0);
    }

    int literal(int k, int value, int s, int f) {
        int h = mix(k * 31 + s, value, 77);
        for (int i = h & mask; ; i = (i + 1) & mask) {
            int t = table[i];
            if (t == 0) {
                int v = allocate(k, h, i);
                word[v] = value;
                sort[v] = (byte) s;
                weight[v] = 1;
                minIndex[v] = Integer.MAX_VALUE;
                maxIndex[v] = -1;
                flags[v] = (byte) f;
                return v;
            }
            if (hash[t] == h && kind[t] == k && word[t] == value && sort[t] == s) {
                return t;
            }
        }
    }

    public int app(int head, int... ts) {
        return app(head, ts, 0, ts.length);
    }

    /** The AC-normal application of {@code head} to {@code ts[from..to)}; the array is not kept and not changed. */
    public int app(int head, int[] ts, int from, int to) {
        byte th = heads.theory[head];
        if (th == Heads.FREE) {
            return intern(head, ts, from, to);
        }
        int base = top;
        for (int i = from; i < to; i++) {
            int t = ts[i];
            if (th == Heads.AC && kind[t] == APP && word[t] == head) {
                for (int j = 0, o = word2[t], n = count[t]; j < n; j++) {
                    push(args[o + j]);
                }
            } else {
                push(t);
            }
        }
        if (th == Heads.AC && top == base + 1) {
            top = base;
            return stack[base];
        }
        sortRange(stack, base, top);
        int r = intern(head, stack, base, top);
        top = base;
        return r;
    }

    int intern(int head, int[] ts, int from, int to) {
        int n = to - from;
        int h = head * 0x9E3779B9 + n;
        for (int i = from; i < to; i++) {
            h = (h ^ (h >>> 15)) * 0x85EBCA6B + ts[i];
        }
        h = finish(h);
        probe:
        for (int i = h & mask; ; i = (i + 1) & mask) {
            int t = table[i];
            if (t == 0) {
                return allocateApp(head, ts, from, n, h, i);
            }
            if (hash[t] == h && kind[t] == APP && word[t] == head && count[t] == n) {
                int o = word2[t];
                for (int j = 0; j < n; j++) {
                    if (args[o + j] != ts[from + j]) {
                        continue probe;
                    }
                }
                return t;
            }
        }
    }

    private int allocateApp(int head, int[] ts, int from, int n, int h, int slot) {
        int v = allocate(APP, h, slot);
        word[v] = head;
        count[v] = n;
        if (argsTop + n > args.length) {
            args = Arrays.copyOf(args, Math.max(2 * args.length, argsTop + n));
        }
        word2[v] = argsTop;
        System.arraycopy(ts, from, args, argsTop, n);
        argsTop += n;
        int w = 1;
        int lo = Integer.MAX_VALUE;
        int hi = -1;
        long bloom = 0;
        int f = heads.isPrivate[head] ? HAS_PRIVATE : 0;
        if (heads.theory[head] != Heads.FREE) {
            f |= HAS_AC;
        }
        if (!heads.irreducible[head] && heads.layer(head) == Heads.Layer.FUNCTION) {
            f |= HAS_CANDIDATE;
        }
        for (int i = from; i < from + n; i++) {
            int t = ts[i];
            w += weight[t];
            lo = Math.min(lo, minIndex[t]);
            hi = Math.max(hi, maxIndex[t]);
            bloom |= varBloom[t];
            f |= flags[t];
        }
        weight[v] = w;
        minIndex[v] = lo;
        maxIndex[v] = hi;
        varBloom[v] = bloom;
        flags[v] = (byte) f;
        sort[v] = (byte) (heads.isNat[head] ? Sort.NAT : Sort.MSG).ordinal();
        return v;
    }

    private int allocate(int k, int h, int slot) {
        int v = size++;
        if (v >= kind.length) {
            grow();
        }
        kind[v] = (byte) k;
        hash[v] = h;
        table[slot] = v;
        if (2 * size > table.length) {
            rehash(2 * table.length);
        }
        return v;
    }

    private void grow() {
        int n = kind.length * 2;
        kind = Arrays.copyOf(kind, n);
        word = Arrays.copyOf(word, n);
        word2 = Arrays.copyOf(word2, n);
        count = Arrays.copyOf(count, n);
        sort = Arrays.copyOf(sort, n);
        hash = Arrays.copyOf(hash, n);
        weight = Arrays.copyOf(weight, n);
        minIndex = Arrays.copyOf(minIndex, n);
        maxIndex = Arrays.copyOf(maxIndex, n);
        flags = Arrays.copyOf(flags, n);
        varBloom = Arrays.copyOf(varBloom, n);
        grown(n);
    }

    private void rehash(int n) {
        table = new int[n];
        mask = n - 1;
        for (int t = 1; t < size; t++) {
            int i = hash[t] & mask;
            while (table[i] != 0) {
                i = (i + 1) & mask;
            }
            table[i] = t;
        }
    }

    private static int mix(int a, int b, int c) {
        return finish((a * 0x9E3779B9 + b) * 0x85EBCA6B + c);
    }

    private static int finish(int h) {
        h ^= h >>> 16;
        h *= 0x7FEB352D;
        h ^= h >>> 15;
        h *= 0x846CA68B;
        return h ^ (h >>> 16);
    }

    void push(int t) {
        if (top == stack.length) {
            stack = Arrays.copyOf(stack, 2 * top);
        }
        stack[top++] = t;
    }

    // ---- reading terms

    public int kind(int t) {
        return kind[t];
    }

    public boolean isVar(int t) {
        return kind[t] == VAR;
    }

    public boolean isApp(int t) {
        return kind[t] == APP;
    }

    /** Whether t is an application of {@code head}; false for head 0. */
    public boolean isApp(int t, int head) {
        return kind[t] == APP && word[t] == head;
    }

    /** Head of an application, 0 for literals. */
    public int head(int t) {
        return kind[t] == APP ? word[t] : 0;
    }

    public int arity(int t) {
        return count[t];
    }

    public int arg(int t, int i) {
        return args[word2[t] + i];
    }

    public int[] args(int t) {
        return count[t] == 0 ? NO_ARGS : Arrays.copyOfRange(args, word2[t], word2[t] + count[t]);
    }

    /** Name of a variable or binder, string of a constant. */
    public int nameId(int t) {
        return word[t];
    }

    public String nameOf(int t) {
        return heads.string(word[t]);
    }

    /** Index of a variable. */
    public int index(int t) {
        return word2[t];
    }

    /** Value of a BOUND or INT literal. */
    public int value(int t) {
        return word[t];
    }

    public Sort sort(int t) {
        return SORTS[sort[t]];
    }

    public boolean isVarOf(int t, Sort s) {
        return kind[t] == VAR && sort[t] == s.ordinal();
    }

    /** Number of literals and symbols. */
    public int weight(int t) {
        return weight[t];
    }

    public int flags(int t) {
        return flags[t];
    }

    public boolean has(int t, int flag) {
        return (flags[t] & flag) != 0;
    }

    /** Largest index of a variable in t, -1 if there is none. */
    public int maxIndex(int t) {
        return maxIndex[t];
    }

    /** Smallest index of a variable in t, Integer.MAX_VALUE if there is none. */
    public int minIndex(int t) {
        return minIndex[t];
    }

    public boolean isGround(int t) {
        return maxIndex[t] < 0;
    }

    /** Whether the sort of {@code v} contains the sort of {@code t}. */
    public boolean admits(int v, int t) {
        int a = sort[v];
        int b = sort[t];
        return a == b || (a == Sort.MSG.ordinal() && b != Sort.NODE.ordinal());
    }

    /** Whether variable v occurs in t. */
    public boolean occurs(int v, int t) {
        if (v == t) {
            return true;
        }
        if (kind[t] != APP || (varBloom[t] & varBloom[v]) == 0) {
            return false;
        }
        for (int i = word2[t], e = i + count[t]; i < e; i++) {
            if (occurs(v, args[i])) {
                return true;
            }
        }
        return false;
    }

    /** Over-approximation: whether t may contain one of the variables whose Bloom set is given. */
    public boolean mayContain(int t, long bloom) {
        return (varBloom[t] & bloom) != 0;
    }

    public long bloom(int t) {
        return varBloom[t];
    }

    // ---- order

    /** The total order of terms, literals before applications; facts, formulas, goals and lists are ordered likewise. */
    public int compare(int x, int y) {
        if (x == y) {
            return 0;
        }
        int k = kind[x];
        if (k != kind[y]) {
            return compareKinds(x, y);
        }
        switch (k) {
            case APP:
                if (word[x] != word[y]) {
                    return Integer.compare(heads.rank[word[x]], heads.rank[word[y]]);
                }
                int n = Math.min(count[x], count[y]);
                int ox = word2[x];
                int oy = word2[y];
                for (int i = 0; i < n; i++) {
                    if (args[ox + i] != args[oy + i]) {
                        return compare(args[ox + i], args[oy + i]);
                    }
                }
                return Integer.compare(count[x], count[y]);
            case VAR:
                if (word2[x] != word2[y]) {
                    return Integer.compare(word2[x], word2[y]);
                }
                if (sort[x] != sort[y]) {
                    return Integer.compare(sort[x], sort[y]);
                }
                return heads.compareStrings(word[x], word[y]);
            case NAME:
                int c = Integer.compare(Term.tagRank(SORTS[sort[x]]), Term.tagRank(SORTS[sort[y]]));
                return c != 0 ? c : heads.compareStrings(word[x], word[y]);
            case SKOLEM:
                int d = Integer.compare(Term.tagRank(SORTS[sort[x]]), Term.tagRank(SORTS[sort[y]]));
                return d != 0 ? d : compare(word[x], word[y]);
            case BINDER:
                int b = heads.compareStrings(word[x], word[y]);
                return b != 0 ? b : Integer.compare(sort[x], sort[y]);
            default:
                return Integer.compare(word[x], word[y]);
        }
    }

    /** Literals of different kinds, or a literal and an application. */
    private int compareKinds(int x, int y) {
        int i = kind[x] == SKOLEM ? NAME : kind[x];
        int j = kind[y] == SKOLEM ? NAME : kind[y];
        if (i != j) {
            return i < j ? -1 : 1;
        }
        int c = Integer.compare(Term.tagRank(SORTS[sort[x]]), Term.tagRank(SORTS[sort[y]]));
        return c != 0 ? c : kind[x] == NAME ? -1 : 1;
    }

    /** Sorts {@code a[from..to)} ascending; cheap on nearly sorted input. */
    public void sortRange(int[] a, int from, int to) {
        if (to - from > 64 && !isSorted(a, from, to)) {
            int mid = (from + to) >>> 1;
            sortRange(a, from, mid);
            sortRange(a, mid, to);
            int[] left = Arrays.copyOfRange(a, from, mid);
            int i = 0;
            int j = mid;
            int k = from;
            while (i < left.length) {
                a[k++] = j < to && compare(a[j], left[i]) < 0 ? a[j++] : left[i++];
            }
            return;
        }
        for (int i = from + 1; i < to; i++) {
            int x = a[i];
            int j = i - 1;
            while (j >= from && compare(a[j], x) > 0) {
                a[j + 1] = a[j];
                j--;
            }
            a[j + 1] = x;
        }
    }

    private boolean isSorted(int[] a, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (compare(a[i - 1], a[i]) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Application to the stack from base on; leaves the stack above base as garbage. */
    int rebuild(int head, int base) {
        if (heads.theory[head] == Heads.FREE) {
            return intern(head, stack, base, top);
        }
        int end = top;
        int r = app(head, stack, base, end);
        top = end;
        return r;
    }
}
