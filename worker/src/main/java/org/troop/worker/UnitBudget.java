package org.troop.worker;

import java.util.function.LongSupplier;
import org.troop.proto.Lease;
import org.troop.solver.search.Budget;

/** The budget of one unit: nodes, time and memory from its lease, requests to return it, and the memory of the process. */
final class UnitBudget implements Budget {
    private static final double MOST_MEMORY = 0.92;
    private static final int MEMORY_EVERY = 32;
    /** A node of the unit's tree with its share of the systems on the stack. */
    private static final long NODE_BYTES = 400;

    private final long nodes;
    private final long deadline;
    private final long memory;
    private LongSupplier used = () -> 0;
    private boolean memoryReached;
    private volatile boolean called;

    UnitBudget(Lease lease) {
        nodes = Math.max(1, lease.getBudgetNodes());
        deadline = System.nanoTime() + Math.max(1, lease.getBudgetMillis()) * 1_000_000L;
        memory = lease.getMemoryBytes() <= 0 ? Long.MAX_VALUE : lease.getMemoryBytes();
    }

    /** @param bytes that the search of the unit uses now, estimated */
    void measure(LongSupplier bytes) {
        used = bytes;
    }

    /** Whether the search used more memory than its lease says. */
    boolean isMemoryReached() {
        return memoryReached;
    }

    /** Ends the search at the next node. */
    void callBack() {
        called = true;
    }

    @Override
    public boolean isSpent(long expanded) {
        memoryReached = used.getAsLong() + expanded * NODE_BYTES > memory;
        return called
                || memoryReached
                || expanded >= nodes
                || System.nanoTime() - deadline >= 0
                || (expanded % MEMORY_EVERY == 0 && isMemoryShort());
    }

    private static boolean isMemoryShort() {
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory() > MOST_MEMORY * r.maxMemory();
    }
}
