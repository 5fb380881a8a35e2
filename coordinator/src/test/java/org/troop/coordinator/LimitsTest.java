package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.GetRequest;
import org.troop.proto.Lemma;
import org.troop.proto.LemmaState;
import org.troop.proto.Limits;
import org.troop.proto.ProofStatus;
import org.troop.proto.Strategy;
import org.troop.proto.Sweep;
import org.troop.proto.SweepOptions;
import org.troop.proto.Theory;
import org.troop.proto.UnitKey;
import org.troop.solver.search.LemmaResult;
import org.troop.worker.theory.OpenedTheory;

/** A lemma that has used what it may ends incomplete, with its proof so far; the others go on. */
class LimitsTest {
    /** Its second lemma has no finite proof. */
    static final String ENDLESS = """
            theory L begin
            functions: mac/2
            rule S: [ Fr(~k), Fr(~s) ] --[ SetUp(~s, ~k) ]-> [ Sender(~s, ~k), !R(~s, ~k) ]
            rule Send: [ Sender(s, k), Fr(~m) ] --[ Sent(s, ~m) ]->
              [ Out(<s, ~m, mac(k, <'message', s, ~m>)>), Waiting(s, k, ~m) ]
            rule Receive: [ !R(s, k), In(<s, m, mac(k, <'message', s, m>)>) ] --[ Received(s, m) ]->
              [ Out(mac(k, <'receipt', s, m>)) ]
            rule Go: [ Waiting(s, k, m), In(mac(k, <'receipt', s, m>)) ] --[ Ack(s, m) ]-> [ Sender(s, k) ]
            lemma quick: "All s k #i. SetUp(s, k) @ i ==> SetUp(s, k) @ i"
            lemma endless: "All s m #i. Ack(s, m) @ i ==> (Ex #j. Received(s, m) @ j & j < i)"
            lemma last: "All s m #i. Ack(s, m) @ i ==> Ack(s, m) @ i"
            end
            """;

    private static final List<String> LEMMAS = List.of("quick", "endless", "last");

    @TempDir
    Path directory;

    private final Theory theory = ClusterTest.theory(ENDLESS, Strategy.STRATEGY_DFS, 0);

    private static SweepOptions options(Limits.Builder limits) {
        return SweepOptions.newBuilder().setLimits(limits).build();
    }

    /** All lemmas, the endless one under a limit. */
    private Lemma limited(TestCluster c, String id, Limits.Builder limits) throws Exception {
        c.submit(id, theory, LEMMAS, options(limits));
        return ended(c, id);
    }

    private Lemma ended(TestCluster c, String id) throws Exception {
        Sweep over = c.await(id);
        OpenedTheory opened = TestCluster.open(theory, directory.resolve("here-" + id));
        Map<String, LemmaResult> found = c.proofs(id, opened);
        for (Lemma l : over.getLemmasList()) {
            LemmaResult r = found.get(l.getName());
            assertEquals(LemmaState.LEMMA_STATE_DONE, l.getState(), l.getName());
            assertEquals(l.getSteps(), r.steps(), l.getName());
            boolean stopped = l.getName().equals("endless");
            assertEquals(
                    stopped ? ProofStatus.PROOF_STATUS_INCOMPLETE : ProofStatus.PROOF_STATUS_COMPLETE, l.getStatus());
            if (stopped) {
                assertEquals(l.getMessage(), r.stopped());
                assertTrue(TestCluster.script(r).contains("sorry /* " + l.getMessage()), TestCluster.script(r));
            } else {
                assertNull(r.stopped());
            }
        }
        return over.getLemmas(1);
    }

    @Test
    void aNewOwnerTakesBackUnitsWhoseShareOfALimitItDoesNotKnow() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            c.submit("free", theory, List.of("endless"));
            UnitKey free = c.startScripted("a").awaitLease().getKey();
            c.submit(
                    "limited",
                    theory,
                    List.of("endless"),
                    options(Limits.newBuilder().setNodes(60)));
            UnitKey limited = c.startScripted("b").awaitLease().getKey();
            c.stopCoordinator();
            c.startCoordinator();
            HostileWorker a = c.startScripted("a", free);
            HostileWorker b = c.startScripted("b", limited);
            a.await(CoordinatorMessage::hasRenew);
            b.await(CoordinatorMessage::hasRevoke);
        }
    }

    @Test
    void aLimitOfNodesIsKeptByAllUnitsTogether() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            c.startWorker(2);
            c.startWorker(1);
            for (long nodes : new long[] {7, 60}) {
                Lemma l = limited(c, "nodes-" + nodes, Limits.newBuilder().setNodes(nodes));
                assertEquals("limit of " + nodes + " nodes reached", l.getMessage());
                assertTrue(l.getSteps() > nodes, "open nodes count: " + l.getSteps());
                assertTrue(l.getUnits() > 2, "several units share the limit");
            }
        }
    }

    @Test
    void timeRunsOnWhileTheCoordinatorIsAway() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(50))) {
            c.startWorker(1);
            c.submit("time", theory, LEMMAS, options(Limits.newBuilder().setTimeMillis(4_000)));
            var watch = c.sweeps().watch(GetRequest.newBuilder().setId("time").build());
            while (watch.next().getLemmas(1).getUnits() == 0) {}
            c.stopCoordinator();
            c.startCoordinator();
            Lemma l = ended(c, "time");
            assertEquals("time limit of 4 s reached", l.getMessage());
            assertTrue(l.getFinishedMillis() - l.getStartedMillis() >= 4_000);
        }
    }

    @Test
    void workOfAllCoresCounts() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(100))) {
            c.startWorker(2);
            Lemma l = limited(c, "work", Limits.newBuilder().setWorkMillis(700));
            assertEquals("limit of 700 ms of work reached", l.getMessage());
            assertTrue(l.getWorkMillis() >= 700);
        }
    }

    @Test
    void unitsReturnWhenTheirMemoryIsUsedUp() throws Exception {
        Limits.Builder small = Limits.newBuilder().setMemoryBytes(16 << 20).setNodes(4_000);
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(60_000))) {
            c.startWorker(1);
            Lemma l = limited(c, "memory", small);
            assertTrue(l.getUnits() > 2, "units: " + l.getUnits());
            assertEquals("limit of 4000 nodes reached", l.getMessage());
        }
    }

    @Test
    void whatIsNoLimitIsRefused() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            for (SweepOptions o : List.of(
                    options(Limits.newBuilder().setTimeMillis(-1)),
                    options(Limits.newBuilder().setNodes(Long.MAX_VALUE)),
                    options(Limits.newBuilder().setMemoryBytes(1)),
                    SweepOptions.newBuilder().addRace("s").build(),
                    SweepOptions.newBuilder().addRace("s").addRace("s").build(),
                    SweepOptions.newBuilder().addRace("s").addRace(" ").build(),
                    SweepOptions.newBuilder()
                            .addRace("s")
                            .addRace("x".repeat(1_001))
                            .build())) {
                StatusRuntimeException e = assertThrows(
                        StatusRuntimeException.class, () -> c.submit("bad", theory, LEMMAS, o), o.toString());
                assertEquals(Status.Code.INVALID_ARGUMENT, e.getStatus().getCode());
                String said = e.getStatus().getDescription();
                assertNotNull(said);
                assertFalse(said.contains("Exception"), said);
            }
        }
    }
}
