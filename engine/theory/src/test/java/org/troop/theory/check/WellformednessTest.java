package org.troop.theory.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Report;

final class WellformednessTest {
    private static String report(String items, String... lemmaArguments) {
        String text = "theory T begin\n" + items + "\nend";
        return Report.text(Wellformedness.problems(TheoryParser.parseString(text, ""), List.of(lemmaArguments)));
    }

    /** The report without its first lines, heading and underline of its only block. */
    private static String body(String items, String heading) {
        String text = report(items);
        String head = "WARNING: the following wellformedness checks failed!\n\n" + Report.topic(heading) + "\n";
        assertEquals(head, text.substring(0, Math.min(head.length(), text.length())));
        return text.substring(head.length());
    }

    @Test
    void findsNothingInASoundTheory() {
        assertEquals(Report.NO_PROBLEMS, report("""
                        rule A: [ Fr(~k) ] --> [ St($A, ~k) ]
                        rule B: [ St(A, k), In(x) ] --[ E(k, x) ]-> [ Out(x) ]
                        lemma l: "All k x #i. E(k, x)@i ==> Ex #j. E(k, x)@j"
                        """));
    }

    @Test
    void namesArgumentsThatMatchNoLemma() {
        assertEquals("""
                WARNING: the following wellformedness checks failed!

                Check presence of the --prove/--lemma arguments in theory
                =========================================================

                  --> 'x', 'k*' from arguments do(es) not correspond to a specified lemma in the theory\s""", report("lemma l: \"T\"", "k*", "l", "x"));
        assertEquals(Report.NO_PROBLEMS, report("lemma l: \"T\"", ""));
    }

    @Test
    void listsUnboundVariables() {
        assertEquals(
                "  rule `R' has unbound variables: \n    ~n, y",
                body("rule R: [ In(x) ] --[ A(y) ]-> [ Out(<x, ~n, $A>) ]", "Unbound variables"));
    }

    @Test
    void listsFreshConstants() {
        assertEquals(
                "  rule `R': fresh public constants are not allowed: ~'n', ~'m'",
                body("rule R: [ In(~'n') ] --> [ Out(~'m') ]", "Fresh public constants"));
    }

    @Test
    void listsReservedAndSpecialFacts() {
        assertEquals(
                "  rule `R' uses disallowed facts on left-hand-side:\n    Out( x )",
                body("rule R: [ Out(x) ] --> [ ]", "Special facts"));
        assertEquals(
                "  Rule `R' contains facts with reserved names on the middle:\n    In( x ), K( x )",
                body("rule R: [ In(x) ] --[ In(x), A(), K(x) ]-> [ ]", "Reserved names"));
        assertEquals(
                "  rule `R' fact: Fr( $x )",
                body("rule R: [ Fr($x) ] --> [ ]", "Fr facts must only use a fresh- or a msg-variable"));
    }

    @Test
    void suggestsANearFactForOneThatNothingProduces() {
        assertEquals(
                "  1. in rule \"R2\":  factName `Sesion' arity: 1 multiplicity: Linear. Perhaps you want to use the fact in"
                        + " rule \"R1\":  factName `Session' arity: 1 multiplicity: Linear",
                body(
                        "rule R1: [ ] --> [ Session('a') ]\nrule R2: [ Sesion(x) ] --> [ ]",
                        "Facts occur in the left-hand-side but not in any right-hand-side "));
    }

    @Test
    void showsLemmaFactsAsData() {
        String body = report("""
                rule R: [ In(x) ] --[ A(x) ]-> [ ]
                lemma l1: "All x y #i. A(x, y)@i ==> F"
                """);
        assertEquals("""
                Fact `a':

                  1. Rule `R', capitalization  "A", 1, Linear
                       A( x )
                \s\s
                  2. Lemma `l1', capitalization  "A", 2, Linear
                       Fact {factTag = ProtoFact Linear "A" 2, factAnnotations = fromList [], factTerms = [Bound 2,Bound 1]}""", body.substring(body.indexOf("Fact `a'")));
    }

    @Test
    void listsQuantifiersOfWrongSort() {
        assertEquals(
                "  Lemma `l' uses quantifiers with wrong sort: (\"x\",LSortFresh),\n    (\"y\",LSortPub)",
                body("""
                        rule R: [ In(x) ] --[ A(x, x) ]-> [ ]
                        lemma l: "All ~x $y #i. A(~x, $y)@i ==> F"
                        """, "Quantifier sorts"));
    }

    @Test
    void quotesTheReasonWhyAFormulaIsNotGuarded() {
        String formula = "\"∀ x y #i. (A( x ) @ #i) ⇒ (x = y)\"";
        assertEquals(
                "  Lemma `l' cannot be converted to a guarded formula:\n"
                        + "    unguarded variable(s) 'y' in the subformula\n"
                        + "      " + formula + "\n"
                        + "    in the formula\n"
                        + "      " + formula,
                body("""
                        rule R: [ In(x) ] --[ A(x) ]-> [ ]
                        lemma l: "All x y #i. A(x)@i ==> x = y"
                        """, " Formula guardedness"));
    }

    @Test
    void refusesReuseOfExistsTraceLemmas() {
        assertEquals(
                "  Lemma `l': cannot reuse 'exists-trace' lemmas",
                body("lemma l [reuse]: exists-trace \"T\"", "Lemma annotations"));
    }

    @Test
    void listsProductsThatARuleSends() {
        assertEquals("""
                  The following rule is not multiplication restricted:
                    rule (modulo E) R:
                       [ Fr( ~x ), In( y ) ] --> [ Out( (~x*y) ) ]
                \s\s
                  After replacing reducible function symbols in lhs with variables:
                    rule (modulo E) R:
                       [ Fr( ~x ), In( y ) ] --> [ Out( (~x*y) ) ]
                \s\s
                    Terms with multiplication:  (~x*y)""", body("""
                builtins: diffie-hellman
                rule R: [ Fr(~x), In(y) ] --> [ Out(~x*y) ]
                """, "Multiplication restriction of rules"));
    }

    @Test
    void confirmsVariantsThatAreTheComputedOnes() {
        String rule = "rule (modulo E) R: [ In(x) ] --> [ Out(fst(x)) ] variants\n";
        String first = "rule (modulo AC) R___VARIANT_1: [ In(x.1) ] --> [ Out(fst(x.1)) ]";
        String second = "rule (modulo AC) R___VARIANT_2: [ In(<z.1, x.2>) ] --> [ Out(z.1) ]";
        assertEquals(Report.NO_PROBLEMS, report(rule + first + ", " + second));
        String wrong = body(rule + first + ", " + second.replace("Out(z.1)", "Out(x.2)"), "Variants");
        assertEquals(
                "  Rule `R' cannot confirm manual variants:",
                wrong.lines().findFirst().orElseThrow());
    }
}
