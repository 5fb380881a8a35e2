package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.troop.theory.print.Summary.Status;

/** Replay of stored scripts, alone and with search in what they leave open. */
class StoredProofsTest {
    private static final String RULES = """
            functions: h/1
            rule A:  [ Fr(~x) ] --[ A(~x) ]-> [ S(~x), Out(h(~x)) ]
            rule B1: [ S(x), In(y) ] --[ B(x,y) ]-> [ T(x) ]
            rule B2: [ S(x), In(h(y)) ] --[ B(x,y) ]-> [ T(x) ]
            rule C:  [ T(x) ] --[ C(x) ]-> [ Out(x) ]
            """;
    private static final String GOOD = "lemma good: \"All x #i. C(x)@i ==> Ex #j. A(x)@j\"\n";
    private static final String EXISTS = "lemma e: exists-trace \"Ex x #i. C(x)@i\"\n";
    private static final String BAD = "lemma bad: \"All x #i. C(x)@i ==> F\"\n";

    private static LemmaResult replay(String lemma, String proof, boolean search) {
        return Proofs.of(RULES + lemma + proof, ProverOptions.DEFAULT, search).getFirst();
    }

    @Test
    void keepsCasesThatDoNotExistUnannotatedAndOpensMissingOnes() {
        String proof = "simplify solve( T( x ) ▶₀ #i ) case B1 by contradiction next case B3 by sorry qed";
        LemmaResult alone = replay(GOOD, proof, false);
        assertEquals(
                "simplify solve( T( x ) ▶₀ #i ) case B1 by contradiction next case B2 by sorry next"
                        + " case B3 by sorry /* unannotated */ qed",
                Proofs.script(alone));
        assertEquals(Status.INCOMPLETE, alone.status());
        LemmaResult searched = replay(GOOD, proof, true);
        assertEquals(
                "simplify solve( T( x ) ▶₀ #i ) case B1 by contradiction next"
                        + " case B2 by contradiction /* from formulas */ next case B3 by sorry /* unannotated */ qed",
                Proofs.script(searched));
        assertEquals(Status.COMPLETE, searched.status());
        assertEquals(5, searched.steps());
    }

    @Test
    void goalsMustBeNamedExactly() {
        String proof = "simplify solve( T( y ) ▶₀ #i ) case B1 SOLVED qed";
        assertEquals(
                "simplify sorry /* invalid proof step encountered */"
                        + " solve( T( y ) ▶₀ #i ) /* unannotated */ case B1 SOLVED // trace found /* unannotated */ qed",
                Proofs.script(replay(EXISTS, proof, false)));
        assertEquals(
                "simplify solve( T( x ) ▶₀ #i ) case B1 SOLVED // trace found qed",
                Proofs.script(replay(EXISTS, proof, true)));
    }

    @Test
    void searchesEveryOpenCaseOfAScript() {
        LemmaResult r = replay(EXISTS, "simplify solve( T( x ) ▶₀ #i ) case B1 by sorry qed", true);
        assertEquals(
                "simplify solve( T( x ) ▶₀ #i ) case B1 SOLVED // trace found next"
                        + " case B2 solve( !KU( h(y) ) @ #vk ) case A SOLVED // trace found qed qed",
                Proofs.script(r));
        assertEquals(5, r.steps());
    }

    @ParameterizedTest
    @CsvSource({
        "by contradiction, 2, 3",
        "by simplify, 2, 3",
        "induction case empty_trace by contradiction next case non_empty_trace simplify by sorry qed, 5, 4",
    })
    void stepsOfReplayAndOfItsCompletion(String proof, long alone, long searched) {
        assertEquals(alone, replay(BAD, proof, false).steps());
        LemmaResult r = replay(BAD, proof, true);
        assertEquals(Status.TRACE_FOUND, r.status());
        assertEquals(searched, r.steps());
    }

    private static final String TWO_CASES =
            "simplify solve( T( x ) ▶₀ #i ) case B1 by contradiction next case B2 by contradiction qed";

    /** Ends the run when its lemma starts, or when its replay comes to the first step that needs sources. */
    private static LemmaResult stopped(String lemma, String proof, boolean atOnce, boolean search) {
        List<StoppableLemma> run = new ArrayList<>();
        ProofListener listener = new ProofListener() {
            @Override
            public void started(StoppableLemma r) {
                run.add(r);
                if (atOnce) {
                    r.stop("enough");
                }
            }
        };
        TheoryProver prover = new TheoryProver(
                Proofs.close(RULES + lemma + proof),
                ProverOptions.DEFAULT,
                line -> run.forEach(r -> r.stop("enough")),
                listener);
        return prover.prove(l -> search).getFirst();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatWasNotReplayedStays(boolean search) {
        LemmaResult r = stopped(GOOD, TWO_CASES, false, search);
        assertEquals(
                "simplify solve( T( x ) ▶₀ #i ) /* unannotated */ case B1 by contradiction /* unannotated */"
                        + " next case B2 by contradiction /* unannotated */ qed",
                Proofs.script(r));
        assertEquals(Status.INCOMPLETE, r.status());
        assertEquals("enough", r.stopped());
    }

    @Test
    void openCasesThatWereNotReachedStayOpen() {
        String proof = TWO_CASES.replace("B1 by contradiction", "B1 by sorry");
        assertEquals(
                "simplify /* unannotated */ solve( T( x ) ▶₀ #i ) /* unannotated */ case B1 by sorry /* enough */"
                        + " next case B2 by contradiction /* unannotated */ qed",
                Proofs.script(stopped(GOOD, proof, true, true)));
    }

    @Test
    void aStoredTraceThatWasNotReplayedIsNone() {
        LemmaResult r = stopped(EXISTS, "simplify solve( T( x ) ▶₀ #i ) case B1 SOLVED qed", true, true);
        assertEquals(Status.INCOMPLETE, r.status());
        assertEquals(List.of(), r.traces());
        assertEquals(3, r.steps());
    }
}
