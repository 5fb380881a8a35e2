package org.troop.term.ac;

import org.troop.term.Sort;

/**
 * Heads of engine terms packed into one int, and the engine's sorts. Lowest two bits are the tag:
 *
 * <pre>
 * application  0 | symbol (12 bits) | number of arguments (17 bits)
 * variable     1 | sort (3 bits) | family (2 bits) | number
 * constant     2 | sort (3 bits) | number
 * </pre>
 *
 * A term is written as its tokens in pre-order; such a sequence is self-delimiting.
 */
final class Tokens {
    static final int APP = 0;
    static final int VAR = 1;
    static final int CONST = 2;

    /** Variables of the query: {@code x0, x1, ..}. */
    static final int FAMILY_X = 0;
    /** Fresh variables {@code #1, #2, ..}. */
    static final int FAMILY_HASH = 1;
    /** Fresh variables {@code %1, %2, ..} of every other narrowing level. */
    static final int FAMILY_PERCENT = 2;

    static final int PUB = Sort.PUB.ordinal();
    static final int FRESH = Sort.FRESH.ordinal();
    static final int MSG = Sort.MSG.ordinal();
    static final int NODE = Sort.NODE.ordinal();
    static final int NAT = Sort.NAT.ordinal();
    /** Above msg and node; sort of list cells. */
    static final int TOP = 5;
    /** Above everything; sort of fresh variables until the sort phase. */
    static final int KIND = 6;

    static final int SORTS = 7;

    private static final int MAX_ARGS = (1 << 17) - 1;
    private static final int MAX_NUMBER = (1 << 24) - 1;

    private static final Sort[] SORT_VALUES = Sort.values();
    /** Bits of the sorts that a sort contains. */
    private static final int[] BELOW = below();

    private static final int[] DEPTH = {3, 3, 2, 2, 3, 1, 0};

    private Tokens() {}

    static int app(int symbol, int args) {
        if (args > MAX_ARGS) {
            throw new AcLimitException("a term with " + args + " arguments is too large for equational reasoning");
        }
        return APP | symbol << 2 | args << 14;
    }

    static int var(int family, int sort, int number) {
        return VAR | sort << 2 | family << 5 | checked(number) << 7;
    }

    static int constant(int sort, int number) {
        return CONST | sort << 2 | checked(number) << 7;
    }

    private static int checked(int number) {
        if (number > MAX_NUMBER) {
            throw new AcLimitException("too many variables in one equational problem");
        }
        return number;
    }

    static int tag(int token) {
        return token & 3;
    }

    static int symbol(int token) {
        return token >>> 2 & 0xfff;
    }

    static int argCount(int token) {
        return token >>> 14;
    }

    /** Sort of a literal. */
    static int sort(int token) {
        return token >>> 2 & 7;
    }

    static int family(int token) {
        return token >>> 5 & 3;
    }

    static int number(int token) {
        return token >>> 7;
    }

    static Sort sortValue(int sort) {
        return SORT_VALUES[sort];
    }

    /** Whether sort {@code a} contains sort {@code b}. */
    static boolean contains(int a, int b) {
        return (BELOW[a] >> b & 1) != 0;
    }

    private static int[] below() {
        int[] below = new int[SORTS];
        for (int s = 0; s < SORTS; s++) {
            below[s] |= 1 << s;
            below[KIND] |= 1 << s;
            below[TOP] |= s != KIND ? 1 << s : 0;
            below[MSG] |= s != KIND && s != TOP && s != NODE ? 1 << s : 0;
        }
        return below;
    }

    /** Distance from the top of the sort tree. */
    static int depth(int sort) {
        return DEPTH[sort];
    }

    /** Index just behind the term that starts at {@code at}. */
    static int skip(int[] tokens, int at) {
        int open = 1;
        while (open > 0) {
            int t = tokens[at++];
            open += (tag(t) == APP ? argCount(t) : 0) - 1;
        }
        return at;
    }
}
