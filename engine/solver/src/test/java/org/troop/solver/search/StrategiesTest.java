package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.theory.print.Summary.Status;

/** How each strategy cuts one and the same tree: traces at depth 5 come first by name, others lie at depth 3. */
class StrategiesTest {
    private static final String TREE = """
            rule A1:  [ Fr(~x) ] --> [ P1(~x) ]
            rule A1b: [ Fr(~x) ] --> [ P1(~x) ]
            rule A2:  [ P1(x)[no_precomp] ] --> [ P2(x) ]
            rule A2b: [ P1(x)[no_precomp] ] --> [ P2(x) ]
            rule A3:  [ P2(x)[no_precomp] ] --> [ P3(x) ]
            rule A3b: [ P2(x)[no_precomp] ] --> [ P3(x) ]
            rule A4:  [ P3(x)[no_precomp] ] --> [ Q(x) ]
            rule B1:  [ Fr(~x) ] --> [ R1(~x) ]
            rule B1b: [ Fr(~x) ] --> [ R1(~x) ]
            rule B2:  [ R1(x)[no_precomp] ] --> [ Q(x) ]
            rule E:   [ Q(x) ] --[ E(x) ]-> [ ]
            lemma l: exists-trace "Ex x #i. E(x)@i"
            """;

    private static LemmaResult prove(Strategy strategy, int bound) {
        return Proofs.of(TREE, Proofs.with(strategy, bound), true).getFirst();
    }

    @Test
    void dfsFindsTheShallowTraceFirst() {
        LemmaResult r = prove(Strategy.DFS, Integer.MAX_VALUE);
        assertEquals(List.of("", "B2", "B1", "SOLVED"), Proofs.path(r));
        assertEquals(4, r.steps());
        assertEquals(4, prove(Strategy.DFS, 4).steps());
    }

    @Test
    void seqdfsFindsTheLeftmostTrace() {
        LemmaResult r = prove(Strategy.SEQDFS, Integer.MAX_VALUE);
        assertEquals(List.of("", "A4", "A3", "A2", "A1", "SOLVED"), Proofs.path(r));
    }

    @Test
    void bfsKeepsAllBranchesDownToTheFirstTrace() {
        LemmaResult r = prove(Strategy.BFS, Integer.MAX_VALUE);
        assertEquals(8, r.steps());
        assertEquals(Status.TRACE_FOUND, r.status());
        assertTrue(Proofs.script(r)
                .contains("case A3 by sorry /* bound reached */ next case A3b by sorry /* bound reached */"));
    }

    @Test
    void noneKeepsTheWholeTreeUpToTheBound() {
        LemmaResult r = prove(Strategy.NONE, 4);
        assertEquals(12, r.steps());
        assertEquals(Status.TRACE_FOUND, r.status());
        assertEquals(4, Proofs.script(r).split("/\\* bound 4 hit \\*/", -1).length - 1);
    }

    @Test
    void sorryKeepsWhatIsFinishedBehindTheFirstOpenNode() {
        LemmaResult r = prove(Strategy.SORRY, 4);
        assertEquals(
                "simplify solve( Q( x ) ▶₀ #i ) case A4 solve( P3( x )[no_precomp] ▶₀ #vr ) case A3 solve( P2( x )[no_precomp] ▶₀ #vr.1 )"
                        + " case A2 by sorry /* bound 4 hit */ next case A2b by sorry /* bound 4 hit */ qed"
                        + " next case A3b by sorry qed next case B2 by sorry qed",
                Proofs.script(r));
        assertEquals(Status.INCOMPLETE, r.status());
        assertEquals(8, r.steps());
    }

    @Test
    void sorryKeepsTheWholeTreeIfNothingIsOpen() {
        assertEquals(
                Proofs.script(prove(Strategy.NONE, Integer.MAX_VALUE)),
                Proofs.script(prove(Strategy.SORRY, Integer.MAX_VALUE)));
    }
}
