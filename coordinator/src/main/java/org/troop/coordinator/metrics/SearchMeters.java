package org.troop.coordinator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.troop.proto.OpenNode;
import org.troop.proto.UnitResult;

/** The searches that this coordinator owns: their frontiers, leases and merges. */
public final class SearchMeters {
    /** Searches with meters of their own; those beyond count in the sums alone. */
    private static final int MOST_BY_LEMMA = 500;

    /** States of an open node; see the coordinator's package description. */
    enum UnitState {
        QUEUED,
        WAITING,
        LEASED,
        ORPHANED,
        MERGING
    }

    /** Why a unit has to be searched again. */
    public enum Requeue {
        /** Its worker is gone. */
        LOST,
        /** Its worker gave it back. */
        RETURNED,
        /** Its worker failed on it, or sent a result that is none. */
        FAILED
    }

    /** What a lemma may use no more of. */
    public enum Limit {
        TIME,
        WORK,
        NODES,
        MEMORY
    }

    /** How a search ended. */
    public enum Outcome {
        COMPLETE,
        TRACE_FOUND,
        UNFINISHABLE,
        INCOMPLETE,
        FAILED,
        CANCELLED
    }

    /** A result on its way into the store. */
    public record Merging(long beginNanos, long nodes, long expanded, long millis, long bytes) {}

    private final MeterRegistry registry;
    private final Map<String, SearchTally> tallies = new ConcurrentHashMap<>();
    private final Map<Requeue, Counter> requeued = new EnumMap<>(Requeue.class);
    private final Map<Outcome, Counter> finished = new EnumMap<>(Outcome.class);
    private final Map<Limit, Counter> limited = new EnumMap<>(Limit.class);
    private final Counter racesStarted;
    private final Counter racesWon;
    private final Counter racersCancelled;
    private final Counter isolated;
    private final Counter sweeps;
    private final Counter removed;
    private final Counter leases;
    private final Counter merged;
    private final Counter nodes;
    private final Counter expanded;
    private final Counter dropped;
    private final Counter givenUp;
    private final Timer merge;
    private final Timer search;
    private final DistributionSummary unitNodes;
    private final DistributionSummary resultBytes;

    SearchMeters(MeterRegistry registry) {
        this.registry = registry;
        for (UnitState s : UnitState.values()) {
            Gauge.builder("troop.units", this, m -> m.sum(s))
                    .description("Open nodes of all searches that run, by the state of their unit")
                    .tag("state", label(s))
                    .register(registry);
        }
        Gauge.builder("troop.searches", tallies, Map::size)
                .description("Searches that this coordinator owns")
                .register(registry);
        for (Requeue r : Requeue.values()) {
            requeued.put(r, counter("troop.units.requeued", "Units that are to be searched again", "reason", label(r)));
        }
        for (Outcome o : Outcome.values()) {
            finished.put(o, counter("troop.searches.finished", "Searches that ended", "outcome", label(o)));
        }
        for (Limit l : Limit.values()) {
            limited.put(l, counter("troop.searches.limited", "Searches that a limit ended", "limit", label(l)));
        }
        racesStarted = counter("troop.races.started", "Lemmas whose rankings race");
        racesWon = counter("troop.races.won", "Races that a ranking has won");
        racersCancelled = counter("troop.races.searches.cancelled", "Searches that ended because another one won");
        isolated = counter("troop.units.isolated", "Units that are searched alone from now on");
        sweeps = counter("troop.sweeps.submitted", "Sweeps that were submitted");
        removed = counter("troop.sweeps.removed", "Old sweeps that were removed");
        leases = counter("troop.leases", "Leases that were given");
        merged = counter("troop.units.merged", "Results that were merged");
        nodes = counter("troop.nodes.merged", "Closed nodes in results that were merged");
        expanded = counter("troop.nodes.expanded", "Nodes that workers expanded for results that were merged");
        dropped = counter("troop.results.dropped", "Results that nobody waited for: under an old epoch, or too late");
        givenUp = counter("troop.units.given.up", "Units that were given up");
        merge = Timer.builder("troop.merge")
                .description("From the arrival of a result to its being durable")
                .serviceLevelObjectives(StoreMeters.millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 20_000))
                .register(registry);
        search = Timer.builder("troop.unit.search")
                .description("How long a worker searched a unit that was merged")
                .serviceLevelObjectives(
                        StoreMeters.millis(1, 5, 20, 100, 250, 500, 1_000, 2_000, 5_000, 20_000, 60_000))
                .register(registry);
        unitNodes = DistributionSummary.builder("troop.unit.nodes")
                .description("Closed nodes in a result")
                .serviceLevelObjectives(1, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536)
                .register(registry);
        resultBytes = DistributionSummary.builder("troop.unit.result.bytes")
                .description("Bytes of a result: fragment and systems of open nodes")
                .baseUnit(null)
                .serviceLevelObjectives(1e3, 4e3, 16e3, 64e3, 256e3, 1e6, 4e6, 16e6, 64e6)
                .register(registry);
    }

    private static String label(Enum<?> e) {
        return e.name().toLowerCase(Locale.ROOT);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }

    private long sum(UnitState state) {
        return tallies.values().stream().mapToLong(t -> t.units(state)).sum();
    }

    /** Begins to count for a search; an earlier owner's tally in this process ends. */
    public SearchTally open(String id, String sweep, String lemma) {
        boolean byLemma = tallies.size() < MOST_BY_LEMMA;
        SearchTally t = new SearchTally(ended -> tallies.remove(id, ended));
        SearchTally old = tallies.put(id, t);
        if (old != null) {
            old.close();
        }
        if (byLemma) {
            t.show(registry, sweep, lemma);
        }
        return t;
    }

    /** Sweeps were removed from the store, by request or for their age. */
    public void removed(int sweeps) {
        removed.increment(sweeps);
    }

    /** @param races lemmas of the sweep whose rankings race */
    public void submitted(int races) {
        sweeps.increment();
        racesStarted.increment(races);
    }

    /** @param cancelled the searches that this ended */
    public void raceWon(int cancelled) {
        racesWon.increment();
        racersCancelled.increment(cancelled);
    }

    public void limited(Limit by) {
        limited.get(by).increment();
    }

    public void isolated() {
        isolated.increment();
    }

    public void leased(int units) {
        leases.increment(units);
    }

    public Merging begin(UnitResult r) {
        long bytes = r.getFragment().size();
        for (OpenNode n : r.getOpenList()) {
            bytes += n.getSystem().size();
        }
        return new Merging(System.nanoTime(), r.getNodes(), r.getExpanded(), r.getMillis(), bytes);
    }

    public void merged(Merging m) {
        merge.record(System.nanoTime() - m.beginNanos, TimeUnit.NANOSECONDS);
        merged.increment();
        nodes.increment(m.nodes);
        expanded.increment(m.expanded);
        search.record(m.millis, TimeUnit.MILLISECONDS);
        unitNodes.record(m.nodes);
        resultBytes.record(m.bytes);
    }

    public void dropped() {
        dropped.increment();
    }

    public void requeued(Requeue why) {
        requeued.get(why).increment();
    }

    public void givenUp() {
        givenUp.increment();
    }

    public void finished(Outcome how) {
        finished.get(how).increment();
    }
}
