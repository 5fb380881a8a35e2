package org.troop.term.ac;

import java.util.Arrays;

/**
 * Minimal non-negative solutions of a system of homogeneous linear Diophantine equations by the procedure of Contejean and Devie
 * (An efficient incremental algorithm for solving systems of linear Diophantine equations, Inf. Comput. 113, 1994) with frozen
 * components, depth first. Differs from the paper in the upper bounds (1 or none) and in jumping to the only completion of a row
 * with one free column. The order of the solutions is part of the contract.
 */
final class Diophantine {
    /** Largest number of columns. */
    static final int MAX_COLUMNS = 64;

    private static final int DEAD = -1;

    private final Budget budget;

    private int n;
    private int rows;
    /** Coefficients by column and row. */
    private int[] coefficient = new int[64];

    private long unit;
    private long[] conflict = {};
    private long[] positive = new long[8];
    private long[] negative = new long[8];

    private int[][] solution = new int[16][];
    private long[] support = new long[16];
    private int solutions;

    /** The present state: components, their support, residues. */
    private final int[] a = new int[MAX_COLUMNS];

    private long used;
    private int[] r = new int[8];

    /** Way to the present state, a step each: the column and what was added to it. */
    private int[] step = new int[32];

    private int[] added = new int[32];
    private int depth;
    /** By length of the way: columns still to be added there, all that may be, and the ones frozen before them. */
    private long[] open = new long[32];

    private long[] next = new long[32];
    private long[] frozen = new long[32];
    /** What has to be added next where a row forces it, 0 where none does, {@link #DEAD} where there is no way on. */
    private int[] forced = new int[32];

    Diophantine(Budget budget) {
        this.budget = budget;
    }

    /**
     * Solves a system.
     *
     * @param row coefficients, {@code rowCount} arrays of at least {@code columns} ints
     * @param unitColumns columns that may be used once only
     * @param conflicts by column, the columns that are zero where it is not; symmetric. Solutions that use two such columns are left
     *     out, and so is the way to them
     */
    MinimalSolutions solve(int[][] row, int rowCount, int columns, long unitColumns, long[] conflicts) {
        long before = budget.used();
        n = columns;
        rows = rowCount;
        unit = unitColumns;
        conflict = conflicts;
        solutions = 0;
        load(row);
        search();
        int cost = (int) Math.min(Integer.MAX_VALUE, budget.used() - before);
        return new MinimalSolutions(Arrays.copyOf(solution, solutions), Arrays.copyOf(support, solutions), cost);
    }

    /**
     * A necessary condition for each column to be positive in some solution: in each row it has a part in, other columns weigh enough against it. Parameters
     * as for {@link #solve}.
     */
    static boolean mayUseAll(int[][] row, int rowCount, int columns, long unitColumns, long[] conflicts) {
        for (int k = 0; k < rowCount; k++) {
            for (int c = 0; c < columns; c++) {
                if (row[k][c] != 0 && !isBalanced(row[k], c, columns, unitColumns, conflicts[c])) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isBalanced(int[] row, int c, int columns, long unitColumns, long conflicts) {
        long weight = row[c];
        for (int i = 0; i < columns; i++) {
            if ((row[i] ^ row[c]) < 0 && (conflicts >>> i & 1) == 0 && row[i] != 0) {
                if ((unitColumns >>> i & 1) == 0) {
                    return true;
                }
                weight += row[i];
                if (weight == 0 || (weight ^ row[c]) < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private void load(int[][] row) {
        if (rows > r.length) {
            positive = new long[2 * rows];
            negative = new long[2 * rows];
            r = new int[2 * rows];
        }
        if (rows * n > coefficient.length) {
            coefficient = new int[2 * rows * n];
        }
        for (int k = 0; k < rows; k++) {
            long above = 0;
            long below = 0;
            for (int c = 0; c < n; c++) {
                int q = row[k][c];
                coefficient[c * rows + k] = q;
                above |= q > 0 ? 1L << c : 0;
                below |= q < 0 ? 1L << c : 0;
            }
            positive[k] = above;
            negative[k] = below;
        }
    }

    private void search() {
        Arrays.fill(a, 0, n, 0);
        Arrays.fill(r, 0, rows, 0);
        used = 0;
        depth = 0;
        for (int c = n - 1; c >= 0; c--) {
            add(c, 1);
            visit((1L << c) - 1 | unit & 1L << c | conflict[c]);
            while (depth > 0) {
                if (open[depth] == 0) {
                    depth--;
                    add(step[depth], -added[depth]);
                } else {
                    descend();
                }
            }
        }
    }

    /** Goes on with the last open column. */
    private void descend() {
        int c = Long.SIZE - 1 - Long.numberOfLeadingZeros(open[depth]);
        long bit = 1L << c;
        open[depth] ^= bit;
        boolean isForced = forced[depth] > 0;
        int amount = isForced ? forced[depth] : 1;
        if (rows == 1 && r[0] + amount * coefficient[c] == 0) {
            recordWith(c, amount);
            return;
        }
        long f = frozen[depth];
        if (!isForced) {
            f |= next[depth] & bit - 1 | unit & bit | conflict[c];
        }
        add(c, amount);
        visit(f);
    }

    /** Records the solution that the present state is with so much more of the column. */
    private void recordWith(int c, int more) {
        budget.spend(1);
        long before = used;
        used |= 1L << c;
        a[c] += more;
        record();
        a[c] -= more;
        used = before;
    }

    private void add(int c, int amount) {
        if (amount > 0) {
            if (depth + 1 == step.length) {
                grow();
            }
            step[depth] = c;
            added[depth++] = amount;
        }
        a[c] += amount;
        used = a[c] > 0 ? used | 1L << c : used & ~(1L << c);
        for (int k = 0; k < rows; k++) {
            r[k] += amount * coefficient[c * rows + k];
        }
    }

    private void grow() {
        int size = 2 * step.length;
        step = Arrays.copyOf(step, size);
        added = Arrays.copyOf(added, size);
        open = Arrays.copyOf(open, size);
        next = Arrays.copyOf(next, size);
        frozen = Arrays.copyOf(frozen, size);
        forced = Arrays.copyOf(forced, size);
    }

    /** Records the present state if it is a solution, and opens the columns that may be added otherwise. */
    private void visit(long start) {
        budget.spend(1);
        open[depth] = 0;
        forced[depth] = 0;
        if (isZero()) {
            record();
            return;
        }
        frozen[depth] = propagate(start);
        if (forced[depth] == 0) {
            expand(frozen[depth]);
        }
    }

    /** Freezes as far as the rows force it, and opens the only column that completes a row, if there is one. */
    private long propagate(long start) {
        long f = start;
        for (int k = 0; k < rows; k++) {
            long free = (positive[k] | negative[k]) & ~f;
            int d = r[k];
            if (d != 0 && ((d > 0 ? negative[k] : positive[k]) & ~f) == 0) {
                forced[depth] = DEAD;
                return f;
            }
            if (free != 0 && (free & free - 1) == 0) {
                f |= free;
                if (d != 0) {
                    complete(Long.numberOfTrailingZeros(free), d, k);
                    return f;
                }
                k = -1;
            }
        }
        return f;
    }

    /** Opens column {@code c}, which alone can balance the residue {@code d} of row {@code k}, if it does. */
    private void complete(int c, int d, int k) {
        int q = coefficient[c * rows + k];
        int more = -d / q;
        boolean fits = d % q == 0 && ((unit & 1L << c) == 0 || a[c] + more == 1) && !dominated(c, more);
        open[depth] = fits ? 1L << c : 0;
        forced[depth] = fits ? more : DEAD;
    }

    private void expand(long f) {
        long towards = 0;
        for (int k = 0; k < rows; k++) {
            towards |= r[k] > 0 ? negative[k] : r[k] < 0 ? positive[k] : 0;
        }
        long all = 0;
        long fit = 0;
        for (long s = towards & ~f; s != 0; s &= s - 1) {
            int c = Long.numberOfTrailingZeros(s);
            if (rows == 1 || product(c) < 0) {
                all |= 1L << c;
                // two steps never lead to a solution that is known: each state is reached once
                fit |= depth > 1 && dominated(c, 1) ? 0 : 1L << c;
            }
        }
        open[depth] = fit;
        next[depth] = all;
    }

    private long product(int c) {
        long p = 0;
        for (int k = 0; k < rows; k++) {
            p += (long) r[k] * coefficient[c * rows + k];
        }
        return p;
    }

    private boolean isZero() {
        for (int k = 0; k < rows; k++) {
            if (r[k] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the present state with so much more of the column is componentwise at least some recorded solution. */
    private boolean dominated(int c, int more) {
        long mine = used | 1L << c;
        a[c] += more;
        boolean found = false;
        for (int i = 0; i < solutions && !found; i++) {
            found = (support[i] & ~mine) == 0 && atLeast(solution[i], support[i]);
        }
        a[c] -= more;
        return found;
    }

    private boolean atLeast(int[] s, long columns) {
        for (long c = columns; c != 0; c &= c - 1) {
            int i = Long.numberOfTrailingZeros(c);
            if (a[i] < s[i]) {
                return false;
            }
        }
        return true;
    }

    private void record() {
        if (solutions == solution.length) {
            if (solutions >= 1 << 16) {
                throw new AcLimitException(
                        "a linear Diophantine system has more than " + solutions + " minimal solutions");
            }
            solution = Arrays.copyOf(solution, 2 * solutions);
            support = Arrays.copyOf(support, 2 * solutions);
        }
        solution[solutions] = Arrays.copyOf(a, n);
        support[solutions++] = used;
        budget.spend(solutions / 16);
    }
}
