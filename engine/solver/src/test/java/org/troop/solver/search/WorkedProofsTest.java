package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.theory.print.Summary.Status;

/** Whole proofs that were worked out by hand. Node, goal and variable names, case numbers and steps all count. */
class WorkedProofsTest {
    @Test
    void mergesFreshNodesAndFindsTheCycle() {
        LemmaResult r = Proofs.single("""
                builtins: symmetric-encryption
                rule Init: [ Fr(~k), Fr(~n) ] --[ Made(~k) ]-> [ St(~k, ~n), Out(senc(~n, ~k)) ]
                rule Use:  [ St(k, n), In(<n, x>) ] --[ Used(k, n, x) ]-> [ Done(k) ]
                rule Leak: [ Done(k) ] --[ Leaked(k) ]-> [ Out(k) ]
                lemma never_used: "not (Ex k n x #i. Used(k, n, x) @ i)"
                """);
        assertEquals(
                "simplify solve( St( k, n ) ▶₀ #i ) case Init solve( !KU( ~n ) @ #vk.1 ) case Init"
                        + " solve( !KU( ~k ) @ #vk.3 ) case Leak by contradiction /* cyclic */ qed qed qed",
                Proofs.script(r));
        assertEquals(5, r.steps());
        assertEquals(Status.COMPLETE, r.status());
    }

    @Test
    void inductionKeepsTheLastNodeLast() {
        LemmaResult r = Proofs.single("""
                rule Start: [ Fr(x) ] --[ Start(x) ]-> [ A(x) ]
                rule Loop: [ A(x) ] --[ Loop(x) ]-> [ A(x) ]
                rule Stop: [ A(x) ] --[ Stop(x) ]-> [ ]
                lemma Start_before_Loop [use_induction]: "All x #j. Loop(x) @ j ==> Ex #i. Start(x) @ i & i < j"
                """);
        assertEquals(
                "induction case empty_trace by contradiction /* from formulas */ next case non_empty_trace"
                        + " solve( (last(#j)) ∥ (∃ #i. (Start( x ) @ #i) ∧ (¬(last(#i))) ∧ (#i < #j)) )"
                        + " case case_1 solve( A( x ) ▶₀ #j )"
                        + " case Loop by contradiction /* from formulas */ next"
                        + " case Start by contradiction /* from formulas */ qed next"
                        + " case case_2 by contradiction /* from formulas */ qed qed",
                Proofs.script(r));
        assertEquals(7, r.steps());
    }

    @Test
    void countersOfInjectiveFactsGrow() {
        List<LemmaResult> r = Proofs.of("""
                builtins: natural-numbers
                rule Init: [ Fr(~id) ] --[ Start(~id) ]-> [ Ctr(~id, %1) ]
                rule Inc:  [ Ctr(~id, %n) ] --[ Inc(~id, %n) ]-> [ Ctr(~id, %n %+ %1) ]
                lemma mono: "All id %n %m #i #j. Inc(id,%n)@i & Inc(id,%m)@j & i < j ==> %n << %m"
                lemma once: "All id %n #i #j. Inc(id,%n)@i & Inc(id,%n)@j ==> #i = #j"
                """);
        assertEquals("simplify by contradiction /* cyclic */", Proofs.script(r.get(0)));
        assertEquals("simplify by contradiction /* from formulas */", Proofs.script(r.get(1)));
    }

    @Test
    void splitCasesComeInTheOrderOfTheirSubstitutionsAfterCleanUp() {
        List<LemmaResult> r = Proofs.of("""
                builtins: symmetric-encryption
                functions: f/1
                rule A: [ Fr(~k), In(x) ] --[ Got(f(sdec(x, ~k)), x) ]-> [ Out(sdec(x,~k)) ]
                lemma any:  exists-trace "Ex s x #i. Got(s, x) @ i"
                lemma none: "not (Ex x y #i. Got(f(y), x) @ i)"
                """);
        assertEquals(
                "simplify solve( splitEqs(0) ) case split_case_2 SOLVED // trace found qed", Proofs.script(r.get(0)));
        assertEquals(
                "simplify solve( splitEqs(0) ) case split_case_1 SOLVED // trace found qed", Proofs.script(r.get(1)));
    }

    @Test
    void composesAnXorFromEveryPartition() {
        LemmaResult r = Proofs.single("""
                builtins: xor
                rule A: [ Fr(~a), Fr(~b) ] --> [ Out(~a XOR ~b), St(~a,~b) ]
                rule B: [ St(a,b), In(a XOR b XOR c) ] --[ Got(a,b,c) ]-> [ Out(a) ]
                lemma ng: "not (Ex a b #i. Got(a,b,'c') @ i)"
                """);
        assertEquals(
                List.of("", "A", "split", "c_xor_case_2", "coerce", "A", "split", "Xor", "SOLVED"), Proofs.path(r));
        assertEquals(9, r.steps());
        assertTrue(Proofs.script(r).contains("solve( !KD( (~a⊕~b) ) ▶₀ #vk.1 )"));
    }

    @Test
    void hiddenNegativeSubtermsMakeASecondSimplifyApplicable() {
        LemmaResult r = Proofs.single("""
                rule T: [ In(x), In(y) ] --[ Tt(x,y) ]-> [ ]
                lemma l: "All x y z #i. Tt(x,<y,z>)@i & x << <y,z> & not(x=y) & not(x << y) ==> x = z"
                """);
        assertEquals(
                "simplify simplify solve( x ⊏ <y, z> ) case SubtermSplit2 SOLVED // trace found qed", Proofs.script(r));
    }

    @Test
    void aKnownTermThatIsAddedAgainKeepsItsOldNode() {
        LemmaResult r = Proofs.single("""
                functions: f/1
                lemma l: exists-trace "Ex x y #i #j. KU(x)@j & KU(y)@i & #i = #j & x = f(y)"
                """);
        assertEquals("simplify solve( !KU( f(y) ) @ #j ) case c_f SOLVED // trace found qed", Proofs.script(r));
    }

    // --- which method is chosen

    @Test
    void inductionStepsInWhereSimplifyChangesNothing() {
        LemmaResult r = Proofs.single("""
                rule A: [ Fr(~x) ] --[ A(~x) ]-> [ ]
                lemma l: "(All x #i. A(x)@i ==> Ex #j. A(x)@j) & (All x #i #j. A(x)@i & A(x)@j ==> #i = #j)"
                """);
        assertTrue(Proofs.script(r).startsWith("induction case empty_trace"), () -> Proofs.script(r));
        assertEquals(Status.COMPLETE, r.status());
    }

    @Test
    void falseAndTrueAsFormulasTakeOneAndTwoSteps() {
        List<LemmaResult> r = Proofs.of("""
                lemma a: exists-trace "F"
                lemma b: exists-trace "T"
                """);
        assertEquals("by contradiction /* from formulas */", Proofs.script(r.get(0)));
        assertEquals(Status.COMPLETE, r.get(0).status());
        assertEquals("simplify SOLVED // trace found", Proofs.script(r.get(1)));
        assertEquals(2, r.get(1).steps());
    }
}
