package org.troop.worker;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.troop.term.ac.AcService;
import org.troop.term.unify.Unifier;

/** What a worker measures of itself; docs/metrics.md lists it. Thread-safe. */
final class WorkerMeters {
    /** What became of a unit at this worker. */
    enum UnitEnd {
        RESULT,
        FAILURE,
        /** Nobody needs it any more. */
        REVOKED
    }

    /** Where sources of a theory came from. */
    enum SourceOrigin {
        /** The directory of this machine. */
        DIRECTORY,
        /** Another worker computed them. */
        COORDINATOR,
        /** Here and now. */
        COMPUTED
    }

    private final MeterRegistry registry;
    private final BusyClock busy;
    private final Counter[] units = new Counter[UnitEnd.values().length];
    private final Counter[] origins = new Counter[SourceOrigin.values().length];
    private final Counter expansions;
    private final Counter syntactic;
    private final Counter joint;
    private final Counter dials;
    private final Timer opening;

    WorkerMeters(MeterRegistry registry, int threads) {
        this.registry = registry;
        busy = new BusyClock(threads);
        Gauge.builder("troop.worker.threads", () -> threads)
                .description("Threads that search")
                .register(registry);
        Gauge.builder("troop.worker.threads.busy", busy, BusyClock::running)
                .description("Threads that search a unit now")
                .register(registry);
        FunctionCounter.builder("troop.worker.busy.seconds", busy, b -> b.totalNanos() / 1e9)
                .description("Time that all threads together spent on units")
                .register(registry);
        for (UnitEnd e : UnitEnd.values()) {
            units[e.ordinal()] = Counter.builder("troop.worker.units")
                    .description("Units that ended at this worker")
                    .tag("outcome", e.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        expansions = Counter.builder("troop.worker.expansions")
                .description("Nodes expanded")
                .register(registry);
        syntactic = unifications("syntactic");
        joint = unifications("joint");
        for (SourceOrigin o : SourceOrigin.values()) {
            origins[o.ordinal()] = Counter.builder("troop.worker.sources")
                    .description("Sources of theories that searches asked for, by where they came from")
                    .tag("from", o.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        dials = Counter.builder("troop.worker.dials")
                .description("Attempts to connect to a coordinator")
                .register(registry);
        opening = Timer.builder("troop.worker.theory.open")
                .description("Fetching, reading and closing a theory")
                .serviceLevelObjectives(
                        Duration.ofMillis(100),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(600))
                .register(registry);
    }

    private Counter unifications(String path) {
        return Counter.builder("troop.worker.unifications")
                .description("Unification problems, by whether equations were left to the AC engine")
                .tag("path", path)
                .register(registry);
    }

    void observe(CoordinatorLink link, LeaseBook book) {
        Gauge.builder("troop.worker.connected", link, l -> l.isWelcome() ? 1 : 0)
                .description("1 if a coordinator has taken this worker")
                .register(registry);
        Gauge.builder("troop.worker.units.held", book, LeaseBook::size)
                .description("Leases that this worker has: waiting, searched, or not settled yet")
                .register(registry);
    }

    void observe(TheoryShelf shelf) {
        Gauge.builder("troop.worker.theories.open", shelf, TheoryShelf::size)
                .description("Theories that are open")
                .register(registry);
        queries(shelf, "trivial", AcService.Counts::trivial);
        queries(shelf, "cached", AcService.Counts::cached);
        queries(shelf, "computed", AcService.Counts::computed);
    }

    private void queries(TheoryShelf shelf, String answer, ToLongFunction<AcService.Counts> count) {
        FunctionCounter.builder("troop.worker.ac.queries", shelf, s -> count.applyAsLong(s.acQueries()))
                .description("Queries to AC unification: answered on the spot, from the cache, or computed")
                .tag("answer", answer)
                .register(registry);
    }

    void dialled() {
        dials.increment();
    }

    void opened(long nanos) {
        opening.record(nanos, TimeUnit.NANOSECONDS);
    }

    void sources(SourceOrigin from) {
        origins[from.ordinal()].increment();
    }

    /** A thread, from 0, begins a unit. */
    void begins(int thread) {
        busy.begin(thread);
    }

    void ends(int thread, UnitEnd how) {
        busy.end(thread);
        units[how.ordinal()].increment();
    }

    /** What a unit took; the counts are those of the unifier before and after it, which begin anew with a new workspace. */
    void spent(long expanded, Unifier.Counts before, Unifier.Counts after) {
        expansions.increment(expanded);
        boolean isNew = after.syntactic() < before.syntactic() || after.joint() < before.joint();
        syntactic.increment(after.syntactic() - (isNew ? 0 : before.syntactic()));
        joint.increment(after.joint() - (isNew ? 0 : before.joint()));
    }
}
