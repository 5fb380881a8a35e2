package org.troop.term.ac;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Solved linear systems by matrix, bounds and conflicts: a few small systems make up most of a theory's AC problems. What a system cost is
 * spent again each time, so that limits do not depend on earlier queries. Not thread-safe.
 */
final class DiophantineCache {
    private static final int MAX_ENTRIES = 1 << 12;
    private static final int MAX_SOLUTIONS = 1 << 8;

    private record Entry(
            int hash, int[] matrix, int rows, int n, long unit, long[] conflicts, MinimalSolutions solutions) {}

    private final Budget budget;
    private final Diophantine solver;
    /** Open addressing, at most half full. */
    private @Nullable Entry[] table = new @Nullable Entry[128];

    private int entries;

    DiophantineCache(Budget budget) {
        this.budget = budget;
        solver = new Diophantine(budget);
    }

    void clear() {
        if (entries > 0) {
            Arrays.fill(table, null);
            entries = 0;
        }
    }

    /** The solutions of a system; parameters as for {@link Diophantine#solve}. */
    MinimalSolutions solved(int[][] row, int rows, int n, long unit, long[] conflicts) {
        int h = hash(row, rows, n, unit, conflicts);
        int at = h & table.length - 1;
        for (Entry e = table[at]; e != null; e = table[at]) {
            if (e.hash == h && isFor(e, row, rows, n, unit, conflicts)) {
                budget.spend(e.solutions.cost());
                return e.solutions;
            }
            at = at + 1 & table.length - 1;
        }
        MinimalSolutions solutions = solver.solve(row, rows, n, unit, conflicts);
        if (solutions.vector().length <= MAX_SOLUTIONS) {
            int[] matrix = new int[rows * n];
            for (int k = 0; k < rows; k++) {
                System.arraycopy(row[k], 0, matrix, k * n, n);
            }
            enter(new Entry(h, matrix, rows, n, unit, Arrays.copyOf(conflicts, n), solutions));
        }
        return solutions;
    }

    private static boolean isFor(Entry e, int[][] row, int rows, int n, long unit, long[] conflicts) {
        if (e.rows != rows || e.n != n || e.unit != unit || !Arrays.equals(e.conflicts, 0, n, conflicts, 0, n)) {
            return false;
        }
        for (int k = 0; k < rows; k++) {
            if (!Arrays.equals(e.matrix, k * n, k * n + n, row[k], 0, n)) {
                return false;
            }
        }
        return true;
    }

    private void enter(Entry e) {
        if (entries == MAX_ENTRIES) {
            clear();
        } else if (2 * entries >= table.length) {
            @Nullable Entry[] old = table;
            table = new @Nullable Entry[2 * old.length];
            for (Entry o : old) {
                if (o != null) {
                    place(o);
                }
            }
        }
        place(e);
        entries++;
    }

    private void place(Entry e) {
        int at = e.hash & table.length - 1;
        while (table[at] != null) {
            at = at + 1 & table.length - 1;
        }
        table[at] = e;
    }

    private static int hash(int[][] row, int rows, int n, long unit, long[] conflicts) {
        int h = 31 * n + Long.hashCode(unit);
        for (int k = 0; k < rows; k++) {
            for (int c = 0; c < n; c++) {
                h = 31 * h + row[k][c];
            }
        }
        for (int c = 0; c < n; c++) {
            h = 31 * h + Long.hashCode(conflicts[c]);
        }
        h *= 0x9E3779B9;
        return h ^ h >>> 15;
    }
}
