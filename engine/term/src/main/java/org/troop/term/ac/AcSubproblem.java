package org.troop.term.ac;

import java.util.Arrays;

/**
 * The waiting equations of one AC symbol, solved together with everything already bound into its theory (Stickel, JACM 1981;
 * Boudet, Contejean, Devie, LICS 1990): abstract arguments into columns, equations into rows, take minimal solutions of the linear
 * system, and give every column the sum of the chosen solutions that use it. Each way to choose solutions that cover all columns
 * within their bounds is tried, in the order that fixes the order of unifiers.
 *
 * <p>Columns whose value cannot be a sum (fresh and public variables, constants, other function terms) have bound 1; two of them
 * with different heads never share a solution. That keeps the enumeration small.
 */
final class AcSubproblem {
    private static final int NO_HEAD = -1;

    private final Unifier unifier;
    private final EngineTerms terms;
    private final int f;

    private int[] column = new int[8];
    private int n;
    private int[][] row = new int[4][];
    private int rows;

    private long unit;
    private int[][] basis = {};
    private long[] support = {};
    /** Union of the supports of the basis vectors behind. */
    private long[] rest = {};

    private int[] chosen = new int[8];
    private int chosenTop;
    private int[] start = {};

    AcSubproblem(Unifier unifier, int symbol) {
        this.unifier = unifier;
        this.terms = unifier.terms;
        this.f = symbol;
    }

    /** Solves the equations of the agenda list, newest first, and continues the search for every way; false to stop. */
    boolean run(int cell) {
        for (int c = cell; c >= 0; c = unifier.cellNext(c)) {
            add(unifier.cellLeft(c), unifier.cellRight(c));
        }
        if (rows == 0) {
            return unifier.search();
        }
        unsolve();
        if (!findBasis()) {
            return true;
        }
        start = unifier.snapshot();
        return select(0, all(n));
    }

    private static long all(int n) {
        return n == 64 ? -1L : (1L << n) - 1;
    }

    private int column(int a) {
        int t = terms.isVar(a) ? unifier.slotVar(unifier.rep(a)) : a;
        for (int c = 0; c < n; c++) {
            if (column[c] == t) {
                return c;
            }
        }
        if (n == Diophantine.MAX_COLUMNS) {
            throw new AcLimitException("an AC problem has more than " + n + " different arguments");
        }
        if (n == column.length) {
            column = Arrays.copyOf(column, 2 * n);
        }
        column[n] = t;
        return n++;
    }

    private void addArguments(int[] vector, int t, int sign) {
        for (int i = 0; i < terms.argCount(t); ) {
            int m = terms.multiplicity(t, i);
            vector[column(terms.arg(t, i))] += sign * m;
            i += m;
        }
    }

    private void add(int l, int r) {
        int n0 = n;
        int[] vector = new int[Diophantine.MAX_COLUMNS];
        if (terms.isApp(r, f)) {
            addArguments(vector, r, -1);
        } else {
            vector[column(r)]--;
        }
        addArguments(vector, l, 1);
        int top = n0;
        for (int c = n0; c < n; c++) {
            if (vector[c] != 0) {
                column[top] = column[c];
                vector[top++] = vector[c];
            }
        }
        Arrays.fill(vector, top, n, 0);
        n = top;
        for (int c = 0; c < n; c++) {
            if (vector[c] != 0) {
                addRow(vector);
                return;
            }
        }
    }

    private void addRow(int[] vector) {
        if (rows == row.length) {
            row = Arrays.copyOf(row, 2 * rows);
        }
        row[rows++] = vector;
    }

    /** Takes back the slots bound to sums of this symbol; each becomes a row. */
    private void unsolve() {
        for (int s = 0; s < unifier.slots(); s++) {
            int t = unifier.value(s);
            if (t >= 0 && terms.isApp(t, f)) {
                unifier.bind(s, -1);
                int[] vector = new int[Diophantine.MAX_COLUMNS];
                addArguments(vector, t, 1);
                vector[column(unifier.slotVar(s))]--;
                addRow(vector);
            }
        }
    }

    /** Computes bounds, stable heads and the basis; false when some column is in no usable solution. */
    private boolean findBasis() {
        int[] head = new int[n];
        for (int c = 0; c < n; c++) {
            int t = column[c];
            head[c] = NO_HEAD;
            if (terms.isVar(t)) {
                int v = unifier.value(unifier.rep(t));
                if (v >= 0) {
                    unit |= 1L << c;
                    head[c] = head(v);
                } else if (isAtomicSort(Tokens.sort(terms.token(t)))) {
                    unit |= 1L << c;
                }
            } else {
                unit |= 1L << c;
                head[c] = head(t);
            }
        }
        Diophantine d = unifier.systems.solved(row, rows, n, unit);
        int kept = 0;
        int[] index = new int[d.solutions()];
        for (int i = 0; i < d.solutions(); i++) {
            if (!clashes(d.support(i), head)) {
                index[kept++] = i;
            }
        }
        basis = new int[kept][];
        support = new long[kept];
        rest = new long[kept];
        long union = 0;
        for (int i = 0; i < kept; i++) {
            int at = kept - 1 - i;
            basis[at] = d.solution(index[i]);
            support[at] = d.support(index[i]);
            rest[at] = union;
            union |= support[at];
        }
        return union == all(n);
    }

    /** The head symbol; constants of one sort share their maker. */
    private int head(int t) {
        int k = terms.token(t);
        return Tokens.tag(k) == Tokens.APP ? Tokens.symbol(k) : 0x1000 + Tokens.sort(k);
    }

    /** Whether a variable of this sort can never be a sum of this symbol. */
    private boolean isAtomicSort(int sort) {
        return sort == Tokens.FRESH
                || sort == Tokens.PUB
                || sort == Tokens.NODE
                || (sort == Tokens.NAT && f != terms.symbols.natPlus);
    }

    private static boolean clashes(long support, int[] head) {
        int seen = NO_HEAD;
        for (long s = support; s != 0; s &= s - 1) {
            int h = head[Long.numberOfTrailingZeros(s)];
            if (h != NO_HEAD) {
                if (seen != NO_HEAD && seen != h) {
                    return true;
                }
                seen = h;
            }
        }
        return false;
    }

    /** Chooses among the basis vectors from {@code from} on, include first, and builds every cover. */
    private boolean select(int from, long uncovered) {
        for (int i = from; i < basis.length; i++) {
            unifier.budget.spend(1);
            if ((support[i] & unit & ~uncovered) == 0) {
                if (chosenTop == chosen.length) {
                    chosen = Arrays.copyOf(chosen, 2 * chosenTop);
                }
                chosen[chosenTop++] = i;
                boolean goOn = select(i + 1, uncovered & ~support[i]);
                chosenTop--;
                if (!goOn) {
                    return false;
                }
            }
            if ((uncovered & ~rest[i]) != 0) {
                return true;
            }
        }
        boolean goOn = !build() || unifier.search();
        unifier.restore(start);
        return goOn;
    }

    /** Binds the columns to the sums of the chosen solutions' variables. */
    private boolean build() {
        int m = chosenTop;
        int[] var = new int[m];
        long once = 0;
        long twice = 0;
        for (int j = 0; j < m; j++) {
            twice |= once & support[chosen[j]];
            once |= support[chosen[j]];
        }
        long reused = 0;
        for (int j = 0; j < m; j++) {
            int c = reusable(basis[chosen[j]], support[chosen[j]] & ~twice);
            if (c >= 0) {
                reused |= 1L << c;
                var[j] = column[c];
            } else {
                var[j] = unifier.fresh();
            }
        }
        for (int c = 0; c < n; c++) {
            if ((reused & 1L << c) == 0 && !bindColumn(c, var)) {
                return false;
            }
        }
        return true;
    }

    /** The first variable column that the solution uses once and alone, or -1. */
    private int reusable(int[] solution, long alone) {
        for (long s = alone; s != 0; s &= s - 1) {
            int c = Long.numberOfTrailingZeros(s);
            if (solution[c] == 1 && terms.isVar(column[c])) {
                return c;
            }
        }
        return -1;
    }

    private boolean bindColumn(int c, int[] var) {
        int size = 0;
        for (int j = 0; j < chosenTop; j++) {
            size += basis[chosen[j]][c];
        }
        int[] sum = new int[size];
        int top = 0;
        for (int j = 0; j < chosenTop; j++) {
            for (int k = basis[chosen[j]][c]; k > 0; k--) {
                sum[top++] = var[j];
            }
        }
        int d = size == 1 ? sum[0] : terms.app(f, sum, 0, size);
        if (size > 1 && terms.isVar(column[c])) {
            int slot = unifier.rep(column[c]);
            if (unifier.value(slot) < 0) {
                unifier.bind(slot, d);
                return true;
            }
        }
        return unifier.solve(column[c], d);
    }
}
