package org.troop.coordinator.search;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.metrics.SearchMeters.Limit;
import org.troop.proto.Limits;

/** What one search may use, as its sweep was submitted. */
final class Allowance {
    /** Of what is left, one unit gets a quarter at most, so that others can be searched at the same time. */
    private static final long SHARE = 4;

    private final Limits limits;

    Allowance(Limits limits) {
        this.limits = limits;
    }

    /**
     * How many nodes a unit may close, so that all units together stay within the limit.
     *
     * @param wanted without a limit
     * @param closed in the search so far
     * @param reserved for the units that are leased
     * @return at least 1, or 0 if none may be leased now
     */
    long nodes(long wanted, long closed, LongSupplier reserved) {
        if (limits.getNodes() == 0) {
            return wanted;
        }
        long left = limits.getNodes() - closed - reserved.getAsLong();
        return left <= 0 ? 0 : Math.min(wanted, Math.max(1, left / SHARE));
    }

    /** Whether {@link #nodes} depends on what is closed and reserved. */
    boolean limitsNodes() {
        return limits.getNodes() != 0;
    }

    /** A limit that ends a search, and the reason that its open nodes get. */
    record Reached(Limit limit, String reason) {}

    /**
     * Which limit is reached; null if none is.
     *
     * @param started when the first unit was leased; 0: none was
     * @param closed nodes so far
     * @param workMillis of merged units
     */
    @Nullable
    Reached reached(long started, long now, long closed, long workMillis) {
        if (limits.getTimeMillis() != 0 && started != 0 && now - started >= limits.getTimeMillis()) {
            return new Reached(Limit.TIME, "time limit of " + text(limits.getTimeMillis()) + " reached");
        }
        if (limits.getWorkMillis() != 0 && workMillis >= limits.getWorkMillis()) {
            return new Reached(Limit.WORK, "limit of " + text(limits.getWorkMillis()) + " of work reached");
        }
        if (limits.getNodes() != 0 && closed >= limits.getNodes()) {
            return new Reached(
                    Limit.NODES,
                    "limit of " + limits.getNodes() + (limits.getNodes() == 1 ? " node" : " nodes") + " reached");
        }
        return null;
    }

    private static String text(long millis) {
        return millis % 1_000 == 0 ? millis / 1_000 + " s" : millis + " ms";
    }

    /** Of a worker for one unit, in bytes; 0: what the worker has. */
    long memory() {
        return limits.getMemoryBytes();
    }

    Reached memoryReached() {
        long b = limits.getMemoryBytes();
        String size = b >= 10L << 30 ? (b >> 30) + " GB" : (b >> 20) + " MB";
        return new Reached(Limit.MEMORY, "memory limit of " + size + " reached");
    }
}
