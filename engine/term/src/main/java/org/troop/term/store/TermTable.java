package org.troop.term.store;

import java.util.Arrays;
import org.troop.term.Sort;

/**
 * The table of hash-consed terms: making them. {@link TermStore} adds the walks that need scratch columns.
 *
 * <p>Implementation note. The hash table keeps hashes beside ids, so that a probe touches a term only when it is most likely the
 * one. {@code stack} holds arguments of terms in the making, so that making terms allocates nothing.
 */
abstract class TermTable extends TermRecords {
    private static final int FIRST_CAPACITY = 1024;

    private int size = 1;

    /** Hash in the upper half, id in the lower; 0 where free. */
    private long[] table;

    private int mask;
    int[] stack = new int[256];
    int top;

    TermTable(Heads heads) {
        super(heads, new int[FIRST_CAPACITY << SHIFT]);
        table = new long[2 * FIRST_CAPACITY];
        mask = table.length - 1;
    }

    /** A copy with room to grow. */
    TermTable(TermTable o) {
        super(o.heads, Arrays.copyOf(o.memory, roomFor(o.size) << SHIFT));
        int n = roomFor(o.size);
        size = o.size;
        table = o.table;
        mask = o.mask;
        if (table.length >= 2 * n) {
            table = table.clone();
        } else {
            rehash(2 * n);
        }
    }

    private static int roomFor(int size) {
        return Math.max(FIRST_CAPACITY, Integer.highestOneBit(size) * 4);
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
        int v = allocate(APP | s << SORT | f << FLAGS, head, records(n), h, slot);
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
