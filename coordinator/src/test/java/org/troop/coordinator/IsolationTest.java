package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.GetRequest;
import org.troop.proto.Lease;
import org.troop.proto.LemmaState;
import org.troop.proto.ProofStatus;
import org.troop.proto.Strategy;
import org.troop.proto.UnitFailure;
import org.troop.proto.UnitKey;

/** A unit that failed workers is searched alone; how often it failed is not forgotten with the search's owner. */
class IsolationTest {
    @TempDir
    Path directory;

    private static Lease failNext(HostileWorker w) throws InterruptedException {
        Lease l = w.awaitLeaseAlive();
        w.fail(l.getKey(), UnitFailure.Kind.KIND_MEMORY);
        return l;
    }

    @Test
    void lossesOutliveTheCoordinator() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            c.submit("s", ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 6), List.of("from_sender"));
            HostileWorker w = c.startScripted("w");
            assertFalse(failNext(w).getIsolated());
            assertFalse(failNext(w).getIsolated());
            Lease third = failNext(w);
            assertTrue(third.getIsolated());
            assertEquals(1, third.getBudgetNodes());
            // The next lease was given after the loss was counted, and what is submitted then is stored after it.
            assertTrue(w.awaitLeaseAlive().getIsolated());
            c.submit("later", ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 6), List.of("possible"));
            c.sweeps().cancel(GetRequest.newBuilder().setId("later").build());
            w.leave();
            c.stopCoordinator();
            c.startCoordinator();
            HostileWorker other = c.startScripted("other");
            assertTrue(failNext(other).getIsolated(), "the fourth attempt is known to be the last one");
            var lemma = c.await("s").getLemmas(0);
            assertEquals(LemmaState.LEMMA_STATE_DONE, lemma.getState());
            assertEquals(ProofStatus.PROOF_STATUS_INCOMPLETE, lemma.getStatus());
            assertEquals(1, lemma.getSteps());
        }
    }

    @Test
    void aWorkerWithSuchAUnitGetsNoOthers() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            c.submit("s", ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 6), List.of("from_sender"));
            HostileWorker w = c.startScripted("w");
            failNext(w);
            failNext(w);
            Lease isolated = w.awaitLeaseAlive();
            assertTrue(isolated.getIsolated());
            c.submit("t", ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 6), List.of("from_relay"));
            HostileWorker free = c.startScripted("free");
            Lease l = free.awaitLeaseAlive();
            assertTrue(l.getKey().getSearch().startsWith("t."), l.toString());
            free.give(l.getKey());
            assertTrue(free.awaitLeaseAlive().getKey().getSearch().startsWith("t."), "again to the one that is free");
            w.give(isolated.getKey());
            free.leave();
            w.leave();
        }
    }

    @Test
    void aWorkerThatComesBackWithSuchAUnitGetsNoOthers() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            c.submit("s", ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 6), List.of("from_sender"));
            HostileWorker w = c.startScripted("w");
            failNext(w);
            failNext(w);
            Lease isolated = w.awaitLeaseAlive();
            assertTrue(isolated.getIsolated());
            w.leave();
            HostileWorker back = c.startScripted("w", isolated);
            UnitKey kept = isolated.getKey().toBuilder()
                    .setEpoch(
                            back.await(CoordinatorMessage::hasRenew).getRenew().getEpoch())
                    .build();
            c.submit("t", ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_DFS, 6), List.of("from_relay"));
            back.awaitNoLease(10);
            HostileWorker free = c.startScripted("free");
            Lease l = free.awaitLeaseAlive();
            assertTrue(l.getKey().getSearch().startsWith("t."), l.toString());
            free.leave();
            back.give(kept);
            // It is free again, too: with a free hand it takes what is left.
            assertTrue(back.awaitLeaseAlive().getKey().getSearch().matches("[st][.].*"));
            back.leave();
        }
    }
}
