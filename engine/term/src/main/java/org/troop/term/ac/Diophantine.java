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

    /** Stack of states: n components, residues, then the frozen set in two ints. */
    private int[] stack = new int[256];

    private int top;

    /** The present state: components, their support, residues. */
    private final int[] a = new int[MAX_COLUMNS];

    private long used;
    private int[] r = new int[8];
    private int[] child = new int[8];

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
        top = 0;
        load(row);
        search();
        int cost = (int) Math.min(Integer.MAX_VALUE, budget.used() - before);
        return new MinimalSolutions(Arrays.copyOf(solution, solutions), Arrays.copyOf(support, solutions), cost);
    }

    private void load(int[][] row) {
        if (rows > r.length) {
            positive = new long[2 * rows];
            negative = new long[2 * rows];
            r = new int[2 * rows];
            child = new int[2 * rows];
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
        for (int c = 0; c < n; c++) {
            a[c] = 1;
            System.arraycopy(coefficient, c * rows, r, 0, rows);
            push(r, (1L << c) - 1 | unit & 1L << c | conflict[c]);
            a[c] = 0;
        }
        while (top > 0) {
            budget.spend(1);
            long frozen = pop();
            if (isZero()) {
                record();
            }
            frozen = propagate(frozen);
            if (live) {
                expand(frozen);
            }
        }
    }

    private boolean live;

    /** Freezes and completes as far as the rows force it; {@link #live} tells whether the state is to be expanded. */
    private long propagate(long start) {
        long frozen = start;
        live = true;
        for (int k = 0; k < rows; k++) {
            long free = (positive[k] | negative[k]) & ~frozen;
            int d = r[k];
            if (d != 0 && ((d > 0 ? negative[k] : positive[k]) & ~frozen) == 0) {
                live = false;
                return 0;
            }
            if (free != 0 && (free & free - 1) == 0) {
                int c = Long.numberOfTrailingZeros(free);
                if (d == 0) {
                    frozen |= free;
                    k = -1;
                    continue;
                }
                complete(c, d, coefficient[c * rows + k], frozen | free);
                live = false;
                return 0;
            }
        }
        return frozen;
    }

    /** Pushes the state with the residue {@code d} balanced by column {@code c} of coefficient {@code q}. */
    private void complete(int c, int d, int q, long frozen) {
        if (d % q != 0) {
            return;
        }
        int delta = -d / q;
        a[c] += delta;
        if (delta > 0 && ((unit & 1L << c) == 0 || a[c] <= 1) && !dominated(used | 1L << c)) {
            for (int k = 0; k < rows; k++) {
                r[k] += delta * coefficient[c * rows + k];
            }
            push(r, frozen);
        }
    }

    private void expand(long start) {
        long frozen = start;
        for (int c = 0; c < n; c++) {
            long bit = 1L << c;
            if ((frozen & bit) != 0) {
                continue;
            }
            if (product(c) < 0) {
                a[c]++;
                if (!dominated(used | bit)) {
                    if ((unit & bit) != 0) {
                        frozen |= bit;
                    }
                    for (int k = 0; k < rows; k++) {
                        child[k] = r[k] + coefficient[c * rows + k];
                    }
                    push(child, frozen | conflict[c]);
                }
                a[c]--;
                frozen |= bit;
            }
        }
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

    /** Whether the assignment, of the support given, is componentwise at least some recorded solution. */
    private boolean dominated(long mine) {
        for (int i = 0; i < solutions; i++) {
            if ((support[i] & ~mine) == 0 && atLeast(solution[i])) {
                return true;
            }
        }
        return false;
    }

    private boolean atLeast(int[] s) {
        for (int c = 0; c < n; c++) {
            if (a[c] < s[c]) {
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

    /** Pushes the present components with the residue. */
    private void push(int[] residue, long frozen) {
        int size = n + rows + 2;
        if (top + size > stack.length) {
            stack = Arrays.copyOf(stack, Math.max(top + size, 2 * stack.length));
        }
        System.arraycopy(a, 0, stack, top, n);
        System.arraycopy(residue, 0, stack, top + n, rows);
        stack[top + size - 2] = (int) (frozen >>> 32);
        stack[top + size - 1] = (int) frozen;
        top += size;
    }

    /** Loads the newest state; returns its frozen set. */
    private long pop() {
        int size = n + rows + 2;
        top -= size;
        long positives = 0;
        for (int c = 0; c < n; c++) {
            a[c] = stack[top + c];
            positives |= a[c] > 0 ? 1L << c : 0;
        }
        used = positives;
        System.arraycopy(stack, top + n, r, 0, rows);
        return (long) stack[top + size - 2] << 32 | stack[top + size - 1] & 0xffffffffL;
    }
}
