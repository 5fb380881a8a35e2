package org.troop.coordinator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.proto.Entrant;
import org.troop.proto.Lemma;
import org.troop.proto.LemmaState;
import org.troop.proto.Limits;
import org.troop.proto.ProofStatus;
import org.troop.proto.Strategy;
import org.troop.proto.SweepOptions;
import org.troop.proto.Theory;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.TheoryProver;
import org.troop.theory.parse.TheoryParser;
import org.troop.worker.theory.OpenedTheory;

/** Several rankings of one lemma side by side. */
class RaceTest {
    /** The tactic prefers the loop, and never ends; without it the contradiction is found at once. */
    static final String RIVALS = """
            theory Rivals begin
            tactic: lost
            prio:
              regex "Chain"
            rule Start: [ Fr(~x) ] --> [ Chain(~x) ]
            rule Step:  [ Chain(x) ] --> [ Chain(x) ]
            rule Never: [ Chain(x), Missing(x) ] --[ End(x) ]-> [ ]
            lemma none: "All x #i. End(x) @ i ==> F"
            end
            """;

    @TempDir
    Path directory;

    private static SweepOptions race(String... rankings) {
        return SweepOptions.newBuilder().addAllRace(List.of(rankings)).build();
    }

    @Test
    void theFirstVerdictEndsTheOthers() throws Exception {
        Theory theory = ClusterTest.theory(RIVALS, Strategy.STRATEGY_DFS, 0);
        OpenedTheory opened = TestCluster.open(theory, directory.resolve("here"));
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(50))) {
            c.startWorker(2);
            c.submit("race", theory, List.of("none"), race("{lost}", "s"));
            Lemma l = c.await("race").getLemmas(0);
            assertEquals(LemmaState.LEMMA_STATE_DONE, l.getState());
            assertEquals(ProofStatus.PROOF_STATUS_COMPLETE, l.getStatus());
            assertEquals("s", l.getWinner());
            assertEquals(
                    List.of("{lost}", "s"),
                    l.getEntrantsList().stream().map(Entrant::getHeuristic).toList());
            assertEquals(LemmaState.LEMMA_STATE_CANCELLED, l.getEntrants(0).getState());
            assertEquals("another ranking was first", l.getEntrants(0).getMessage());
            // What is fetched is the winner's proof, the one that this ranking alone gives.
            ProverOptions alone = new ProverOptions(
                    opened.options().strategy(),
                    Integer.MAX_VALUE,
                    TheoryParser.rankings("s", "", "here"),
                    opened.options().limits(),
                    1);
            LemmaResult expected = new TheoryProver(opened.closed(), alone, line -> {})
                    .prove(k -> true)
                    .getFirst();
            assertEquals(
                    TestCluster.script(expected),
                    TestCluster.script(c.proofs("race", opened).get("none")));
            assertEquals(expected.steps(), l.getSteps());
        }
    }

    @Test
    void withoutAVerdictNobodyWins() throws Exception {
        Theory theory = ClusterTest.theory(LimitsTest.ENDLESS, Strategy.STRATEGY_DFS, 0);
        OpenedTheory opened = TestCluster.open(theory, directory.resolve("here"));
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(50))) {
            c.startWorker(1);
            SweepOptions o = race("s", "C", "i").toBuilder()
                    .setLimits(Limits.newBuilder().setNodes(40))
                    .build();
            c.submit("race", theory, List.of("endless", "quick"), o);
            Lemma l = c.await("race").getLemmas(0);
            assertEquals(LemmaState.LEMMA_STATE_DONE, l.getState());
            assertEquals(ProofStatus.PROOF_STATUS_INCOMPLETE, l.getStatus());
            assertEquals("", l.getWinner());
            assertTrue(l.getEntrantsList().stream().allMatch(e -> e.getState() == LemmaState.LEMMA_STATE_DONE));
            assertEquals(l.getSteps(), c.proofs("race", opened).get("endless").steps());
        }
    }

    @Test
    void aRankingThatIsNoneLosesAlone() throws Exception {
        Theory theory = ClusterTest.theory(RIVALS, Strategy.STRATEGY_DFS, 0);
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(50))) {
            c.startWorker(1);
            // The other one ends later, whatever the machine is doing.
            SweepOptions o = race("{nobody}", "{lost}").toBuilder()
                    .setLimits(Limits.newBuilder().setNodes(40))
                    .build();
            c.submit("race", theory, List.of("none"), o);
            Lemma l = c.await("race").getLemmas(0);
            assertEquals("", l.getWinner());
            assertEquals(LemmaState.LEMMA_STATE_FAILED, l.getEntrants(0).getState(), l.toString());
            assertEquals(LemmaState.LEMMA_STATE_DONE, l.getEntrants(1).getState(), l.toString());
        }
    }

    @Test
    void anyTraceEndsASearchIfThatIsAskedFor() throws Exception {
        Theory theory = ClusterTest.theory(ClusterTest.RELAY, Strategy.STRATEGY_NONE, 9);
        OpenedTheory opened = TestCluster.open(theory, directory.resolve("here"));
        try (TestCluster c = TestCluster.sqlite(directory, UnitBudgets.ofMillis(50))) {
            c.startWorker(1);
            c.submit(
                    "any",
                    theory,
                    List.of("possible"),
                    SweepOptions.newBuilder().setFirstTrace(true).build());
            Lemma l = c.await("any").getLemmas(0);
            assertEquals(ProofStatus.PROOF_STATUS_TRACE_FOUND, l.getStatus());
            LemmaResult r = c.proofs("any", opened).get("possible");
            assertEquals(1, r.traces().size());
            assertEquals(l.getSteps(), r.steps());
            long all = new TheoryProver(opened.closed(), opened.options(), line -> {})
                    .prove(k -> k.name().equals("possible"))
                    .get(2)
                    .steps();
            assertTrue(l.getSteps() < all, "not the whole tree of " + all);
        }
    }
}
