package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.troop.theory.parse.Texts.fact;
import static org.troop.theory.parse.Texts.msg;
import static org.troop.theory.parse.Texts.node;
import static org.troop.theory.parse.Texts.problem;
import static org.troop.theory.parse.Texts.theory;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.term.Sort;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.LemmaAttribute;
import org.troop.theory.syntax.LemmaAttribute.Flag;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Side;
import org.troop.theory.syntax.Theory;

class LemmaAndProofTest {
    private static Lemma lemma(String text) {
        return theory(text).all(Lemma.class).getFirst();
    }

    private static ProofNode proof(String script) {
        return lemma("lemma l: \"T\" " + script).proof();
    }

    private static Goal goal(String goal) {
        return ((ProofMethod.Solve) proof("by solve( " + goal + " )").method()).goal();
    }

    @Test
    void readsAttributesInOrder() {
        Lemma l = lemma(
                "lemma (modulo E) l [typing, reuse, hide_lemma=a, hide_lemma=b, heuristic=sO, output=[spthy,msr], left,]:"
                        + " exists-trace \"T\"");
        assertEquals(
                List.of(
                        Flag.SOURCES,
                        Flag.REUSE,
                        new LemmaAttribute.HideLemma("a"),
                        new LemmaAttribute.HideLemma("b"),
                        new LemmaAttribute.Heuristic(
                                List.of(new Ranking.Letter('s'), new Ranking.Oracle(true, "", "oracle"))),
                        new LemmaAttribute.Output(List.of("spthy", "msr")),
                        Flag.LEFT),
                l.attributes());
        assertEquals(TraceQuantifier.EXISTS_TRACE, l.quantifier());
        assertNull(l.proof());
    }

    @Test
    void warnsOnceOfOldSpellings() {
        Theory t = theory("axiom a: \"T\" axiom b: \"T\" lemma l [typing]: \"T\"");
        assertEquals(2, t.warnings().size());
        assertEquals(2, t.all(Item.Restriction.class).size());
    }

    @Test
    void remembersTheSourceWithoutComments() {
        assertEquals(
                "lemma l:  \"T\" by sorry",
                lemma("lemma l: /* comment */ \"T\" by sorry // end\n").source());
    }

    @Test
    void readsProofTrees() {
        ProofNode sorry = ProofNode.leaf(new ProofMethod.Sorry(null));
        ProofNode contradiction = ProofNode.leaf(new ProofMethod.Contradiction(null));
        ProofNode expected = new ProofNode(
                new ProofMethod.Simplify(),
                List.of(new ProofNode.Case(
                        "",
                        new ProofNode(
                                new ProofMethod.Induction(),
                                List.of(new ProofNode.Case("a", contradiction), new ProofNode.Case("b", sorry))))));
        assertEquals(expected, proof("""
            simplify
            induction
              case b
              by sorry /* reason */
            next
              case a
              contradiction qed
            qed
            """));
    }

    @Test
    void keepsTheLastProofOfACaseName() {
        ProofNode p = proof("simplify case a by sorry next case a SOLVED qed");
        assertEquals(List.of(new ProofNode.Case("a", ProofNode.leaf(new ProofMethod.Solved()))), p.cases());
    }

    @Test
    void readsGoals() {
        assertEquals(new Goal.Premise(node("i"), 10, fact("A", msg("x"))), goal("A( x ) ▶₁₀ #i"));
        assertEquals(new Goal.Action(new Var("vk", Sort.NODE, 1), fact("K", msg("x"))), goal("K( x ) @ #vk.1"));
        assertEquals(new Goal.Chain(node("vl"), 0, node("i"), 1), goal("(#vl, 0) ~~> (#i, 1)"));
        assertEquals(new Goal.Split(3), goal("splitEqs(3)"));
        assertEquals(new Goal.Subterm(msg("x"), msg("y")), goal("x ⊏ y"));
        assertEquals(
                new Goal.Disjunction(List.of(
                        new Guarded.Atomic(new Atom.Less(node("i"), node("j"))),
                        Guarded.not(new Atom.Last(node("j"))))),
                goal("(#i < #j)  ∥ (¬(last(#j)))"));
    }

    @Test
    void reportsBadProofs() {
        assertEquals("SOLVED without a proof was found.", problem("lemma l: \"T\" SOLVED"));
        assertEquals("found 'end', expected 'next' or 'qed'", problem("lemma l: \"T\" simplify case a by sorry"));
        assertEquals(
                "found a formula that is not guarded, expected a goal: unguarded variable(s) 'x'",
                problem("lemma l: \"T\" by solve( (T) ∥ (∃ x #j. A('a') @ #j) )"));
    }

    @Test
    void readsLongProofsInLinearTimeWithLittleStack() {
        ProofNode p = proof("simplify case a ".repeat(50_000) + "by sorry" + " qed".repeat(50_000));
        int depth = 0;
        while (!p.cases().isEmpty()) {
            p = p.cases().getFirst().proof();
            depth++;
        }
        assertEquals(50_000, depth);
    }

    @Test
    void putsDiffLemmasWithoutSideOnBothSidesRightFirst() {
        Theory t = Texts.diffTheory(
                "restriction r [left]: \"T\" restriction s: \"T\" lemma l [reuse]: \"T\" diffLemma d: MIRRORED");
        assertEquals(
                List.of(Side.LEFT, Side.RIGHT, Side.LEFT),
                t.all(Item.Restriction.class).stream()
                        .map(Item.Restriction::side)
                        .toList());
        List<Lemma> lemmas = t.all(Lemma.class);
        assertEquals(List.of(Flag.RIGHT, Flag.REUSE), lemmas.get(0).attributes());
        assertEquals(List.of(Flag.LEFT, Flag.REUSE), lemmas.get(1).attributes());
        assertEquals(
                ProofNode.leaf(new ProofMethod.Mirrored()),
                t.all(Item.DiffLemma.class).getFirst().proof());
    }

    @Test
    void readsDiffProofs() {
        Theory t = Texts.diffTheory(
                "diffLemma d: rule-equivalence case A step( solve( splitEqs(0) ) ) MIRRORED next case B by ATTACK qed");
        ProofNode p = t.all(Item.DiffLemma.class).getFirst().proof();
        assertEquals(new ProofMethod.RuleEquivalence(), p.method());
        assertEquals(
                new ProofMethod.Step(new ProofMethod.Solve(new Goal.Split(0))),
                p.cases().getFirst().proof().method());
    }

    @Test
    void resolvesCaseTestsDeclaredBefore() {
        Theory t = theory("test A: \"Ex #i. A(x)@i\" lemma acc: A, B accounts for \"T\" test B: \"T\" lemma l: \"T\"");
        Item.AccountabilityLemma l = t.all(Item.AccountabilityLemma.class).getFirst();
        assertEquals(List.of("A", "B"), l.testNames());
        assertEquals(1, l.tests().size());
        assertEquals(1, t.all(Lemma.class).size());
    }
}
