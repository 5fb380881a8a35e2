package org.troop.coordinator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.access.AccessControl;
import org.troop.coordinator.search.UnitBudgets;

/**
 * How a coordinator runs.
 *
 * @param name for logs and workers
 * @param address where workers and clients dial: host:port; port 0 is any free one
 * @param store JDBC URL of the proof store
 * @param engine hash of the engine, which workers and clients must have, too
 * @param clusterHost where other coordinators reach this one
 * @param clusterPort 0: any free one, for a single coordinator
 * @param seeds host:port of coordinators to join; empty: a cluster of its own
 * @param kubernetes finds the other coordinators through the Kubernetes API instead
 * @param leaseMillis how long leases outlive their worker
 * @param access who is let in
 * @param policy what its operator allows
 */
public record CoordinatorOptions(
        String name,
        String address,
        String store,
        @Nullable String storeUser,
        @Nullable String storePassword,
        String engine,
        String clusterHost,
        int clusterPort,
        List<String> seeds,
        boolean kubernetes,
        UnitBudgets budgets,
        int leaseMillis,
        AccessControl access,
        Policy policy) {

    /**
     * What the operator of a coordinator allows.
     *
     * @param oracles theories may run scripts on workers
     * @param keepDays sweeps that ended so many days ago are removed by and by; 0: none are
     */
    public record Policy(boolean oracles, int keepDays) {
        public static final Policy DEFAULT = new Policy(false, 0);
    }

    public static final int LEASE_MILLIS = 10_000;
    public static final int UNIT_MILLIS = 1_000;

    /** For this machine's processes only, whoever's they are. */
    public CoordinatorOptions(
            String name,
            String address,
            String store,
            @Nullable String storeUser,
            @Nullable String storePassword,
            String engine,
            String clusterHost,
            int clusterPort,
            List<String> seeds,
            boolean kubernetes,
            UnitBudgets budgets,
            int leaseMillis) {
        this(
                name,
                address,
                store,
                storeUser,
                storePassword,
                engine,
                clusterHost,
                clusterPort,
                seeds,
                kubernetes,
                budgets,
                leaseMillis,
                AccessControl.OF_THIS_MACHINE,
                Policy.DEFAULT);
    }

    public CoordinatorOptions with(AccessControl to) {
        return with(to, policy);
    }

    public CoordinatorOptions with(Policy allowed) {
        return with(access, allowed);
    }

    private CoordinatorOptions with(AccessControl to, Policy allowed) {
        return new CoordinatorOptions(
                name,
                address,
                store,
                storeUser,
                storePassword,
                engine,
                clusterHost,
                clusterPort,
                seeds,
                kubernetes,
                budgets,
                leaseMillis,
                to,
                allowed);
    }

    /** One coordinator, for its own machine only. */
    public static CoordinatorOptions local(String store, String engine, int port) {
        return new CoordinatorOptions(
                "local",
                "127.0.0.1:" + port,
                store,
                null,
                null,
                engine,
                "127.0.0.1",
                0,
                List.of(),
                false,
                UnitBudgets.ofMillis(UNIT_MILLIS),
                LEASE_MILLIS);
    }
}
