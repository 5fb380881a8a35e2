package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.metrics.Telemetry;
import org.troop.proto.CollectRequest;
import org.troop.proto.Limits;
import org.troop.proto.Strategy;
import org.troop.proto.SweepOptions;
import org.troop.proto.SweepState;
import org.troop.proto.UnitFailure;

/** What a coordinator and its workers measure, and that docs/metrics.md says all of it. */
class MetricsTest {
    @TempDir
    Path directory;

    private static double total(MeterRegistry r, String name, String... tags) {
        return Search.in(r).name(name).tags(tags).counters().stream()
                .mapToDouble(c -> c.count())
                .sum();
    }

    private static double gauge(MeterRegistry r, String name, String... tags) {
        return Search.in(r).name(name).tags(tags).gauges().stream()
                .mapToDouble(g -> g.value())
                .sum();
    }

    @Test
    void countsWhatASweepDoes() throws Exception {
        try (Telemetry t = Telemetry.start("127.0.0.1:0", "0", "test")) {
            MeterRegistry r = t.registry();
            String store = "jdbc:sqlite:" + directory.resolve("proofs.db");
            try (TestCluster c = new TestCluster(directory, store, UnitBudgets.ofMillis(20), r)) {
                c.startWorker(1);
                c.submit("one", ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 9), ClusterTest.LEMMAS);
                assertEquals(SweepState.SWEEP_STATE_OVER, c.await("one").getState());
                await(() -> gauge(r, "troop.searches") == 0, "the searches end");

                assertEquals(1, total(r, "troop.sweeps.submitted"));
                assertEquals(3, total(r, "troop.searches.finished"));
                double merged = total(r, "troop.units.merged");
                assertTrue(merged >= 3, "merged " + merged);
                assertTrue(total(r, "troop.leases") >= merged);
                assertEquals(merged, (double)
                        Search.in(r).name("troop.merge").timer().count());
                assertTrue(total(r, "troop.nodes.merged") > 3);
                await(
                        () -> total(r, "troop.worker.units", "outcome", "result")
                                >= merged + total(r, "troop.results.dropped"),
                        "every result that came was sent by the worker");
                assertTrue(total(r, "troop.worker.expansions") >= total(r, "troop.nodes.expanded"));
                assertTrue(total(r, "troop.worker.unifications", "path", "syntactic") > 0);
                assertEquals(1, gauge(r, "troop.worker.connected"));
                await(() -> gauge(r, "troop.workers") == 1, "the coordinator counts its worker");
                assertEquals(
                        0, Search.in(r).name("troop.search.nodes").meters().size(), "series end with their search");
                assertEquals(0, gauge(r, "troop.units"));

                assertEquals(documented(), shown(((PrometheusMeterRegistry) r).scrape(), names));
            }
        }
    }

    @Test
    void countsLimitsRacesIsolationAndWhatIsRemoved() throws Exception {
        try (Telemetry t = Telemetry.start("127.0.0.1:0", "0", "test")) {
            MeterRegistry r = t.registry();
            String store = "jdbc:sqlite:" + directory.resolve("proofs.db");
            try (TestCluster c = new TestCluster(directory, store, UnitBudgets.ofMillis(20), r)) {
                HostileWorker w = c.startScripted("w");
                c.submit("alone", ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 6), List.of("possible"));
                for (int i = 0; i < 3; i++) {
                    w.fail(w.awaitLeaseAlive().getKey(), UnitFailure.Kind.KIND_MEMORY);
                }
                await(() -> total(r, "troop.units.isolated") == 1, "a unit is isolated once");
                w.leave();
                c.startWorker(2);
                c.submit(
                        "race",
                        ClusterTest.theory(RaceTest.RIVALS, Strategy.STRATEGY_DFS, 0),
                        List.of("none"),
                        SweepOptions.newBuilder().addRace("{lost}").addRace("s").build());
                c.submit(
                        "limit",
                        ClusterTest.theory(LimitsTest.ENDLESS, Strategy.STRATEGY_DFS, 0),
                        List.of("endless"),
                        SweepOptions.newBuilder()
                                .setLimits(Limits.newBuilder().setNodes(20))
                                .build());
                for (String s : List.of("race", "limit", "alone")) {
                    assertEquals(SweepState.SWEEP_STATE_OVER, c.await(s).getState());
                }
                await(() -> gauge(r, "troop.searches") == 0, "the searches end");
                assertEquals(1, total(r, "troop.races.started"));
                assertEquals(1, total(r, "troop.races.won"));
                assertEquals(1, total(r, "troop.races.searches.cancelled"));
                assertEquals(1, total(r, "troop.searches.limited", "limit", "nodes"));
                assertEquals(1, total(r, "troop.searches.limited"));
                assertEquals(0, total(r, "troop.sweeps.removed"));
                c.sweeps().collect(CollectRequest.newBuilder().setKeepLast(0).build());
                assertEquals(3, total(r, "troop.sweeps.removed"));
                assertEquals(4, total(r, "troop.store.removed.searches"));
                assertTrue(total(r, "troop.store.removed.bytes") > 100);
            }
        }
    }

    /** Beside those that a scrape after a sweep shows: series of searches that run. */
    private static final TreeSet<String> names =
            new TreeSet<>(List.of("troop_search_units", "troop_search_nodes", "troop_search_merged_units"));

    private static TreeSet<String> shown(String scrape, TreeSet<String> more) {
        TreeSet<String> out = Pattern.compile("^# TYPE ((?:troop|hikaricp)_\\w+) \\w+$", Pattern.MULTILINE)
                .matcher(scrape)
                .results()
                .map(m -> m.group(1))
                .filter(n -> !n.endsWith("_seconds_max")
                        && !(n.endsWith("_max")
                                && scrape.contains("# TYPE " + n.replaceFirst("_max$", "") + " histogram")))
                .collect(Collectors.toCollection(TreeSet::new));
        out.addAll(more);
        return out;
    }

    private static TreeSet<String> documented() throws Exception {
        String page = Files.readString(Path.of("../docs/metrics.md"));
        TreeSet<String> out = new TreeSet<>();
        Matcher m = Pattern.compile("^\\| `(troop_\\w+)`|`(hikaricp_\\w+)`", Pattern.MULTILINE)
                .matcher(page);
        while (m.find()) {
            out.add(m.group(1) == null ? m.group(2) : m.group(1));
        }
        return out;
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition c, String what) throws InterruptedException {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!c.holds()) {
            assertTrue(System.nanoTime() < deadline, what);
            Thread.sleep(20);
        }
    }
}
