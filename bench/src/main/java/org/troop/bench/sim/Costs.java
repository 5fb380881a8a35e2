package org.troop.bench.sim;

/**
 * What the cluster's parts take, in nanoseconds; measured on the real ones (docs/performance.md says how).
 *
 * @param messageNanos coordinator: a lease, result, or other message on its way through connection, actors and store, whatever is in it,
 *     if nothing else is on its way: most of it is waking threads
 * @param nextNanos coordinator: the same for a message that finds the threads awake
 * @param leaseNanos coordinator: for each unit in a lease
 * @param mergeNanos coordinator: for each unit in a result
 * @param openNanos coordinator: for each open node in a result
 * @param byteNanos coordinator: for each byte of systems in either
 * @param unitNanos worker: for each unit, beside decoding and expanding
 * @param latencyNanos network, one way
 * @param transferNanos network, for each byte
 */
record Costs(
        long messageNanos,
        long nextNanos,
        long leaseNanos,
        long mergeNanos,
        long openNanos,
        double byteNanos,
        long unitNanos,
        long latencyNanos,
        double transferNanos) {
    static final Costs NONE = new Costs(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final long MICRO = 1_000;

    /** The measured ones, over a network that takes so many microseconds one way and carries 100 MB a second. */
    static Costs measured(long latencyMicros) {
        return new Costs(
                Long.getLong("message", 600) * MICRO,
                Long.getLong("next", 25) * MICRO,
                Long.getLong("lease", 20) * MICRO,
                Long.getLong("merge", 40) * MICRO,
                Long.getLong("open", 20) * MICRO,
                Long.getLong("byte", 5),
                Long.getLong("unit", 30) * MICRO,
                latencyMicros * MICRO,
                10);
    }

    long transfer(long bytes) {
        return latencyNanos + (long) (bytes * transferNanos);
    }

    /** What is in a lease, for the coordinator. */
    long lease(long units, long bytes) {
        return units * leaseNanos + (long) (bytes * byteNanos);
    }

    /** What is in a result, for the coordinator. */
    long merge(long units, long open, long bytes) {
        return units * mergeNanos + open * openNanos + (long) (bytes * byteNanos);
    }
}
