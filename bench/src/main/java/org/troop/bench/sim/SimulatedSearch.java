package org.troop.bench.sim;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.troop.solver.search.Frontier;
import org.troop.solver.search.Strategy;

/** The owner of a search, as {@code org.troop.coordinator.search} has it, around the engine's own frontier. */
final class SimulatedSearch {
    private static final long MILLI = 1_000_000;
    private static final double RECENT = 8;
    private static final long SHARE_AFTER_NANOS = 150 * MILLI;

    private final RecordedTree tree;
    private final Strategy strategy;
    private final Frontier frontier;
    private final Map<Long, Leased> leases = new LinkedHashMap<>();
    private long nextUnit;
    private long units;
    private double unitNanos = 1_000 * MILLI;

    SimulatedSearch(RecordedTree tree, Strategy strategy) {
        this.tree = tree;
        this.strategy = strategy;
        frontier = new Frontier(strategy);
        frontier.add(new Frontier.Node(nextUnit++, new int[0]));
    }

    RecordedTree tree() {
        return tree;
    }

    Strategy strategy() {
        return strategy;
    }

    Frontier frontier() {
        return frontier;
    }

    boolean isOver() {
        return frontier.result() != null;
    }

    int queued() {
        return isOver() ? 0 : frontier.queued();
    }

    int leased() {
        return leases.size();
    }

    long units() {
        return units;
    }

    /** What a unit takes on average of late, at least 1. */
    long unitMillis() {
        return Math.max(1, (long) unitNanos / MILLI);
    }

    /** Leases of nodes that come next, for a worker. */
    List<Leased> take(int most, int worker, long now) {
        List<Leased> out = new ArrayList<>();
        Frontier.Node n;
        while (out.size() < most && (n = isOver() ? null : frontier.take()) != null) {
            Leased l = new Leased(this, n, worker, now);
            leases.put(n.unit(), l);
            out.add(l);
        }
        return out;
    }

    /** Whether the lease is not over. */
    boolean has(Leased l) {
        return leases.get(l.node().unit()) == l;
    }

    void putBack(Leased l) {
        if (leases.remove(l.node().unit(), l)) {
            frontier.putBack(l.node().unit());
        }
    }

    /** @return the leases that are not needed any more */
    Collection<Leased> merge(SimulatedWorker.Report r) {
        Leased l = r.lease();
        if (!leases.remove(l.node().unit(), l)) {
            return List.of();
        }
        units++;
        unitNanos += (r.nanos() - unitNanos) / RECENT;
        List<Frontier.Node> open = r.open().stream()
                .map(o -> new Frontier.Node(nextUnit++, o.path()))
                .toList();
        frontier.merge(l.node(), r.limit(), open, r.traces());
        if (r.traces().isEmpty() && !isOver()) {
            return List.of();
        }
        List<Leased> needless = leases.values().stream()
                .filter(x -> !frontier.isNeeded(x.node()))
                .toList();
        needless.forEach(x -> leases.remove(x.node().unit()));
        return needless;
    }

    /** Whom to ask to share: each worker's oldest lease before any worker's second. */
    List<Leased> toAsk(int n, long now) {
        Map<Integer, Integer> ranks = new HashMap<>();
        Map<Leased, Integer> rank = new HashMap<>();
        List<Leased> old = leases.values().stream()
                .filter(l -> now - l.since >= SHARE_AFTER_NANOS && (l.asked < 0 || now - l.asked >= SHARE_AFTER_NANOS))
                .sorted(Comparator.comparingLong((Leased l) -> l.since)
                        .thenComparing(l -> l.node().unit()))
                .toList();
        old.forEach(l -> rank.put(l, ranks.merge(l.worker, 1, Integer::sum)));
        List<Leased> out =
                old.stream().sorted(Comparator.comparing(rank::get)).limit(n).toList();
        out.forEach(l -> l.asked = now);
        return out;
    }
}
