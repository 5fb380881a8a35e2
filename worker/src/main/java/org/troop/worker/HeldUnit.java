package org.troop.worker;

import org.jspecify.annotations.Nullable;
import org.troop.proto.Lease;
import org.troop.proto.UnitKey;
import org.troop.proto.WorkerMessage;

/** A lease that this worker has: to be searched, being searched, or searched and not settled yet. Guarded by its book. */
final class HeldUnit {
    final Lease lease;
    UnitKey key;
    boolean begun;

    /** While it is searched. */
    @Nullable
    UnitBudget budget;

    @Nullable
    Thread thread;

    /** What became of it, under the key that it had then. */
    @Nullable
    WorkerMessage outcome;

    HeldUnit(Lease lease) {
        this.lease = lease;
        key = lease.getKey();
    }
}
