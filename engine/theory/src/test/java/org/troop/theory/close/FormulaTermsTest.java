package org.troop.theory.close;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.troop.term.Sort;
import org.troop.term.Term.Var;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.GuardedPrinter;
import org.troop.theory.print.Layout;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Item;

final class FormulaTermsTest {
    private static Item.Lemma lemma(ClosedTheory t) {
        return t.lemmas().getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    all-traces   | All x y #i. A(x)@i & y = h(x) ==> Ex #j. B(y)@j                       | ∃ x y #i. (A( x ) @ #i) ∧ (y = h(x)) ∧ ∀ #j. (B( y ) @ #j) ⇒ ⊥
                    all-traces   | All x #i. A(x)@i & not(x='a') & B(x)@i ==> F                          | ∃ x #i. (A( x ) @ #i) ∧ (B( x ) @ #i) ∧ ¬(x = 'a')
                    all-traces   | All x #i. A(x)@i ==> (Ex y z #j. A(<y,z>)@j & y=z & #j<#i)            | ∃ x #i. (A( x ) @ #i) ∧ ∀ y z #j. (A( <y, z> ) @ #j) ∧ (y = z) ⇒ ¬(#j < #i)
                    exists-trace | not (All x #i. A(x)@i ==> not(x='c'))                                 | ∃ x #i. (A( x ) @ #i) ∧ x = 'c'
                    all-traces   | All x #i. A(x)@i ==> T                                                | ⊥
                    all-traces   | All x #i. A(x)@i ==> (x='a') \\u2228 (x='a')                          | ∃ x #i. (A( x ) @ #i) ∧ ¬(x = 'a')
                    exists-trace | Ex x #i. A(x)@i & not(last(#i)) & h(x) << x                           | ∃ x #i. (A( x ) @ #i) ∧ (¬(last(#i))) ∧ (h(x) ⊏ x)
                    """)
    void keepsGuardedFormulas(String quantifier, String formula, String expected) throws Exception {
        ClosedTheory t = Closings.close(
                "builtins: hashing\nlemma L: " + quantifier + " \"" + formula.replace("\\u2228", "|") + "\"");
        Guarded g = Guarding.convert(lemma(t).formula());
        if (quantifier.equals("all-traces")) {
            g = Guarded.not(g);
        }
        TermStore s = t.base().fork();
        int term = FormulaTerms.toTerm(s, g);
        assertEquals(g, FormulaTerms.toTree(s, term));
        assertEquals(expected, show(g));
    }

    private static String show(Guarded g) {
        return new Layout(1000)
                .render(GuardedPrinter.doc(g))
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Test
    void quantifiersHaveBindersGuardsAndBody() throws Exception {
        ClosedTheory t = Closings.close("restriction R: \"All x #i #j. A(x)@i & A(x)@j ==> #i = #j\"");
        TermStore s = t.base();
        int r = t.restrictions()[0];
        assertTrue(t.safety()[0]);
        assertEquals(Heads.ALL, s.head(r));
        assertEquals(3, s.arity(s.arg(r, 0)));
        assertEquals(TermStore.BINDER, s.kind(s.arg(s.arg(r, 0), 0)));
        int guard = s.arg(s.arg(r, 1), 0);
        assertEquals(Heads.ACTION, s.head(guard));
        assertEquals(s.bound(1), s.arg(guard, 0));
        assertEquals(FactTag.linear("A", 1), FactTerms.tag(s, s.arg(guard, 1)));
        assertEquals(s.bound(2), s.arg(s.arg(guard, 1), 0));
        assertEquals(s.app(Heads.EQ, s.bound(1), s.bound(0)), s.arg(r, 2));
    }

    @Test
    void existentialRestrictionsAreNoSafetyFormulas() throws Exception {
        ClosedTheory t = Closings.close("restriction R: \"All x #i. A(x)@i ==> Ex #j. B(x)@j\"");
        assertEquals(false, t.safety()[0]);
    }

    @Test
    void unguardedRestrictionsAreErrors() {
        assertThrows(
                UnguardedException.class, () -> Closings.close("restriction R: \"All x y #i. A(x)@i ==> B(y)@i\""));
    }

    @Test
    void unguardedLemmasAreNoErrorYet() throws Exception {
        assertEquals(
                1,
                Closings.close("lemma L: \"All x y #i. A(x)@i ==> B(y)@i\"")
                        .lemmas()
                        .size());
    }

    @Test
    void goalsSurviveTheWayThroughTerms() throws Exception {
        ClosedTheory t = Closings.close("rule R: [ A(x), !P(x) ] --> [ B(x) ]");
        TermStore s = t.base().fork();
        Var i = new Var("i", Sort.NODE, 0);
        Var x = Var.msg("x");
        for (Goal g : List.of(
                new Goal.Action(i, Fact.of(FactTag.KU, x)),
                new Goal.Premise(i, 1, Fact.of(FactTag.persistent("P", 1), x)),
                new Goal.Chain(i, 0, new Var("j", Sort.NODE, 3), 2),
                new Goal.Split(7),
                new Goal.Subterm(x, x),
                new Goal.Disjunction(List.of(Guarded.TRUE, Guarded.FALSE)))) {
            assertEquals(g, GoalTerms.toTree(s, GoalTerms.toTerm(s, g), 0));
        }
    }

    @Test
    void goalsWithUnknownNamesAreNoTerms() throws Exception {
        TermStore s = Closings.close("").base().fork();
        Var i = new Var("i", Sort.NODE, 0);
        assertEquals(0, GoalTerms.toTerm(s, new Goal.Action(i, Fact.of(FactTag.linear("Nowhere", 0)))));
        assertEquals(0, GoalTerms.toTerm(s, new Goal.Action(i, Fact.of(FactTag.KU, Var.msg("nobody")))));
    }

    @Test
    void namesOfStoredProofsAreKnown() throws Exception {
        ClosedTheory t = Closings.close("""
                lemma L: exists-trace "Ex #i. A('c')@i"
                simplify
                solve( A( 'c' ) @ #odd.3 )
                by sorry
                """);
        assertTrue(t.heads().findString("odd") >= 0);
    }
}
