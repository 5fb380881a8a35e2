package org.troop.bench.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.bench.sim.SimulatedWorker.Report;
import org.troop.solver.search.Strategy;

/**
 * Searches by one coordinator, whose parts share one processor and serve one message at a time, and a number of workers of one core
 * each. What the dispatcher and the owners of searches do is what {@code org.troop.coordinator} does: groups of leases ahead of
 * need, and every tenth of a second a request to share for each idle core while nothing is queued.
 */
final class ClusterSimulation {
    /**
     * @param nanos until all proofs were determined
     * @param units that were merged
     * @param busy share of the workers' time that went into expansions
     * @param coordinatorBusy share of the coordinator's time
     * @param expanded nodes, among them those that turned out not to be needed
     */
    record Outcome(long nanos, long units, double busy, double coordinatorBusy, long expanded) {}

    private static final long TICK_NANOS = 100_000_000L;
    private static final long AHEAD_MILLIS = 1_000;
    private static final int MOST_AHEAD = 500;
    private static final long MESSAGE_MILLIS = 20;
    private static final int MOST_ASKED = 32;
    private static final int CREDIT = 512;
    private static final int GROUP_UNITS = 64;
    private static final long GROUP_BYTES = 1 << 20;

    /** A worker as the dispatcher sees it. */
    private final class Session implements SimulatedWorker.Coordinator {
        final int number;
        final SimulatedWorker worker;
        /** Leases that it has. */
        int load;

        Session(int number) {
            this.number = number;
            worker = new SimulatedWorker(clock, costs, this);
        }

        @Override
        public void results(List<Report> reports, long bytes) {
            long open = 0;
            for (Report r : reports) {
                open += r.open().size();
            }
            long cost = costs.merge(reports.size(), open, bytes);
            clock.in(
                    costs.transfer(bytes),
                    () -> serve(cost, () -> {
                        for (Report r : reports) {
                            load -= r.lease().search().has(r.lease()) ? 1 : 0;
                            revoke(r.lease().search().merge(r));
                        }
                        match();
                    }));
        }

        @Override
        public void returned(List<Leased> leases) {
            clock.in(
                    costs.latencyNanos(),
                    () -> serve(0, () -> {
                        for (Leased l : leases) {
                            load -= l.search().has(l) ? 1 : 0;
                            l.search().putBack(l);
                        }
                        match();
                    }));
        }
    }

    private final Costs costs;
    private final Clock clock = new Clock();
    private final List<SimulatedSearch> searches;
    private final List<Session> sessions = new ArrayList<>();
    private long coordinatorFree;
    private long coordinatorNanos;

    /** @param trees of the lemmas that are searched at the same time */
    ClusterSimulation(List<RecordedTree> trees, Strategy strategy, int workers, Costs costs) {
        this.costs = costs;
        searches = trees.stream().map(t -> new SimulatedSearch(t, strategy)).toList();
        for (int i = 0; i < workers; i++) {
            sessions.add(new Session(i));
        }
    }

    Outcome run() {
        match();
        clock.in(TICK_NANOS, this::tick);
        clock.runUntil(() -> searches.stream().allMatch(SimulatedSearch::isOver));
        double time = Math.max(clock.now(), 1);
        return new Outcome(
                clock.now(),
                searches.stream().mapToLong(SimulatedSearch::units).sum(),
                sessions.stream().mapToLong(s -> s.worker.workNanos()).sum() / (time * sessions.size()),
                coordinatorNanos / time,
                sessions.stream().mapToLong(s -> s.worker.expanded()).sum());
    }

    /** Lets the coordinator deal with a message as soon as it is free. */
    private void serve(long content, Runnable action) {
        boolean isAwake = coordinatorFree > clock.now();
        long nanos = content + (isAwake ? costs.nextNanos() : costs.messageNanos());
        coordinatorFree = Math.max(coordinatorFree, clock.now()) + nanos;
        coordinatorNanos += nanos;
        clock.in(coordinatorFree - clock.now(), action);
    }

    private void match() {
        SimulatedSearch next;
        while ((next = next()) != null) {
            Session s = roomiest(next);
            if (s == null) {
                return;
            }
            long worth = MESSAGE_MILLIS / next.unitMillis();
            int share = (int) Math.max(Math.max(1, worth), next.queued() / (4L * sessions.size()));
            List<Leased> leases = next.take(Math.min(room(s, next), share), s.number, clock.now());
            s.load += leases.size();
            send(s, leases);
        }
    }

    /** The search with the fewest leases of those that have something to lease. */
    private @Nullable SimulatedSearch next() {
        return searches.stream()
                .filter(s -> s.queued() > 0)
                .min(Comparator.comparingInt(SimulatedSearch::leased))
                .orElse(null);
    }

    private @Nullable Session roomiest(SimulatedSearch of) {
        Session best = null;
        for (Session s : sessions) {
            if (room(s, of) > 0 && (best == null || s.load < best.load)) {
                best = s;
            }
        }
        return best;
    }

    private static int room(Session s, SimulatedSearch of) {
        long wanted = Math.clamp(AHEAD_MILLIS / of.unitMillis(), 1, MOST_AHEAD) + 1;
        if (s.load >= 1 && s.load > wanted / 2) {
            return 0;
        }
        return (int) (Math.min(CREDIT, wanted) - s.load);
    }

    private void send(Session s, List<Leased> leases) {
        List<Leased> group = new ArrayList<>();
        long bytes = 0;
        for (Leased l : leases) {
            long more = l.tree().bytes(l.at());
            if (group.size() == GROUP_UNITS || !group.isEmpty() && bytes + more > GROUP_BYTES) {
                sendGroup(s, group, bytes);
                group = new ArrayList<>();
                bytes = 0;
            }
            group.add(l);
            bytes += more;
        }
        sendGroup(s, group, bytes);
    }

    private void sendGroup(Session s, List<Leased> group, long bytes) {
        serve(costs.lease(group.size(), bytes), () -> clock.in(costs.transfer(bytes), () -> s.worker.receive(group)));
    }

    private void revoke(Collection<Leased> needless) {
        for (Leased l : needless) {
            Session s = sessions.get(l.worker);
            s.load--;
            clock.in(costs.latencyNanos(), () -> s.worker.revoke(l));
        }
    }

    /** Asks for more where cores are idle and nothing is queued. */
    private void tick() {
        int idle = (int) sessions.stream().filter(s -> s.load <= 0).count();
        for (SimulatedSearch search : searches) {
            if (idle > 0 && search.queued() == 0 && !search.isOver()) {
                for (Leased l : search.toAsk(Math.min(idle, MOST_ASKED), clock.now())) {
                    serve(
                            0,
                            () -> clock.in(costs.latencyNanos(), () -> {
                                sessions.get(l.worker).worker.share(l);
                            }));
                }
            }
        }
        match();
        clock.in(TICK_NANOS, this::tick);
    }
}
