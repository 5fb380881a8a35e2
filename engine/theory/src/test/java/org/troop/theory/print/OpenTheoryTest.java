package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Theory;

class OpenTheoryTest {
    private static String print(String items) throws UnguardedException {
        return print(items, false);
    }

    /** The theory behind its header, which has the same three blocks every time unless the items change them. */
    private static String print(String items, boolean diff) throws UnguardedException {
        String text = "theory T begin " + items + "\nend";
        Theory t = TheoryParser.parseString(text, "", new ParseOptions(Set.of(), diff));
        StringBuilder out = new StringBuilder();
        TheoryPrinter.printOpen(t, true, null, new Page(out));
        return out.toString().replaceAll("(?m)^$", "~");
    }

    private static String printItem(String item) throws UnguardedException {
        String s = print(item);
        String header = "\n~\n~\n~\n~\n~\n";
        return s.substring(s.indexOf(header) + header.length(), s.length() - "\n~\nend".length());
    }

    @Test
    void leavesLinesForMissingTacticsAndHeuristic() throws UnguardedException {
        assertEquals("""
                theory T begin
                ~
                // Function signature and definition of the equational theory E
                ~
                functions: fst/1, pair/2, snd/1
                equations: fst(<x.1, x.2>) = x.1, snd(<x.1, x.2>) = x.2
                ~
                ~
                ~
                ~
                ~
                end""", print(""));
    }

    @Test
    void printsTactics() throws UnguardedException {
        assertEquals(
                """
                theory T begin
                ~
                // Function signature and definition of the equational theory E
                ~
                functions: fst/1, pair/2, snd/1
                equations: fst(<x.1, x.2>) = x.1, snd(<x.1, x.2>) = x.2
                ~
                tactic: t
                presort: C
                prio: {smallest}
                  regex"KU\\( ~k"
                  isFactName"A" |  not isFactName"B"
                deprio: {id}
                  dhreNoise"curve" & regex"x"
                ~
                ~
                ~
                heuristic: s {t} o "./log.sh" C
                ~
                end""",
                print(
                        "tactic: t presort: C prio: {smallest} regex \"KU\\( ~k\" isFactName \"A\" | not isFactName \"B\" "
                                + "deprio: dhreNoise \"curve\" & regex \"x\" heuristic: s {t} o \"./log.sh\"C"));
    }

    @Test
    void leavesTheBlanksOutOfTheTacticsOfClosedTheories() {
        String text = "theory T begin tactic: t prio: regex \"KU\\( ~k\" end";
        assertEquals(
                """
                tactic: t
                presort: s
                prio: {id}
                  regex"KU\\(~k"
                """,
                HeuristicPrinter.doc(TheoryParser.parseString(text, "").tactics())
                                .toString()
                                .strip()
                        + "\n");
    }

    @Test
    void breaksEquationsAndFunctions() throws UnguardedException {
        Theory t = TheoryParser.parseString("""
                theory T begin
                builtins: xor, natural-numbers, multiset, bilinear-pairing
                functions: seal/2, open/2[private], sigma/1[destructor], Upper/0, another/3, andAnother/3
                equations [convergent]: open(seal(m,k),k) = m
                end""", "");
        assertEquals("""
                builtins: diffie-hellman, bilinear-pairing, multiset, natural-numbers,
                          xor
                functions: Upper/0, andAnother/3, another/3, fst/1,
                           open/2[private,destructor], pair/2, seal/2, sigma/1[destructor], snd/1
                equations [convergent]:
                    fst(<x.1, x.2>) = x.1,
                    open(seal(m, k), k) = m,
                    snd(<x.1, x.2>) = x.2""", SignaturePrinter.doc(t.signature()).toString());
    }

    @Test
    void printsARuleOnOneLineIfItFits() throws UnguardedException {
        assertEquals(
                """
                rule (modulo E) Reveal[color=#00ff0a, role=Client, derivchecks]:
                   [ !Ltk( A, ltkA ) ] --[ RevLtk( A )[+, no_precomp] ]-> [ Out( ltkA ) ]""",
                printItem("rule Reveal[color=00FF0A, role=\"Client\", no_derivcheck]: "
                        + "[!Ltk(A,ltkA)]--[RevLtk(A)[no_precomp,+]]->[Out(ltkA)]"));
    }

    @Test
    void stacksALongRule() throws UnguardedException {
        assertEquals(
                """
                rule (modulo E) R_1:
                   [
                   !Ltk( $R, ltkR ), In( <'1', ni, I, <<'2', x>, y>, ltkR> ), !Pk( I, pkI ),
                   Fr( ~nr )
                   ]
                  -->
                   [ Out( 'x' ) ]""",
                printItem("rule R_1: [!Ltk($R,ltkR),In(<'1',ni,I,<<'2',x>,y>,ltkR>),!Pk(I,pkI),Fr(~nr)]-->[Out('x')]"));
    }

    @Test
    void namesBoundVariablesApart() throws UnguardedException {
        assertEquals(
                """
                lemma l [reuse, hide_lemma=x, output=[msr,spthy], heuristic=o "f"]:
                  exists-trace
                  "∃ x #i.
                    ((A( x ) @ #i) ∧
                     (∃ #i.1 x.1. (A( <x.1, x.1> ) @ #i.1) ∧ (¬(#i.1 < #i.1)))) ∧
                    (¬(∃ #i.1. B( ) @ #i.1))"
                /*
                guarded formula characterizing all satisfying traces:
                "∃ x #i.
                  (A( x ) @ #i)
                 ∧
                  (∃ #i.1 x.1. (A( <x.1, x.1> ) @ #i.1) ∧ ¬(#i.1 < #i.1)) ∧
                  (∀ #i.1. (B( ) @ #i.1) ⇒ ⊥)"
                */
                by sorry""",
                printItem("lemma l[reuse, hide_lemma=x, output=[msr,spthy], heuristic=o \"f\"]: exists-trace "
                        + "\"Ex x #i. A(x)@i & (Ex #i x. A(<x,x>)@i & not(i < i)) & not (Ex #i. B()@i)\""));
    }

    @Test
    void saysWhyALemmaIsNotGuarded() throws UnguardedException {
        assertEquals("""
                lemma l:
                  all-traces "∀ x y #i #j. ((A( x ) @ #i) ∧ (#i < #j)) ⇒ (B( y ) @ #i)"
                /*
                conversion to guarded formula failed:
                  unguarded variable(s) 'y', '#j' in the subformula
                    "∀ x y #i #j. ((A( x ) @ #i) ∧ (#i < #j)) ⇒ (B( y ) @ #i)"
                  in the formula
                    "∀ x y #i #j. ((A( x ) @ #i) ∧ (#i < #j)) ⇒ (B( y ) @ #i)"
                */
                by sorry""", printItem("lemma l: \"All x y #i #j. A(x)@i & i < j ==> B(y)@i\""));
    }

    @Test
    void marksSafetyFormulas() throws UnguardedException {
        assertEquals(
                """
                restriction r:
                  "∀ #i #j. ((A( ) @ #i) ∧ (A( ) @ #j)) ⇒ (#i = #j)"
                  // safety formula
                ~
                restriction s:
                  "∀ #i. (A( ) @ #i) ⇒ (∃ #j. B( ) @ #j)\"""",
                printItem("restriction r: \"All #i #j. A()@i & A()@j ==> #i = #j\" "
                        + "restriction s: \"All #i. A()@i ==> Ex #j. B()@j\""));
        assertThrows(UnguardedException.class, () -> print("restriction r: \"All #i. A()@i\""));
    }

    @Test
    void printsMacrosRawAndPredicatesAsOneToken() throws UnguardedException {
        assertEquals(
                """
                macros:
                    m( x, y ) = pair(x,pair(y,'c'))
                    m2( ) = 'c'
                ~
                predicate: Pr( x, y )<=>∃ #i. A( x, y ) @ #i
                ~
                section{* a text, with
                two lines *}""",
                printItem("macros: m(x,y) = <x,y,'c'>, m2() = 'c' predicates: Pr(x,y) <=> Ex #i. A(x,y)@i "
                        + "section{* a text, with\ntwo lines *}"));
    }

    @Test
    void showsTranslationItems() throws UnguardedException {
        assertEquals(
                """
                builtin  hashing
                ~
                function: aa (Any, key) : Any  [private]
                ~
                function: zz (Any) : Any\s
                ~
                let  P (x) = event A( x )
                ~
                process:
                  new ~k;
                  in('c',<x, =~k>);
                   (event B( ) | !(out(x)))
                ~
                test Blamed:
                  "∃ #i. A( x ) @ #i"
                ~
                lemma acc [reuse]:
                  Blamed accounts for
                  "⊤\"""",
                printItem("builtins: hashing functions: aa(Any,key):Any[private], zz/1 let P(x) = event A(x) "
                        + "process: new ~k; in('c',<x,=~k>); (event B() | !out(x)) "
                        + "test Blamed: \"Ex #i. A(x)@i\" lemma acc[reuse]: Blamed accounts for \"T\""));
    }

    @Test
    void leavesFunctionsWithAnItemOutOfTheSignature() throws UnguardedException {
        assertTrue(print("functions: f/1").contains("\nfunctions: fst/1, pair/2, snd/1\n"));
    }

    @Test
    void printsDiffTheories() throws UnguardedException {
        assertEquals(
                """
                theory T begin
                ~
                // Function signature and definition of the equational theory E
                ~
                functions: fst/1, pair/2, snd/1
                equations: fst(<x.1, x.2>) = x.1, snd(<x.1, x.2>) = x.2
                ~
                ~
                ~
                ~
                ~
                ~
                ~
                rule (modulo E) A:
                   [ Fr( ~k ) ] --> [ Out( diff(~k, 'a') ) ]
                ~
                restriction r [left]:
                  "∀ #i. (A( ) @ #i) ⇒ (⊥)"
                  // safety formula
                ~
                diffLemma eq:
                rule-equivalence
                  case Rule_A
                  backward-search
                    case LHS
                    step( simplify )
                    MIRRORED
                  next
                    case RHS
                    by step( contradiction )
                  qed
                qed
                ~
                end""",
                print(
                        "rule A: [Fr(~k)]-->[Out(diff(~k,'a'))] restriction r [left]: \"All #i. A()@i ==> F\" "
                                + "diffLemma eq: rule-equivalence case Rule_A backward-search case LHS step( simplify ) "
                                + "MIRRORED next case RHS by step( contradiction ) qed qed",
                        true));
    }
}
