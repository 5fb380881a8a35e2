package org.troop.term.store;

import java.util.Arrays;
import org.troop.term.Sort;
import org.troop.term.Term;

/**
 * The table of hash-consed terms: making, reading and ordering them. {@link TermStore} adds the walks that need scratch
 * columns.
 *
 * <p>Implementation note. A term is a record of 16 ints, 64 bytes, in one array; its id is the number of the record. So what
 * a walk asks of a term lies in a line or two of the processor's cache, and a walk over a million terms misses the cache once or
 * twice a term. Arguments follow the fixed part; a term with more than six of them takes up the next records, too,
 * whose ids stand for nothing. The fixed part has the range of variable indices, flags and a 64-bit Bloom set of variables,
 * which decide most substitutions without a walk, and the scratch words of {@link TermStore}. The hash table keeps hashes beside ids, so that a probe
 * touches a term only when it is most likely the one. {@code stack} holds arguments of terms in the making, so that
 * making terms allocates nothing.
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

    /** Logarithm of the size of a record. */
    static final int SHIFT = 4;

    private static final int RECORD = 1 << SHIFT;

    // Words of a record.
    private static final int TYPE = 0; // kind; sort << SORT; flags << FLAGS
    private static final int COUNT = 1; // APP: number of arguments
    private static final int WORD =
            2; // APP: head; VAR, BINDER: name; NAME: string; BOUND, INT: value; SKOLEM: variable
    private static final int WEIGHT = 3;
    private static final int MIN = 4;
    private static final int MAX = 5;
    private static final int BLOOM = 6; // two words
    static final int MEMO = 8;
    static final int STAMP = 9;
    private static final int ARGS = 10;
    static final int BINDING = 10; // VAR

    private static final int SORT = 8;
    private static final int FLAGS = 16;
    private static final int BYTE = 0xff;

    public final Heads heads;
    private int size = 1;
    int[] memory;

    /** Hash in the upper half, id in the lower; 0 where free. */
    private long[] table;

    private int mask;
    int[] stack = new int[256];
    int top;

    TermTable(Heads heads) {
        this.heads = heads;
        memory = new int[FIRST_CAPACITY << SHIFT];
        table = new long[2 * FIRST_CAPACITY];
        mask = table.length - 1;
    }

    /** A copy with room to grow. */
    TermTable(TermTable o) {
        heads = o.heads;
        size = o.size;
        int n = Math.max(FIRST_CAPACITY, Integer.highestOneBit(o.size) * 4);
        memory = Arrays.copyOf(o.memory, n << SHIFT);
        table = o.table;
        mask = o.mask;
        if (table.length >= 2 * n) {
            table = table.clone();
        } else {
            rehash(2 * n);
        }
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
        int type = VAR | s << SORT;
        for (int i = h & mask; ; i = (i + 1) & mask) {
            long e = table[i];
            if (e == 0) {
                int f = s == Sort.FRESH.ordinal() ? HAS_FRESH : s == Sort.MSG.ordinal() ? HAS_MSG : 0;
                int v = allocate(type | f << FLAGS, name, 1, h, i);
                range(v, index, index, 1L << (h >>> 26));
                return v;
            }
            if ((int) (e >>> 32) == h) {
                int o = (int) e << SHIFT;
                if ((memory[o] & 0xffff) == type && memory[o + WORD] == name && memory[o + MIN] == index) {
                    return (int) e;
                }
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
        int type = k | s << SORT;
        for (int i = h & mask; ; i = (i + 1) & mask) {
            long e = table[i];
            if (e == 0) {
                int v = allocate(type | (f & BYTE) << FLAGS, value, 1, h, i);
                range(v, Integer.MAX_VALUE, -1, 0);
                return v;
            }
            if ((int) (e >>> 32) == h) {
                int o = (int) e << SHIFT;
                if ((memory[o] & 0xffff) == type && memory[o + WORD] == value) {
                    return (int) e;
                }
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
            if (th == Heads.AC && kind(t) == APP && word(t) == head) {
                for (int j = 0, o = argsAt(t), n = count(t); j < n; j++) {
                    push(memory[o + j]);
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
        for (int i = h & mask; ; i = (i + 1) & mask) {
            long e = table[i];
            if (e == 0) {
                return allocateApp(head, ts, from, n, h, i);
            }
            if ((int) (e >>> 32) == h && isApp((int) e, head, ts, from, n)) {
                return (int) e;
            }
        }
    }

    private boolean isApp(int t, int head, int[] ts, int from, int n) {
        int o = t << SHIFT;
        if (memory[o + WORD] != head || memory[o + COUNT] != n || (memory[o] & BYTE) != APP) {
            return false;
        }
        o += ARGS;
        for (int j = 0; j < n; j++) {
            if (memory[o + j] != ts[from + j]) {
                return false;
            }
        }
        return true;
    }

    private int allocateApp(int head, int[] ts, int from, int n, int h, int slot) {
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
            w += weight(t);
            lo = Math.min(lo, minIndex(t));
            hi = Math.max(hi, maxIndex(t));
            bloom |= bloom(t);
            f |= flags(t);
        }
        int s = (heads.isNat[head] ? Sort.NAT : Sort.MSG).ordinal();
        int v = allocate(APP | s << SORT | f << FLAGS, head, (ARGS + n + RECORD - 1) >> SHIFT, h, slot);
        int o = v << SHIFT;
        memory[o + COUNT] = n;
        memory[o + WEIGHT] = w;
        range(v, lo, hi, bloom);
        System.arraycopy(ts, from, memory, o + ARGS, n);
        return v;
    }

    private void range(int t, int lo, int hi, long bloom) {
        int o = t << SHIFT;
        memory[o + MIN] = lo;
        memory[o + MAX] = hi;
        memory[o + BLOOM] = (int) bloom;
        memory[o + BLOOM + 1] = (int) (bloom >>> 32);
    }

    /** A new term of weight 1 that takes up the given number of records. */
    private int allocate(int type, int word, int records, int h, int slot) {
        int v = size;
        size += records;
        if (size > memory.length >> SHIFT) {
            grow();
        }
        int o = v << SHIFT;
        memory[o + TYPE] = type;
        memory[o + WORD] = word;
        memory[o + WEIGHT] = 1;
        table[slot] = (long) h << 32 | v;
        if (2 * size > table.length) {
            rehash(2 * table.length);
        }
        return v;
    }

    /** Doubles the memory. Ids are below 2^27: the array cannot be larger. */
    private void grow() {
        if (size > Integer.MAX_VALUE >> SHIFT) {
            throw new OutOfMemoryError("too many terms in one workspace");
        }
        long n = Math.max(2L * memory.length, (long) size << SHIFT);
        memory = Arrays.copyOf(memory, (int) Math.min(n, Integer.MAX_VALUE - RECORD));
    }

    private void rehash(int n) {
        long[] old = table;
        table = new long[n];
        mask = n - 1;
        for (long e : old) {
            if (e != 0) {
                int i = (int) (e >>> 32) & mask;
                while (table[i] != 0) {
                    i = (i + 1) & mask;
                }
                table[i] = e;
            }
        }
    }

    /** Makes every memoised result invalid. */
    void forgetStamps() {
        for (long e : table) {
            if (e != 0) {
                memory[((int) e << SHIFT) + STAMP] = 0;
            }
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

    /** Where the arguments of an application are. */
    static int argsAt(int t) {
        return (t << SHIFT) + ARGS;
    }

    int count(int t) {
        return memory[(t << SHIFT) + COUNT];
    }

    int word(int t) {
        return memory[(t << SHIFT) + WORD];
    }

    int sortOf(int t) {
        return memory[t << SHIFT] >> SORT & BYTE;
    }

    public int kind(int t) {
        return memory[t << SHIFT] & BYTE;
    }

    public boolean isVar(int t) {
        return kind(t) == VAR;
    }

    public boolean isApp(int t) {
        return kind(t) == APP;
    }

    /** Whether t is an application of {@code head}; false for head 0. */
    public boolean isApp(int t, int head) {
        return kind(t) == APP && word(t) == head;
    }

    /** Head of an application, 0 for literals. */
    public int head(int t) {
        return kind(t) == APP ? word(t) : 0;
    }

    public int arity(int t) {
        return count(t);
    }

    public int arg(int t, int i) {
        return memory[argsAt(t) + i];
    }

    public int[] args(int t) {
        return count(t) == 0 ? NO_ARGS : Arrays.copyOfRange(memory, argsAt(t), argsAt(t) + count(t));
    }

    /** Name of a variable or binder, string of a constant. */
    public int nameId(int t) {
        return word(t);
    }

    public String nameOf(int t) {
        return heads.string(word(t));
    }

    /** Index of a variable. */
    public int index(int t) {
        return minIndex(t);
    }

    /** Value of a BOUND or INT literal. */
    public int value(int t) {
        return word(t);
    }

    public Sort sort(int t) {
        return SORTS[sortOf(t)];
    }

    public boolean isVarOf(int t, Sort s) {
        return kind(t) == VAR && sortOf(t) == s.ordinal();
    }

    /** Number of literals and symbols. */
    public int weight(int t) {
        return memory[(t << SHIFT) + WEIGHT];
    }

    public int flags(int t) {
        return (byte) (memory[t << SHIFT] >> FLAGS);
    }

    public boolean has(int t, int flag) {
        return (flags(t) & flag) != 0;
    }

    /** Largest index of a variable in t, -1 if there is none. */
    public int maxIndex(int t) {
        return memory[(t << SHIFT) + MAX];
    }

    /** Smallest index of a variable in t, Integer.MAX_VALUE if there is none. */
    public int minIndex(int t) {
        return memory[(t << SHIFT) + MIN];
    }

    public boolean isGround(int t) {
        return maxIndex(t) < 0;
    }

    /** Whether the sort of {@code v} contains the sort of {@code t}. */
    public boolean admits(int v, int t) {
        int a = sortOf(v);
        int b = sortOf(t);
        return a == b || (a == Sort.MSG.ordinal() && b != Sort.NODE.ordinal());
    }

    /** Whether variable v occurs in t. */
    public boolean occurs(int v, int t) {
        if (v == t) {
            return true;
        }
        if (kind(t) != APP || (bloomLow(t) & bloomLow(v) | bloomHigh(t) & bloomHigh(v)) == 0) {
            return false;
        }
        for (int i = argsAt(t), e = i + count(t); i < e; i++) {
            if (occurs(v, memory[i])) {
                return true;
            }
        }
        return false;
    }

    /** Over-approximation: whether t may contain one of the variables whose Bloom set is given. */
    public boolean mayContain(int t, long bloom) {
        return (bloom(t) & bloom) != 0;
    }

    final int bloomLow(int t) {
        return memory[(t << SHIFT) + BLOOM];
    }

    final int bloomHigh(int t) {
        return memory[(t << SHIFT) + BLOOM + 1];
    }

    public long bloom(int t) {
        return memory[(t << SHIFT) + BLOOM] & 0xffffffffL | (long) memory[(t << SHIFT) + BLOOM + 1] << 32;
    }

    // ---- order

    /** The total order of terms, literals before applications; facts, formulas, goals and lists are ordered likewise. */
    public int compare(int x, int y) {
        if (x == y) {
            return 0;
        }
        int k = kind(x);
        if (k != kind(y)) {
            return compareKinds(x, y);
        }
        switch (k) {
            case APP:
                if (word(x) != word(y)) {
                    return Integer.compare(heads.rank[word(x)], heads.rank[word(y)]);
                }
                int n = Math.min(count(x), count(y));
                int ox = argsAt(x);
                int oy = argsAt(y);
                for (int i = 0; i < n; i++) {
                    if (memory[ox + i] != memory[oy + i]) {
                        return compare(memory[ox + i], memory[oy + i]);
                    }
                }
                return Integer.compare(count(x), count(y));
            case VAR:
                if (minIndex(x) != minIndex(y)) {
                    return Integer.compare(minIndex(x), minIndex(y));
                }
                if (sortOf(x) != sortOf(y)) {
                    return Integer.compare(sortOf(x), sortOf(y));
                }
                return heads.compareStrings(word(x), word(y));
            case NAME:
                int c = Integer.compare(Term.tagRank(SORTS[sortOf(x)]), Term.tagRank(SORTS[sortOf(y)]));
                return c != 0 ? c : heads.compareStrings(word(x), word(y));
            case SKOLEM:
                int d = Integer.compare(Term.tagRank(SORTS[sortOf(x)]), Term.tagRank(SORTS[sortOf(y)]));
                return d != 0 ? d : compare(word(x), word(y));
            case BINDER:
                int b = heads.compareStrings(word(x), word(y));
                return b != 0 ? b : Integer.compare(sortOf(x), sortOf(y));
            default:
                return Integer.compare(word(x), word(y));
        }
    }

    /** Literals of different kinds, or a literal and an application. */
    private int compareKinds(int x, int y) {
        int i = kind(x) == SKOLEM ? NAME : kind(x);
        int j = kind(y) == SKOLEM ? NAME : kind(y);
        if (i != j) {
            return i < j ? -1 : 1;
        }
        int c = Integer.compare(Term.tagRank(SORTS[sortOf(x)]), Term.tagRank(SORTS[sortOf(y)]));
        return c != 0 ? c : kind(x) == NAME ? -1 : 1;
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
