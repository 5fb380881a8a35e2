package org.troop.coordinator.search;

import java.util.Random;

/** How much a unit may take before it is returned. */
public interface UnitBudgets {
    /** Largest number of nodes, so that a result stays a message of some megabytes. */
    long MOST_NODES = 50_000;

    long nodes();

    int millis();

    static UnitBudgets ofMillis(int millis) {
        return new UnitBudgets() {
            @Override
            public long nodes() {
                return MOST_NODES;
            }

            @Override
            public int millis() {
                return millis;
            }
        };
    }

    /** For tests: from 1 to {@code most} nodes. */
    static UnitBudgets random(Random random, int most) {
        return new UnitBudgets() {
            @Override
            public synchronized long nodes() {
                return 1 + random.nextInt(most);
            }

            @Override
            public int millis() {
                return 1_000;
            }
        };
    }
}
