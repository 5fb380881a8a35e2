package org.troop.worker;

import org.jspecify.annotations.Nullable;
import org.troop.proto.Lease;
import org.troop.proto.UnitKey;
import org.troop.proto.WorkerMessage;

/** A lease that this worker has: to be searched, being searched, or searched and not settled yet. Guarded by its book. */
final class HeldUnit {
    /** Units that came together. */
    static final class Group {
        private boolean begun;
    }

    final Lease lease;
    private final Group group;
    UnitKey key;
    boolean begun;
    /** Of its group, to be begun. */
    boolean isFirst;

    /** While it is searched. */
    @Nullable
    UnitBudget budget;

    @Nullable
    Thread thread;

    /** What became of it, under the key that it had then. */
    @Nullable
    WorkerMessage outcome;

    HeldUnit(Lease lease, Group group) {
        this.lease = lease;
        this.group = group;
        key = lease.getKey();
    }

    /** Begins the unit; returns whether it is the first of its group. */
    boolean begin() {
        begun = true;
        boolean first = !group.begun;
        group.begun = true;
        return first;
    }
}
