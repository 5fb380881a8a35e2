package org.troop.bench.sim;

/**
 * What the cluster's parts take, in nanoseconds; to be measured on the real ones.
 *
 * @param leaseNanos coordinator: choosing a node and writing its lease
 * @param mergeNanos coordinator: merging a partial proof, its transaction in the proof store included
 * @param openNanos coordinator: in addition for each node of a lease that ends, and for each open node in its partial proof
 * @param latencyNanos network, one way
 * @param nanosPerByte network and encodings
 */
record Costs(long leaseNanos, long mergeNanos, long openNanos, long latencyNanos, double nanosPerByte) {
    long transfer(long bytes) {
        return latencyNanos + (long) (bytes * nanosPerByte);
    }
}
