package org.troop.coordinator.search;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.search.LeaseTable.Lease;
import org.troop.coordinator.store.ProofStore;
import org.troop.coordinator.store.SearchRow;
import org.troop.proto.UnitKey;

/** Leases of one search as messages. Systems of open nodes come from the store, or from memory as long as they are not too large. */
final class LeaseMessages {
    private static final long SYSTEMS_IN_MEMORY = 64L << 20;

    private final String search;
    private final String theory;
    private final SearchRow row;
    private final long memoryBytes;
    private final UnitBudgets budgets;
    private final ProofStore store;
    private final Map<Long, byte[]> systems = new HashMap<>();
    private long systemBytes;

    /** @param memoryBytes that a unit may use; 0: what a worker has */
    LeaseMessages(SearchRow row, String theory, long memoryBytes, UnitBudgets budgets, ProofStore store) {
        search = row.id();
        this.row = row;
        this.theory = theory;
        this.memoryBytes = memoryBytes;
        this.budgets = budgets;
        this.store = store;
    }

    UnitKey key(Lease l) {
        return UnitKey.newBuilder()
                .setSearch(search)
                .setUnit(l.node.unit())
                .setEpoch(l.epoch)
                .build();
    }

    /**
     * @param firstTrace that is known in the search
     * @param isolated whether it lost workers
     */
    org.troop.proto.Lease lease(Lease l, int @Nullable [] firstTrace, boolean isolated) {
        org.troop.proto.Lease.Builder b = org.troop.proto.Lease.newBuilder()
                .setKey(key(l))
                .setTheory(theory)
                .setLemma(row.lemma())
                .setHeuristic(row.heuristic())
                .setLimit(l.limit)
                .setAlone(l.alone)
                .setIsolated(isolated)
                .setMemoryBytes(memoryBytes)
                .setBudgetNodes(l.nodes)
                .setBudgetMillis(budgets.millis());
        for (int i : l.node.path()) {
            b.addPath(i);
        }
        if (firstTrace != null) {
            b.setHasTrace(true);
            for (int i : firstTrace) {
                b.addFirstTrace(i);
            }
        }
        if (l.node.path().length > 0) {
            byte[] system = systems.get(l.node.unit());
            if (system == null) {
                system = store.reads().system(search, l.node.unit());
            }
            if (system == null) {
                throw new IllegalStateException("the system of unit " + l.node.unit() + " is not in the store");
            }
            b.setSystem(ByteString.copyFrom(system));
        }
        return b.build();
    }

    void remember(long unit, byte[] system) {
        if (systemBytes + system.length <= SYSTEMS_IN_MEMORY) {
            systems.put(unit, system);
            systemBytes += system.length;
        }
    }

    void forget(long unit) {
        byte[] s = systems.remove(unit);
        systemBytes -= s == null ? 0 : s.length;
    }
}
