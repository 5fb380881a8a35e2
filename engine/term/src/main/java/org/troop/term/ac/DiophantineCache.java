package org.troop.term.ac;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Solved linear systems by matrix and bounds: a few small systems make up most of a theory's AC problems. What a system cost is
 * spent again each time, so that limits do not depend on earlier queries. Not thread-safe.
 */
final class DiophantineCache {
    private static final int MAX_ENTRIES = 1 << 12;
    private static final int MAX_SOLUTIONS = 1 << 8;

    private record Key(int[] numbers) {
        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && Arrays.equals(numbers, k.numbers);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(numbers);
        }
    }

    private record Solved(Diophantine system, int cost) {}

    private final Budget budget;
    private final Map<Key, Solved> known = new HashMap<>();

    DiophantineCache(Budget budget) {
        this.budget = budget;
    }

    void clear() {
        known.clear();
    }

    /** The solved system; parameters as for the constructor of {@link Diophantine}. */
    Diophantine solved(int[][] row, int rows, int n, long unit) {
        Key key = key(row, rows, n, unit);
        Solved found = known.get(key);
        if (found != null) {
            budget.spend(found.cost);
            return found.system;
        }
        long before = budget.used();
        Diophantine d = new Diophantine(row, rows, n, unit, budget);
        d.solve();
        if (d.solutions() <= MAX_SOLUTIONS) {
            if (known.size() == MAX_ENTRIES) {
                known.clear();
            }
            known.put(key, new Solved(d, (int) (budget.used() - before)));
        }
        return d;
    }

    private static Key key(int[][] row, int rows, int n, long unit) {
        int[] numbers = new int[rows * n + 3];
        for (int k = 0; k < rows; k++) {
            System.arraycopy(row[k], 0, numbers, k * n, n);
        }
        numbers[rows * n] = n;
        numbers[rows * n + 1] = (int) unit;
        numbers[rows * n + 2] = (int) (unit >>> 32);
        return new Key(numbers);
    }
}
