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

    private final int n;
    private final int rows;
    private final int[][] column;
    private final long unit;
    private final long[] positive;
    private final long[] negative;
    private final Budget budget;

    private int[][] solution = new int[8][];
    private long[] support = new long[8];
    private int solutions;

    /** Stack of states: n components, residues, then the frozen set in two ints. */
    private int[] stack = new int[256];

    private int top;

    private final int[] a;
    private final int[] r;

    /**
     * @param row coefficients, {@code rows} arrays of at least {@code n} ints
     * @param unit columns that may be used once only
     */
    Diophantine(int[][] row, int rows, int n, long unit, Budget budget) {
        this.n = n;
        this.rows = rows;
        this.unit = unit;
        this.budget = budget;
        column = new int[n][rows];
        positive = new long[rows];
        negative = new long[rows];
        for (int k = 0; k < rows; k++) {
            for (int c = 0; c < n; c++) {
                int q = row[k][c];
                column[c][k] = q;
                positive[k] |= q > 0 ? 1L << c : 0;
                negative[k] |= q < 0 ? 1L << c : 0;
            }
        }
        a = new int[n];
        r = new int[rows];
    }

    /** Number of solutions found by {@link #solve}. */
    int solutions() {
        return solutions;
    }

    int[] solution(int i) {
        return solution[i];
    }

    /** Columns positive in the solution. */
    long support(int i) {
        return support[i];
    }

    void solve() {
        for (int c = 0; c < n; c++) {
            Arrays.fill(a, 0);
            a[c] = 1;
            long frozen = (1L << c) - 1 | unit & 1L << c;
            push(a, column[c], frozen);
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
                complete(c, d, column[c][k], frozen | free);
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
        if (delta > 0 && ((unit & 1L << c) == 0 || a[c] <= 1) && !dominated()) {
            for (int k = 0; k < rows; k++) {
                r[k] += delta * column[c][k];
            }
            push(a, r, frozen);
        }
    }

    private void expand(long start) {
        long frozen = start;
        int[] child = new int[rows];
        for (int c = 0; c < n; c++) {
            long bit = 1L << c;
            if ((frozen & bit) != 0) {
                continue;
            }
            if (product(c) < 0) {
                a[c]++;
                if (!dominated()) {
                    if ((unit & bit) != 0) {
                        frozen |= bit;
                    }
                    for (int k = 0; k < rows; k++) {
                        child[k] = r[k] + column[c][k];
                    }
                    push(a, child, frozen);
                }
                a[c]--;
                frozen |= bit;
            }
        }
    }

    private long product(int c) {
        long p = 0;
        for (int k = 0; k < rows; k++) {
            p += (long) r[k] * column[c][k];
        }
        return p;
    }

    private boolean isZero() {
        for (int x : r) {
            if (x != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the assignment is componentwise at least some recorded solution. */
    private boolean dominated() {
        long mine = supportOf(a);
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

    private static long supportOf(int[] a) {
        long s = 0;
        for (int c = 0; c < a.length; c++) {
            s |= a[c] > 0 ? 1L << c : 0;
        }
        return s;
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
        solution[solutions] = a.clone();
        support[solutions++] = supportOf(a);
        budget.spend(solutions / 16);
    }

    private void push(int[] assignment, int[] residue, long frozen) {
        int size = n + rows + 2;
        if (top + size > stack.length) {
            stack = Arrays.copyOf(stack, Math.max(top + size, 2 * stack.length));
        }
        System.arraycopy(assignment, 0, stack, top, n);
        System.arraycopy(residue, 0, stack, top + n, rows);
        stack[top + size - 2] = (int) (frozen >>> 32);
        stack[top + size - 1] = (int) frozen;
        top += size;
    }

    /** Loads the newest state into the assignment and the residue; returns its frozen set. */
    private long pop() {
        int size = n + rows + 2;
        top -= size;
        System.arraycopy(stack, top, a, 0, n);
        System.arraycopy(stack, top + n, r, 0, rows);
        return (long) stack[top + size - 2] << 32 | stack[top + size - 1] & 0xffffffffL;
    }
}
