package org.troop.term.ac;

import java.util.Arrays;

/**
 * Which columns of an AC subproblem cannot be parts of one solution, since no answer would come of it: a solution's variable is equal
 * to every column of bound 1 in it, and below every other one.
 *
 * <p>Different heads have always kept columns apart. Sorts and occurrences do so when all symbols of the problem have had equations:
 * what comes first on the agendas decides the order of later answers, and a branch without answers may still put something there.
 */
final class ColumnConflicts {
    private final Unifier unifier;
    private final Slots slots;
    private final EngineTerms terms;
    private final int[] value = new int[Diophantine.MAX_COLUMNS];
    private final int[] head = new int[Diophantine.MAX_COLUMNS];
    private final long[] unboundOfSort = new long[Tokens.SORTS];
    private final long[] valuedOfSort = new long[Tokens.SORTS];
    /** Columns that are variables. */
    private long variables;
    /** Bits of the sorts of columns. */
    private int sorts;

    private final long[] conflict = new long[Diophantine.MAX_COLUMNS];
    private final SlotsBelow below;

    ColumnConflicts(Unifier unifier) {
        this.unifier = unifier;
        slots = unifier.slots;
        terms = unifier.terms;
        below = new SlotsBelow(slots, terms);
    }

    /** Looks at the columns of a subproblem of the symbol; which of them have bound 1. */
    long load(int f, int[] column, int n) {
        long unit = 0;
        long valued = 0;
        variables = 0;
        sorts = 0;
        Arrays.fill(unboundOfSort, 0);
        Arrays.fill(valuedOfSort, 0);
        for (int c = 0; c < n; c++) {
            int t = column[c];
            long bit = 1L << c;
            conflict[c] = 0;
            int v = t;
            if (terms.isVar(t)) {
                variables |= bit;
                v = slots.value(slots.slotOf(t));
            }
            value[c] = v;
            if (v >= 0) {
                unit |= bit;
                valued |= bit;
                head[c] = head(v);
                int sort = terms.sortOf(v);
                valuedOfSort[sort] |= bit;
                sorts |= 1 << sort;
            } else {
                int sort = Tokens.sort(terms.token(t));
                unit |= isAtomicSort(f, sort) ? bit : 0;
                unboundOfSort[sort] |= bit;
                sorts |= 1 << sort;
            }
        }
        separateHeads(valued);
        if (unifier.allSymbolsSeen()) {
            separateSorts();
            for (long d = valued; d != 0; d &= d - 1) {
                separateFromBelow(column, Long.numberOfTrailingZeros(d));
            }
        }
        return unit;
    }

    /** The columns that are variables. */
    long variables() {
        return variables;
    }

    /** By column: the columns that it cannot share a solution with. */
    long[] masks() {
        return conflict;
    }

    /** The column's value, a term of bound 1, or -1. */
    int value(int c) {
        return value[c];
    }

    private void separateHeads(long valued) {
        long open = valued;
        while (open != 0) {
            int h = head[Long.numberOfTrailingZeros(open)];
            long same = 0;
            for (long c = open; c != 0; c &= c - 1) {
                same |= head[Long.numberOfTrailingZeros(c)] == h ? Long.lowestOneBit(c) : 0;
            }
            for (long c = same; c != 0; c &= c - 1) {
                conflict[Long.numberOfTrailingZeros(c)] = valued & ~same;
            }
            open &= ~same;
        }
    }

    private void separateSorts() {
        for (int open = sorts & ~(1 << Tokens.KIND); open != 0; open &= open - 1) {
            int s = Integer.numberOfTrailingZeros(open);
            for (int o = unboundOfSort[s] == 0 ? 0 : sorts; o != 0; o &= o - 1) {
                int t = Integer.numberOfTrailingZeros(o);
                if (!Tokens.contains(s, t)) {
                    separate(unboundOfSort[s], valuedOfSort[t]);
                    if (!Tokens.contains(t, s)) {
                        separate(unboundOfSort[s], unboundOfSort[t]);
                    }
                }
            }
        }
    }

    private void separate(long some, long others) {
        for (long c = some; c != 0 && others != 0; c &= c - 1) {
            conflict[Long.numberOfTrailingZeros(c)] |= others;
        }
        for (long c = others; c != 0 && some != 0; c &= c - 1) {
            conflict[Long.numberOfTrailingZeros(c)] |= some;
        }
    }

    /** Separates the column from those whose variable is below its value. */
    private void separateFromBelow(int[] column, int d) {
        if (terms.isGround(value[d])) {
            return;
        }
        below.clear();
        below.add(value[d]);
        for (long s = variables & ~(1L << d); s != 0; s &= s - 1) {
            int c = Long.numberOfTrailingZeros(s);
            if (below.contains(slots.slotOf(column[c]))) {
                separate(1L << c, 1L << d);
            }
        }
    }

    /** The head symbol; constants of one sort share their maker. */
    private int head(int t) {
        int k = terms.token(t);
        return Tokens.tag(k) == Tokens.APP ? Tokens.symbol(k) : 0x1000 + Tokens.sort(k);
    }

    /** Whether a variable of this sort can never be a sum of this symbol. */
    private boolean isAtomicSort(int f, int s) {
        return s == Tokens.FRESH
                || s == Tokens.PUB
                || s == Tokens.NODE
                || (s == Tokens.NAT && f != terms.symbols.natPlus);
    }
}
