package org.troop.coordinator.search;

import com.google.protobuf.ByteString;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.search.LeaseTable.Lease;
import org.troop.coordinator.store.ProofStore;
import org.troop.proto.UnitKey;

/** Leases of one search as messages. Systems of open nodes come from the store, or from memory as long as they are not too large. */
final class LeaseMessages {
    private static final long SYSTEMS_IN_MEMORY = 64L << 20;

    private final String search;
    private final String theory;
    private final String lemma;
    private final UnitBudgets budgets;
    private final ProofStore store;
    private final Map<Long, byte[]> systems = new HashMap<>();
    private long systemBytes;

    LeaseMessages(String search, String theory, String lemma, UnitBudgets budgets, ProofStore store) {
        this.search = search;
        this.theory = theory;
        this.lemma = lemma;
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
     * @param isolated whether it lost workers: it gets the smallest budget
     */
    org.troop.proto.Lease lease(Lease l, int @Nullable [] firstTrace, boolean isolated) {
        org.troop.proto.Lease.Builder b = org.troop.proto.Lease.newBuilder()
                .setKey(key(l))
                .setTheory(theory)
                .setLemma(lemma)
                .setLimit(l.limit)
                .setAlone(l.alone)
                .setBudgetNodes(isolated ? 1 : budgets.nodes())
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
