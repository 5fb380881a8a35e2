package org.troop.term.ac;

/**
 * Which columns of an AC subproblem cannot be parts of one solution, since no answer would come of it: a solution's variable is equal
 * to every column of bound 1 in it, and below every other one.
 *
 * <p>Different heads have always kept columns apart. Sorts and occurrences do so when all symbols of the problem have had equations:
 * what comes first on the agendas decides the order of later answers, and a branch without answers may still put something there.
 */
final class ColumnConflicts {
    private static final int NO_HEAD = -1;

    private final Unifier unifier;
    private final Slots slots;
    private final EngineTerms terms;
    private final int[] value = new int[Diophantine.MAX_COLUMNS];
    private final int[] head = new int[Diophantine.MAX_COLUMNS];
    private final int[] sort = new int[Diophantine.MAX_COLUMNS];
    private final long[] conflict = new long[Diophantine.MAX_COLUMNS];
    private boolean any;
    private int[] mark = new int[32];
    private int marked;

    ColumnConflicts(Unifier unifier) {
        this.unifier = unifier;
        slots = unifier.slots;
        terms = unifier.terms;
    }

    /** Looks at the columns of a subproblem of the symbol; which of them have bound 1. */
    long load(int f, int[] column, int n) {
        long unit = 0;
        for (int c = 0; c < n; c++) {
            int t = column[c];
            conflict[c] = 0;
            value[c] = terms.isVar(t) ? slots.value(slots.slotOf(t)) : t;
            sort[c] = Tokens.KIND;
            head[c] = NO_HEAD;
            if (value[c] >= 0) {
                unit |= 1L << c;
                head[c] = head(value[c]);
                sort[c] = terms.sortOf(value[c]);
            } else {
                sort[c] = Tokens.sort(terms.token(t));
                unit |= isAtomicSort(f, sort[c]) ? 1L << c : 0;
            }
        }
        any = false;
        boolean answersOnly = unifier.allSymbolsSeen();
        for (int d = 0; d < n; d++) {
            if (answersOnly && value[d] >= 0 && !terms.isGround(value[d])) {
                markBelow(value[d]);
                forbidMarked(column, n, d);
            }
            for (int c = 0; c < d; c++) {
                if (headsDiffer(c, d) || (answersOnly && sortsDiffer(c, d))) {
                    forbid(c, d);
                }
            }
        }
        return unit;
    }

    private void forbid(int c, int d) {
        conflict[c] |= 1L << d;
        any = true;
    }

    /** Forbids column {@code d} with those whose variable was found below its value. */
    private void forbidMarked(int[] column, int n, int d) {
        for (int c = 0; c < n; c++) {
            if (c != d && terms.isVar(column[c]) && mark[slots.slotOf(column[c])] == marked) {
                forbid(c, d);
            }
        }
    }

    /** Whether a solution with this support has two columns in conflict. */
    boolean excludes(long support) {
        if (any) {
            for (long s = support; s != 0; s &= s - 1) {
                if ((conflict[Long.numberOfTrailingZeros(s)] & support) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean headsDiffer(int c, int d) {
        return head[c] != head[d] && head[c] != NO_HEAD && head[d] != NO_HEAD;
    }

    private boolean sortsDiffer(int c, int d) {
        return value[c] < 0 && value[d] < 0
                ? !Tokens.contains(sort[c], sort[d]) && !Tokens.contains(sort[d], sort[c])
                : (value[c] < 0 && !Tokens.contains(sort[c], sort[d]))
                        || (value[d] < 0 && !Tokens.contains(sort[d], sort[c]));
    }

    /** Marks all slots below the term, through values. */
    private void markBelow(int t) {
        if (mark.length < slots.count()) {
            mark = new int[2 * slots.count()];
            marked = 0;
        }
        marked++;
        visit(t);
    }

    private void visit(int t) {
        if (terms.isGround(t)) {
            return;
        }
        if (terms.isVar(t)) {
            int s = slots.rep(t);
            if (mark[s] != marked) {
                mark[s] = marked;
                if (slots.value(s) >= 0) {
                    visit(slots.value(s));
                }
            }
            return;
        }
        for (int i = 0; i < terms.argCount(t); i++) {
            visit(terms.arg(t, i));
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
