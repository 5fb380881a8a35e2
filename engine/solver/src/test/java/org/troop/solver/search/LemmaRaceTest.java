package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.troop.solver.search.RaceReport.Fate;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Summary.Status;

/** Several rankings of one lemma side by side. */
class LemmaRaceTest {
    /** The tactic prefers the loop, and never ends; without it the contradiction is found at once. */
    private static final String RIVALS = """
            tactic: lost
            prio:
              regex "Chain"
            rule Start: [ Fr(~x) ] --> [ Chain(~x) ]
            rule Step:  [ Chain(x) ] --> [ Chain(x) ]
            rule Never: [ Chain(x), Missing(x) ] --[ End(x) ]-> [ ]
            lemma none: "All x #i. End(x) @ i ==> F"
            """;

    private static final String TRACES = """
            rule A: [ Fr(~x) ] --[ P(~x) ]-> [ S(~x) ]
            rule B: [ S(x) ] --[ Q(x) ]-> [ ]
            rule C: [ S(x) ] --[ Q(x), R(x) ]-> [ ]
            rule D: [ S(x), In(x) ] --[ Q(x), R(x) ]-> [ ]
            lemma some: exists-trace "Ex x #i. Q(x) @ i"
            lemma none: "All x #i. R(x) @ i ==> Ex #j. P(x) @ j"
            """;

    private static ProverOptions options(int threads, long steps, String... rankings) {
        ProverOptions o = new ProverOptions(Strategy.DFS, Integer.MAX_VALUE, List.of(), Limits.DEFAULT, threads);
        return o.withMaxSteps(steps)
                .with(new Race(
                        Arrays.stream(rankings)
                                .map(r -> new Race.Entrant(r, TheoryParser.rankings(r, "", "here")))
                                .toList(),
                        false));
    }

    private static LemmaResult race(ProverOptions o) {
        return Proofs.of(RIVALS, o, true).getFirst();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void theFirstVerdictEndsTheOthers(int threads) {
        LemmaResult r = race(options(threads, Long.MAX_VALUE, "{lost}", "s"));
        RaceReport report = r.race();
        assertNotNull(report);
        assertEquals("s", report.winner());
        assertEquals(
                List.of(Fate.CANCELLED, Fate.WON),
                report.entrants().stream().map(RaceReport.Entrant::fate).toList());
        LemmaResult alone = Proofs.of(RIVALS, Proofs.with(TheoryParser.rankings("s", "", "here")), true)
                .getFirst();
        assertEquals(Proofs.script(alone), Proofs.script(r));
        assertEquals(alone.steps(), r.steps());
    }

    @Test
    void withoutAVerdictNobodyWins() {
        LemmaResult r = race(options(2, 30, "{lost}", "{nobody}"));
        RaceReport report = r.race();
        assertNotNull(report);
        assertEquals("", report.winner());
        assertEquals(Status.INCOMPLETE, r.status());
        assertEquals("limit of 30 nodes reached", r.stopped());
        assertEquals(
                List.of(Fate.INCOMPLETE, Fate.FAILED),
                report.entrants().stream().map(RaceReport.Entrant::fate).toList());
    }

    @Test
    void rankingsThatAreNoneFailTogether() {
        assertThrows(UnknownRankingException.class, () -> race(options(2, Long.MAX_VALUE, "{nobody}", "{noone}")));
    }

    @Test
    void whoStopsARaceStopsAllOfIt() {
        ProofListener stopper = new ProofListener() {
            @Override
            public void started(StoppableLemma run) {
                assertEquals(2, run.parts().size());
                run.stop("enough");
            }
        };
        LemmaResult r = new TheoryProver(
                        Proofs.close(RIVALS), options(2, Long.MAX_VALUE, "{lost}", "C"), line -> {}, stopper)
                .prove(l -> true)
                .getFirst();
        assertEquals(Status.INCOMPLETE, r.status());
        assertEquals("enough", r.stopped());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anyTraceEndsASearchIfThatIsAskedFor(int threads) {
        ProverOptions all = new ProverOptions(Strategy.NONE, 9, List.of(), Limits.DEFAULT, threads);
        List<LemmaResult> first = Proofs.of(TRACES, all.with(new Race(List.of(), true)), true);
        List<LemmaResult> whole = Proofs.of(TRACES, all, true);
        assertEquals(Status.TRACE_FOUND, first.getFirst().status());
        assertEquals(1, first.getFirst().traces().size());
        assertTrue(whole.getFirst().traces().size() > 1, "too few traces to choose from");
        assertTrue(first.getFirst().steps() < whole.getFirst().steps());
        assertEquals(Proofs.script(whole.get(1)), Proofs.script(first.get(1)), "without a trace nothing is different");
    }
}
