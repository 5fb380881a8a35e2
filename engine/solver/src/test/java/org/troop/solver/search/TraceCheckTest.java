package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.solver.system.Workspace;
import org.troop.solver.validate.Validation;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofMethod;

class TraceCheckTest {
    private static final String ITEMS = """
            rule A: [ Fr(~x) ] --[ A(~x) ]-> [ B(~x) ]
            lemma some: exists-trace "Ex x #i. A(x)@i"
            lemma none: "not (Ex x #i. A(x)@i)"
            """;

    @Test
    void everyTraceOfAProofIsValidated() {
        for (LemmaResult r : Proofs.of(ITEMS)) {
            assertEquals(Status.TRACE_FOUND, r.status());
            assertEquals(1, r.traces().size());
            assertInstanceOf(Validation.Valid.class, r.traces().getFirst().validation());
        }
    }

    @Test
    void tracesOfStoredProofsAreValidated() {
        LemmaResult r = Proofs.of("""
                        rule A: [ Fr(~x) ] --[ A(~x) ]-> [ B(~x) ]
                        lemma some: exists-trace "Ex x #i. A(x)@i" simplify SOLVED // trace found
                        """, ProverOptions.DEFAULT, false).getFirst();
        assertEquals(Status.TRACE_FOUND, r.status());
        assertInstanceOf(Validation.Valid.class, r.traces().getFirst().validation());
    }

    @Test
    void whatIsNoTraceNeverBecomesAVerdict() throws UnguardedException {
        ClosedTheory theory = Closing.close(TheoryParser.parseString("theory T begin\n" + ITEMS + "\nend", "test"));
        Lemma lemma = theory.lemmas().getFirst();
        SearchNode root = SearchNode.leaf(new ProofMethod.Solved());
        root.keepSolved(SystemCodec.encode(new Workspace(theory), new ConstraintSystem()));
        List<TraceReport> reports = new TraceCheck(theory).check(lemma, root);
        assertEquals(
                new Validation.Mismatch("the lemma is not decided as claimed"),
                reports.getFirst().validation());
        LemmaResult r = LemmaResult.of(lemma, root, reports);
        assertEquals(Status.INCOMPLETE, r.status());
        assertTrue(Proofs.script(r).startsWith("by sorry"), () -> Proofs.script(r));
    }
}
