package org.troop.solver.auto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.ClosedTheory.ClosedRule;
import org.troop.theory.close.Closing;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.FactPrinter;
import org.troop.theory.print.LemmaPrinter;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.Theory;

final class AutoSourcesTest {
    private static Theory read(String items) {
        return TheoryParser.parseString("theory T begin\n" + items + "\nend", "");
    }

    private static ClosedTheory extend(Theory t) throws Exception {
        AcSession session = new AcSession(t.signature());
        ClosedTheory closed = Closing.close(t, (signature, heads) -> new AcService(session, heads));
        ClosedTheory extended = new AutoSources(session, Limits.DEFAULT, line -> {}).extend(closed);
        return extended == closed ? closed : extended;
    }

    private static List<String> actions(ClosedTheory t) {
        List<String> out = new ArrayList<>();
        for (ClosedRule r : t.ruleItems()) {
            for (RuleAC a : r.closed()) {
                a.actions().forEach(f -> out.add(a.name() + ": " + FactPrinter.doc(f)));
            }
        }
        return out;
    }

    private static String lemma(ClosedTheory t) {
        Item.Lemma l = (Item.Lemma) t.theory().items().getLast();
        return LemmaPrinter.statement(l).toString();
    }

    @Test
    void annotatesTheTermThatProtectsAMessageAndItsOrigins() throws Exception {
        ClosedTheory t = extend(read("""
                builtins: asymmetric-encryption
                rule Send: [ !Pk($A, pkA), Fr(~n) ] --> [ Out(aenc(<'1', ~n>, pkA)), St($A, ~n) ]
                rule Key: [ Fr(~k) ] --> [ !Key($A, ~k), !Pk($A, pk(~k)), Out(pk(~k)) ]
                rule Resp: [ !Key($A, k), In(aenc(<'1', x>, pk(k))) ] --> [ Out(aenc(<'2', x>, pk(k))), Mem($A, x) ]
                """));
        assertEquals(
                List.of(
                        "Send: AUTO_OUT_TERM_1_0_0_1__Resp( aenc(<'1', ~n>, pkA) )",
                        "Resp: AUTO_IN_TERM_1_0_0_1__Resp( aenc(<'1', x>, pk(k)), x )"),
                actions(t));
        assertEquals("""
                lemma AUTO_typing [sources]:
                  all-traces
                  "(⊤) ∧
                   (∀ x m #i.
                     (AUTO_IN_TERM_1_0_0_1__Resp( m, x ) @ #i) ⇒
                     ((∃ #j. (!KU( x ) @ #j) ∧ (#j < #i)) ∨
                      (∃ #j. (AUTO_OUT_TERM_1_0_0_1__Resp( m ) @ #j) ∧ (#j < #i))))\"""", lemma(t));
    }

    @Test
    void annotatesFactsWhereNoTermProtectsTheMessage() throws Exception {
        ClosedTheory t = extend(read("""
                builtins: hashing
                rule Init: [ Fr(~i), In(x) ] --> [ St(~i, x, ~i) ]
                rule Init2: [ Fr(~i) ] --> [ St(~i, ~i, 'q') ]
                rule Loop: [ St(i, x, z) ] --> [ St(i, h(x), z), Out(x) ]
                """));
        assertEquals(
                List.of(
                        "Init: AUTO_OUT_FACT_0_Loop( ~i, x, ~i )",
                        "Init2: AUTO_OUT_FACT_0_Loop( ~i, ~i, 'q' )",
                        "Loop: AUTO_IN_FACT_0_Loop( i, x, z )"),
                actions(t));
        assertEquals("""
                lemma AUTO_typing [sources]:
                  all-traces
                  "(⊤) ∧
                   (∀ m1 m2 m3 #i.
                     (AUTO_IN_FACT_0_Loop( m1, m2, m3 ) @ #i) ⇒
                     (∃ #j. (AUTO_OUT_FACT_0_Loop( m1, m2, m3 ) @ #j) ∧ (#j < #i)))\"""", lemma(t));
    }

    @Test
    void leavesATheoryWithCompleteSourcesAlone() throws Exception {
        Theory t = read("rule A: [ Fr(~k), In(x) ] --> [ Out(<~k, x>) ]");
        assertSame(t, extend(t).theory());
    }

    @Test
    void keepsALemmaOfThatName() throws Exception {
        ClosedTheory t = extend(read("""
                builtins: hashing
                rule Init: [ Fr(~i), In(x) ] --> [ St(~i, x) ]
                rule Loop: [ St(i, x) ] --> [ St(i, h(x)), Out(x) ]
                lemma AUTO_typing: "T"
                """));
        assertEquals(1, t.lemmas().size());
        assertEquals(Item.Lemma.class, t.theory().items().getLast().getClass());
        assertEquals(2, actions(t).size());
    }
}
