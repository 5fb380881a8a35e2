package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.coordinator.store.PostgresServer;
import org.troop.proto.GetRequest;
import org.troop.proto.Lemma;
import org.troop.proto.Strategy;
import org.troop.proto.SweepState;
import org.troop.proto.Theory;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.TheoryProver;
import org.troop.worker.Worker;
import org.troop.worker.theory.OpenedTheory;

/** Coordinators and workers are lost in the middle of a sweep. The script bench/chaos does it to real processes. */
class ChaosTest {
    private static final int WIDTH = 6;
    private static final int DEPTH = 3;

    @TempDir
    Path directory;

    /** Proof of 1 + 1 + 6 + 36 + 216 steps. */
    private static String longProof() {
        StringBuilder out = new StringBuilder("theory LongProof begin\n");
        StringBuilder parts = new StringBuilder();
        for (int d = 1; d <= DEPTH; d++) {
            for (int w = 1; w <= WIDTH; w++) {
                out.append("rule Offer_%d_%d: [ Fr(~n) ] --> [ Part_%d('%d', ~n) ]\n".formatted(d, w, d, w));
            }
            parts.append("Part_%d(a%d, n%d), ".formatted(d, d, d));
        }
        return out.append("rule Combine: [ " + parts + "Missing() ] --[ Combined() ]-> [ ]\n")
                .append("lemma never: \"not(Ex #i. Combined() @ i)\"\nend\n")
                .toString();
    }

    @Test
    void nothingIsLostOnSqlite() throws Exception {
        chaos("jdbc:sqlite:" + directory.resolve("proofs.db"));
    }

    @Test
    void nothingIsLostOnPostgresql() throws Exception {
        @Nullable PostgresServer server = PostgresServer.start();
        Assumptions.assumeTrue(server != null, "there is no PostgreSQL on this machine (Debian: postgresql)");
        try (server) {
            chaos(server.url());
        }
    }

    private void chaos(String store) throws Exception {
        Theory theory = ClusterTest.theory(longProof(), Strategy.STRATEGY_DFS, 0);
        OpenedTheory opened = TestCluster.open(theory, directory.resolve("here"));
        LemmaResult expected = new TheoryProver(opened.closed(), opened.options(), line -> {})
                .prove(l -> true)
                .getFirst();
        try (TestCluster c = new TestCluster(directory, store, UnitBudgets.random(new Random(3), 4))) {
            Worker doomed = c.startWorker(1);
            c.startWorker(1);
            c.submit("chaos", theory, List.of("never"));
            awaitUnits(c, 3);
            doomed.close();
            awaitUnits(c, 8);
            c.stopCoordinator();
            c.startCoordinator();
            c.startWorker(1);
            awaitUnits(c, 20);
            c.stopCoordinator();
            c.startCoordinator();
            Lemma over = c.await("chaos").getLemmas(0);
            LemmaResult found = c.proofs("chaos", opened).get("never");
            assertEquals(TestCluster.script(expected), TestCluster.script(found));
            assertEquals(expected.steps(), over.getSteps());
        }
    }

    private static void awaitUnits(TestCluster c, int units) throws InterruptedException {
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (true) {
            var s = c.sweeps().get(GetRequest.newBuilder().setId("chaos").build());
            if (s.getLemmas(0).getUnits() >= units || s.getState() == SweepState.SWEEP_STATE_OVER) {
                return;
            }
            assertTrue(System.nanoTime() < deadline, "no progress: " + s);
            Thread.sleep(5);
        }
    }
}
