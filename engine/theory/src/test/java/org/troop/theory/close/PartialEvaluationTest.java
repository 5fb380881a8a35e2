package org.troop.theory.close;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Theory;

final class PartialEvaluationTest {
    private final List<String> log = new ArrayList<>();

    private Theory evaluate(String items) {
        return PartialEvaluation.apply(
                TheoryParser.parseString("theory T begin\n" + items + "\nend", ""), false, log::add);
    }

    private static List<String> rules(Theory t) {
        List<String> out = new ArrayList<>();
        for (Item.Rule r : t.all(Item.Rule.class)) {
            String text = RulePrinter.doc(r.rule()).toString().replaceAll("\\s+", " ");
            out.add(text.substring(text.indexOf(')') + 2));
        }
        return out;
    }

    @Test
    void specialisesRulesAndDropsThoseThatNeverApply() {
        Theory t = evaluate("""
                builtins: symmetric-encryption
                rule Init: [ Fr(~i), In(x) ] --> [ St(~i, '1', x) ]
                rule Step1: [ St(i, '1', x), In(senc(y, i)) ] --> [ St(i, '2', <x, y>), Out(x) ]
                rule Step2: [ St(i, s, x) ] --> [ Out(fst(x)) ]
                rule Dead: [ St(i, '3', x) ] --> [ Out(x) ]
                lemma l: "T"
                """);
        assertEquals(
                List.of(" partial evaluation: step 0 added 1 facts", " partial evaluation: step 1 added 2 facts"), log);
        assertEquals(4, t.all(Item.Rule.class).size());
        assertEquals(
                List.of("Init:", "Step1:", "Step2:", "Step2:"),
                rules(t).stream().map(r -> r.substring(0, r.indexOf(' '))).toList());
        String text = t.all(Item.Text.class).getFirst().body();
        assertEquals(
                " the abstract state after partial evaluation contains 5 facts:",
                text.lines().findFirst().orElseThrow());
        assertEquals(Item.Lemma.class, t.items().getLast().getClass());
    }

    @Test
    void keepsIndicesOfVariablesThatNothingBinds() {
        Theory t = evaluate("rule Init: [ Fr(~i), In(x) ] --> [ !P($A, ~i) ]");
        assertEquals(List.of("Init: [ Fr( ~i.3 ), In( x.4 ) ] --> [ !P( $A, ~i.3 ) ]"), rules(t));
    }

    @Test
    void namesVariablesAfterThoseOfTheRule() {
        Theory t = evaluate("""
                rule A: [ Fr(~i) ] --> [ !P($A, ~i) ]
                rule B: [ !P(a, i) ] --> [ Out(<a, i>) ]
                """);
        assertEquals("B: [ !P( $a, ~i.1 ) ] --> [ Out( <$a, ~i.1> ) ]", rules(t).get(1));
    }
}
