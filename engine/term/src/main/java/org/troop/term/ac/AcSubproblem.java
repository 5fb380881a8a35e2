package org.troop.term.ac;

import java.util.Arrays;

/**
 * The waiting equations of one AC symbol, solved together with everything already bound into its theory (Stickel, JACM 1981;
 * Boudet, Contejean, Devie, LICS 1990): abstract arguments into columns, equations into rows, take minimal solutions of the linear
 * system, and give every column the sum of the chosen solutions that use it. Each way to choose solutions that cover all columns
 * within their bounds is tried, in the order that fixes the order of unifiers.
 *
 * <p>Columns whose value cannot be a sum (fresh and public variables, constants, other function terms) have bound 1. Two columns never
 * share a solution when their heads differ, and, as far as that does not change the order of answers, when their sorts exclude each
 * other or one occurs below the other ({@link ColumnConflicts}). That keeps the enumeration small.
 *
 * <p>Implementation note: one object for each depth of the search, used again and again; it allocates nothing in the long run.
 */
final class AcSubproblem {
    private final Unifier unifier;
    private final Slots slots;
    private final EngineTerms terms;
    private final ColumnConflicts conflicts;
    private final IrreducibleSums sums;
    private int f;

    private final int[] column = new int[Diophantine.MAX_COLUMNS];
    private int n;
    private int[][] row = new int[4][Diophantine.MAX_COLUMNS];
    private int rows;

    private long unit;
    /** Columns that are variables. */
    private long variables;

    private int[][] basis = new int[16][];
    private long[] support = new long[16];
    /** Union of the supports of the basis vectors behind. */
    private long[] rest = new long[16];

    private int size;
    /** By basis vector, the ones that cannot be chosen with it; only if {@link #apart}. */
    private final long[] clash = new long[Long.SIZE];

    private boolean apart;
    private long chosenSet;

    private int[] chosen = new int[16];
    private int chosenTop;
    /** The variables of the chosen solutions. */
    private int[] var = new int[16];

    /** By column: its value as a sum of variables. */
    private final int[][] sum = new int[Diophantine.MAX_COLUMNS][4];

    private final int[] summands = new int[Diophantine.MAX_COLUMNS];

    private final int[] before;
    private final int[] start;

    AcSubproblem(Unifier unifier) {
        this.unifier = unifier;
        slots = unifier.slots;
        terms = unifier.terms;
        conflicts = new ColumnConflicts(unifier);
        sums = new IrreducibleSums(unifier, conflicts);
        before = new int[slots.saveSize()];
        start = new int[slots.saveSize()];
    }

    /** Solves the symbol's waiting equations, newest first, and continues the search for every way; false to stop. */
    boolean run(int symbol) {
        f = symbol;
        n = 0;
        rows = 0;
        unit = 0;
        size = 0;
        chosenTop = 0;
        slots.save(before);
        for (int c = slots.take(f); c >= 0; c = slots.cellNext(c)) {
            add(slots.cellLeft(c), slots.cellRight(c));
        }
        boolean goOn = rows == 0 ? unifier.search() : solve();
        slots.restore(before);
        return goOn;
    }

    private boolean solve() {
        unsolve();
        if (!findBasis()) {
            return true;
        }
        slots.save(start);
        return select(0, all(n));
    }

    private static long all(int n) {
        return n == 64 ? -1L : (1L << n) - 1;
    }

    private int column(int a) {
        int t = terms.isVar(a) ? slots.variable(slots.rep(a)) : a;
        for (int c = 0; c < n; c++) {
            if (column[c] == t) {
                return c;
            }
        }
        if (n == Diophantine.MAX_COLUMNS) {
            throw new AcLimitException("an AC problem has more than " + n + " different arguments");
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
        int[] vector = newRow();
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
                return;
            }
        }
        rows--;
    }

    /** A row of zeros at the end. */
    private int[] newRow() {
        if (rows == row.length) {
            row = Arrays.copyOf(row, 2 * rows);
            for (int k = rows; k < row.length; k++) {
                row[k] = new int[Diophantine.MAX_COLUMNS];
            }
        }
        Arrays.fill(row[rows], 0);
        return row[rows++];
    }

    /** Takes back the slots bound to sums of this symbol; each becomes a row. */
    private void unsolve() {
        for (int s = 0; s < slots.count(); s++) {
            int t = slots.value(s);
            if (t >= 0 && terms.isApp(t, f)) {
                slots.bind(s, -1);
                int[] vector = newRow();
                addArguments(vector, t, 1);
                vector[column(slots.variable(s))]--;
            }
        }
    }

    /** Computes bounds and the basis of usable solutions; false when some column is in none. */
    private boolean findBasis() {
        unit = conflicts.load(f, column, n);
        variables = conflicts.variables();
        apart = false;
        size = 0;
        if ((rows == 1 || unifier.allSymbolsSeen()) && !Diophantine.mayUseAll(row, rows, n, unit, conflicts.masks())) {
            return false;
        }
        MinimalSolutions d = unifier.systems.solved(row, rows, n, unit, conflicts.masks());
        int all = d.vector().length;
        if (all > basis.length) {
            basis = new int[2 * all][];
            support = new long[2 * all];
            rest = new long[2 * all];
        }
        long behind = 0;
        boolean tested = sums.load(f, column, n, unit);
        for (int i = all - 1; i >= 0; i--) {
            if (!tested || !sums.excludes(d.vector()[i], d.support()[i])) {
                basis[size] = d.vector()[i];
                support[size++] = d.support()[i];
            }
        }
        for (int i = size - 1; i >= 0; i--) {
            rest[i] = behind;
            behind |= support[i];
        }
        if (behind != all(n)) {
            return false;
        }
        if (tested && size <= Long.SIZE) {
            keepApart();
        }
        return true;
    }

    /** Finds the pairs of basis vectors that would make a required sum reducible. */
    private void keepApart() {
        Arrays.fill(clash, 0, size, 0);
        chosenSet = 0;
        for (int i = 0; i < size; i++) {
            if (sums.isCritical(support[i])) {
                long others = sums.apartFrom(support[i]);
                for (int j = 0; j < size; j++) {
                    if (j != i && (support[j] & others) != 0 && sums.meet(support[i], support[j])) {
                        clash[i] |= 1L << j;
                        clash[j] |= 1L << i;
                        apart = true;
                    }
                }
            }
        }
    }

    /** Chooses among the basis vectors from {@code from} on, include first, and builds every cover. */
    private boolean select(int from, long uncovered) {
        for (int i = from; i < size; i++) {
            unifier.budget.spend(1);
            if ((support[i] & unit & ~uncovered) == 0 && !(apart && (clash[i] & chosenSet) != 0)) {
                if (chosenTop == chosen.length) {
                    chosen = Arrays.copyOf(chosen, 2 * chosenTop);
                    var = new int[chosen.length];
                }
                chosen[chosenTop++] = i;
                chosenSet ^= 1L << i;
                boolean goOn = select(i + 1, uncovered & ~support[i]);
                chosenSet ^= 1L << i;
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
        slots.restore(start);
        return goOn;
    }

    /** Binds the columns to the sums of the chosen solutions' variables. */
    private boolean build() {
        int m = chosenTop;
        long once = 0;
        long twice = 0;
        for (int j = 0; j < m; j++) {
            twice |= once & support[chosen[j]];
            once |= support[chosen[j]];
        }
        long reused = 0;
        for (int j = 0; j < m; j++) {
            int c = reusable(basis[chosen[j]], support[chosen[j]] & ~twice & variables);
            if (c >= 0) {
                reused |= 1L << c;
                var[j] = column[c];
            } else {
                var[j] = slots.fresh();
            }
        }
        long bound = all(n) & ~reused;
        sumUp(bound);
        for (long s = bound; s != 0; s &= s - 1) {
            if (!bindColumn(Long.numberOfTrailingZeros(s))) {
                return false;
            }
        }
        return true;
    }

    /** Collects the variables of the chosen solutions for each of the columns. */
    private void sumUp(long columns) {
        Arrays.fill(summands, 0, n, 0);
        for (int j = 0; j < chosenTop; j++) {
            int[] solution = basis[chosen[j]];
            for (long s = support[chosen[j]] & columns; s != 0; s &= s - 1) {
                int c = Long.numberOfTrailingZeros(s);
                int top = summands[c] + solution[c];
                if (top > sum[c].length) {
                    sum[c] = Arrays.copyOf(sum[c], 2 * top);
                }
                Arrays.fill(sum[c], summands[c], top, var[j]);
                summands[c] = top;
            }
        }
    }

    /** The first of the columns that the solution uses once, or -1. */
    private int reusable(int[] solution, long alone) {
        for (long s = alone; s != 0; s &= s - 1) {
            int c = Long.numberOfTrailingZeros(s);
            if (solution[c] == 1) {
                return c;
            }
        }
        return -1;
    }

    private boolean bindColumn(int c) {
        int top = summands[c];
        int d = top == 1 ? sum[c][0] : terms.app(f, sum[c], 0, top);
        if (top > 1 && (variables & 1L << c) != 0) {
            int slot = slots.rep(column[c]);
            if (slots.value(slot) < 0) {
                slots.bind(slot, d);
                return true;
            }
        }
        return unifier.solve(column[c], d);
    }
}
