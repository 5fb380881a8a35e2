package org.troop.worker;

import org.troop.proto.Lease;
import org.troop.solver.search.Budget;

/** The budget of one unit: nodes and time from its lease, requests to return it, and the memory of the process. */
final class UnitBudget implements Budget {
    private static final double MOST_MEMORY = 0.92;
    private static final int MEMORY_EVERY = 32;

    private final long nodes;
    private final long deadline;
    private volatile boolean called;

    UnitBudget(Lease lease) {
        nodes = Math.max(1, lease.getBudgetNodes());
        deadline = System.nanoTime() + Math.max(1, lease.getBudgetMillis()) * 1_000_000L;
    }

    /** Ends the search at the next node. */
    void callBack() {
        called = true;
    }

    @Override
    public boolean isSpent(long expanded) {
        return called
                || expanded >= nodes
                || System.nanoTime() - deadline >= 0
                || (expanded % MEMORY_EVERY == 0 && isMemoryShort());
    }

    private static boolean isMemoryShort() {
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory() > MOST_MEMORY * r.maxMemory();
    }
}
