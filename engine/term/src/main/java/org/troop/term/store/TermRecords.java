package org.troop.term.store;

import java.util.Arrays;
import org.troop.term.Sort;
import org.troop.term.Term;

/**
 * How terms lie in memory: reading and ordering them. {@link TermTable} makes them.
 *
 * <p>Implementation note. A term is a record of 16 ints, 64 bytes, in one array; its id is the number of the record. So what
 * a walk asks of a term lies in a line or two of the processor's cache, and a walk over a million terms misses the cache once or
 * twice a term. Arguments follow the fixed part; a term with more than six of them takes up the next records, too,
 * whose ids stand for nothing. The fixed part has the range of variable indices, flags and a 64-bit Bloom set of variables,
 * which decide most substitutions without a walk, and the scratch words of {@link TermStore}.
 */
abstract class TermRecords {
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

    /** Logarithm of the size of a record. */
    static final int SHIFT = 4;

    static final int RECORD = 1 << SHIFT;

    // Words of a record.
    static final int TYPE = 0; // kind; sort << SORT; flags << FLAGS
    static final int COUNT = 1; // APP: number of arguments
    static final int WORD = 2; // APP: head; VAR, BINDER: name; NAME: string; BOUND, INT: value; SKOLEM: variable
    static final int WEIGHT = 3;
    static final int MIN = 4;
    static final int MAX = 5;
    static final int BLOOM = 6; // two words
    static final int MEMO = 8;
    static final int STAMP = 9;
    static final int ARGS = 10;
    static final int BINDING = 10; // VAR

    static final int SORT = 8;
    static final int FLAGS = 16;
    static final int BYTE = 0xff;

    public final Heads heads;
    int[] memory;

    TermRecords(Heads heads, int[] memory) {
        this.heads = heads;
        this.memory = memory;
    }

    // ---- reading terms

    /** Where the arguments of an application are. */
    static int argsAt(int t) {
        return (t << SHIFT) + ARGS;
    }

    /** The id of the term that was made after t: one with many arguments takes several ids. */
    public int next(int t) {
        return t + (isApp(t) ? records(count(t)) : 1);
    }

    /** Records that an application takes. */
    static int records(int arguments) {
        return (ARGS + arguments + RECORD - 1) >> SHIFT;
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
}
