package org.troop.coordinator.search;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.metrics.SearchTally;
import org.troop.coordinator.work.SessionCommand;
import org.troop.proto.UnitKey;
import org.troop.solver.search.Frontier;

/** The leases of one search. Epochs rise with every lease, and with every owner of the search. */
final class LeaseTable {
    enum State {
        LEASED,
        ORPHANED,
        MERGING
    }

    static final class Lease {
        final Frontier.Node node;
        final int limit;
        final boolean alone;
        final long nodes;
        long epoch;
        State state = State.LEASED;
        String worker;
        ActorRef<SessionCommand> session;
        long sinceMillis;
        boolean begun;
        /** When it was asked to share; 0: it was not. */
        long askedMillis;

        private Lease(
                Frontier.Node node,
                int limit,
                boolean alone,
                long nodes,
                long epoch,
                String worker,
                ActorRef<SessionCommand> session,
                long now) {
            this.node = node;
            this.limit = limit;
            this.alone = alone;
            this.nodes = nodes;
            this.epoch = epoch;
            this.worker = worker;
            this.session = session;
            sinceMillis = now;
        }
    }

    private final Map<Long, Lease> leases = new HashMap<>();
    private final long incarnation;
    private int count;

    LeaseTable(long incarnation) {
        this.incarnation = incarnation;
    }

    private long nextEpoch() {
        return (incarnation << 32) + ++count;
    }

    /** @param nodes that the unit may close */
    Lease lease(
            Frontier.Node n,
            int limit,
            boolean alone,
            long nodes,
            String worker,
            ActorRef<SessionCommand> session,
            long now) {
        Lease l = new Lease(n, limit, alone, nodes, nextEpoch(), worker, session, now);
        leases.put(n.unit(), l);
        return l;
    }

    @Nullable
    Lease get(long unit) {
        return leases.get(unit);
    }

    /** The lease if it is under this epoch, in this worker's hands. */
    @Nullable
    Lease current(UnitKey key, String worker) {
        Lease l = leases.get(key.getUnit());
        return l != null && l.epoch == key.getEpoch() && l.worker.equals(worker) && l.state != State.MERGING ? l : null;
    }

    /** The worker of a lease is back on another stream. */
    void renew(Lease l, ActorRef<SessionCommand> session, long now) {
        l.state = State.LEASED;
        l.session = session;
        l.epoch = nextEpoch();
        l.sinceMillis = now;
        l.askedMillis = 0;
    }

    void orphan(Lease l, boolean begun, long now) {
        l.state = State.ORPHANED;
        l.begun = begun;
        l.sinceMillis = now;
    }

    void remove(long unit) {
        leases.remove(unit);
    }

    List<Lease> removeIf(Predicate<Lease> p) {
        List<Lease> out = new ArrayList<>(leases.values().stream().filter(p).toList());
        out.forEach(l -> leases.remove(l.node.unit()));
        return out;
    }

    Collection<Lease> all() {
        return leases.values();
    }

    /**
     * Whom to ask to share: for each worker those that were leased the longest time ago, and of all workers' the first before the second.
     *
     * @param before when the leases were given at the latest, or asked to share last
     */
    List<Lease> oldest(int n, long before) {
        Map<String, Integer> ranks = new HashMap<>();
        return leases.values().stream()
                .filter(l -> l.state == State.LEASED && l.sinceMillis <= before && l.askedMillis <= before)
                .sorted(Comparator.comparingLong((Lease l) -> l.sinceMillis).thenComparing(l -> l.node.unit()))
                .map(l -> new Ranked(ranks.merge(l.worker, 1, Integer::sum), l))
                .sorted(Comparator.comparingInt(Ranked::rank))
                .limit(n)
                .map(Ranked::lease)
                .toList();
    }

    private record Ranked(int rank, Lease lease) {}

    long count(State state) {
        return leases.values().stream().filter(l -> l.state == state).count();
    }

    /** Nodes that the leased units may close, those excluded whose results are on their way into the store. */
    long reserved() {
        return leases.values().stream()
                .filter(l -> l.state != State.MERGING)
                .mapToLong(l -> l.nodes)
                .sum();
    }

    /** Measures the units of the search by their states. */
    void show(Frontier frontier, SearchTally tally) {
        tally.frontier(
                frontier.queued(),
                frontier.waiting(),
                count(State.LEASED),
                count(State.ORPHANED),
                count(State.MERGING));
    }

    int size() {
        return leases.size();
    }
}
