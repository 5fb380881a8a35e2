package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.proto.LemmaState;
import org.troop.proto.SourceFile;
import org.troop.proto.Strategy;
import org.troop.proto.Sweep;
import org.troop.proto.SweepState;
import org.troop.proto.Theory;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.TheoryProver;
import org.troop.worker.theory.OpenedTheory;

/** However many workers there are and however units are cut, a sweep's proofs are those of one process. */
class ClusterTest {
    static final String RELAY = """
            theory Relay begin
            builtins: symmetric-encryption
            rule Key:   [ Fr(~k) ] --> [ !Key($A, ~k) ]
            rule Leak:  [ !Key(a, k) ] --[ Leak(a) ]-> [ Out(k) ]
            rule Send:  [ !Key(a, k), Fr(~n) ] --[ Sent(a, ~n) ]-> [ Out(senc(<'1', a, ~n>, k)) ]
            rule Relay: [ !Key(a, k), !Key(b, l), In(senc(<'1', a, n>, k)) ]
                        --[ Relayed(a, b, n) ]-> [ Out(senc(<'2', b, n>, l)) ]
            rule Recv:  [ !Key(b, l), In(senc(<'2', b, n>, l)) ] --[ Got(b, n) ]-> [ ]
            lemma from_relay: "All b n #i. Got(b, n) @ i
              ==> (Ex a #j. Relayed(a, b, n) @ j & j < i) | (Ex #j. Leak(b) @ j & j < i)"
            lemma from_sender: "All b n #i. Got(b, n) @ i ==> Ex a #j. Sent(a, n) @ j & j < i"
            lemma possible: exists-trace "Ex b n #i. Got(b, n) @ i & not (Ex a #j. Leak(a) @ j)"
            end
            """;

    static final List<String> LEMMAS = List.of("from_relay", "from_sender", "possible");

    @TempDir
    Path directory;

    static Theory theory(String text, Strategy strategy, int bound) {
        return Theory.newBuilder()
                .addFiles(SourceFile.newBuilder().setPath("theory.spthy").setContent(ByteString.copyFromUtf8(text)))
                .setStrategy(strategy)
                .setBound(bound)
                .setOpenChains(10)
                .setSaturation(5)
                .build();
    }

    private void compare(TestCluster cluster, String id, Theory theory) throws Exception {
        OpenedTheory opened = TestCluster.open(theory, directory.resolve("here-" + id));
        cluster.submit(id, theory, LEMMAS);
        Sweep over = cluster.await(id);
        assertEquals(SweepState.SWEEP_STATE_OVER, over.getState());
        Map<String, LemmaResult> found = cluster.proofs(id, opened);
        for (LemmaResult expected : new TheoryProver(opened.closed(), opened.options(), line -> {}).prove(l -> true)) {
            String name = expected.lemma().name();
            assertEquals(TestCluster.script(expected), TestCluster.script(found.get(name)), id + " " + name);
            assertEquals(expected.status(), found.get(name).status(), id + " " + name);
            assertEquals(expected.traces(), found.get(name).traces(), id + " " + name);
            var lemma = over.getLemmasList().get(LEMMAS.indexOf(name));
            assertEquals(LemmaState.LEMMA_STATE_DONE, lemma.getState(), lemma.getMessage());
            assertEquals(expected.steps(), lemma.getSteps(), id + " " + name);
        }
    }

    @Test
    void provesWithOneWorker() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(1_000))) {
            c.startWorker(1);
            compare(c, "one", theory(RELAY, Strategy.STRATEGY_DFS, 9));
        }
    }

    @Test
    void givesOneProofForAllStrategiesAndRandomUnits() throws Exception {
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.random(new Random(7), 6))) {
            c.startWorker(1);
            c.startWorker(2);
            c.startWorker(1);
            for (Strategy s : List.of(
                    Strategy.STRATEGY_DFS,
                    Strategy.STRATEGY_BFS,
                    Strategy.STRATEGY_SEQDFS,
                    Strategy.STRATEGY_NONE,
                    Strategy.STRATEGY_SORRY)) {
                compare(c, s.name().replace('_', '-'), theory(RELAY, s, 8));
            }
        }
    }
}
