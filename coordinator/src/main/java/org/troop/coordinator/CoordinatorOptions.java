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
 * @param engine hash of the engine, which workers and clients must have, too
 * @param leaseMillis how long leases outlive their worker
 * @param access who is let in
 * @param policy what its operator allows
 */
public record CoordinatorOptions(
        String name,
        String address,
        Store store,
        String engine,
        Node node,
        UnitBudgets budgets,
        int leaseMillis,
        AccessControl access,
        Policy policy) {

    /**
     * The proof store.
     *
     * @param url of JDBC
     */
    public record Store(
            String url, @Nullable String user, @Nullable String password) {}

    /**
     * Its place among the coordinators.
     *
     * @param host where the others reach this one
     * @param port 0: any free one, for a single coordinator
     * @param seeds host:port of coordinators to join; empty: a cluster of its own
     * @param kubernetes finds the others through the Kubernetes API instead
     */
    public record Node(String host, int port, List<String> seeds, boolean kubernetes) {
        /** A single coordinator. */
        public static final Node ALONE = new Node("127.0.0.1", 0, List.of(), false);
    }

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

    /** One coordinator, for its own machine's processes only, whoever's they are. */
    public static CoordinatorOptions local(String store, String engine, int port) {
        return new CoordinatorOptions(
                "local",
                "127.0.0.1:" + port,
                new Store(store, null, null),
                engine,
                Node.ALONE,
                UnitBudgets.ofMillis(UNIT_MILLIS),
                LEASE_MILLIS,
                AccessControl.OF_THIS_MACHINE,
                Policy.DEFAULT);
    }

    public CoordinatorOptions named(String other) {
        return new CoordinatorOptions(other, address, store, engine, node, budgets, leaseMillis, access, policy);
    }

    /** @param other host:port */
    public CoordinatorOptions at(String other) {
        return new CoordinatorOptions(name, other, store, engine, node, budgets, leaseMillis, access, policy);
    }

    public CoordinatorOptions with(Node other) {
        return new CoordinatorOptions(name, address, store, engine, other, budgets, leaseMillis, access, policy);
    }

    public CoordinatorOptions with(UnitBudgets other) {
        return new CoordinatorOptions(name, address, store, engine, node, other, leaseMillis, access, policy);
    }

    public CoordinatorOptions withLeaseMillis(int other) {
        return new CoordinatorOptions(name, address, store, engine, node, budgets, other, access, policy);
    }

    public CoordinatorOptions with(AccessControl other) {
        return new CoordinatorOptions(name, address, store, engine, node, budgets, leaseMillis, other, policy);
    }

    public CoordinatorOptions with(Policy other) {
        return new CoordinatorOptions(name, address, store, engine, node, budgets, leaseMillis, access, other);
    }
}
