package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.troop.theory.parse.Texts.fact;
import static org.troop.theory.parse.Texts.formula;
import static org.troop.theory.parse.Texts.msg;
import static org.troop.theory.parse.Texts.node;
import static org.troop.theory.parse.Texts.problem;
import static org.troop.theory.parse.Texts.pub;

import org.junit.jupiter.api.Test;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Bound;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.Formula;

class FormulaParserTest {
    private static Formula atom(Atom a) {
        return new Formula.Atomic(a);
    }

    private static Formula eq(String a, String b) {
        return atom(new Atom.Eq(msg(a), msg(b)));
    }

    @Test
    void bindsConnectivesInTheirOrder() {
        Formula conj = new Formula.And(eq("a", "a"), eq("b", "b"));
        Formula disj = new Formula.Or(new Formula.Or(conj, eq("d", "d")), eq("e", "e"));
        Formula expected = new Formula.Implies(disj, new Formula.Implies(eq("g", "g"), eq("h", "h")));
        assertEquals(expected, formula("", "a = a & b = b | d = d | e = e ==> g = g ==> h = h"));
        assertEquals(expected, formula("", "a = a ∧ b = b ∨ d = d ∨ e = e ⇒ g = g ⇒ h = h"));
    }

    @Test
    void extendsQuantifiersOverEquivalences() {
        Formula inner = new Formula.Iff(atom(new Atom.Eq(new Bound(0), msg("y"))), eq("a", "b"));
        Formula first = new Formula.Quantified(true, new Binder("x", Sort.MSG), inner);
        assertEquals(new Formula.Iff(first, eq("e", "d")), formula("", "(All x. x = y <=> a = b) <=> e = d"));
        assertEquals(first, formula("", "∀ x. x = y ⇔ a = b"));
    }

    @Test
    void givesTheLastVariableOfAQuantifierIndexZero() {
        Formula body = atom(new Atom.Action(new Bound(0), fact("A", new Bound(2), new Bound(1))));
        Formula expected = new Formula.Quantified(
                true,
                new Binder("x", Sort.MSG),
                new Formula.Quantified(
                        true,
                        new Binder("y", Sort.PUB),
                        new Formula.Quantified(true, new Binder("i", Sort.NODE), body)));
        assertEquals(expected, formula("", "All x $y #i. A(x, $y)@i"));
    }

    @Test
    void shadowsOuterVariables() {
        Formula inner =
                new Formula.Quantified(false, new Binder("x", Sort.MSG), atom(new Atom.Eq(new Bound(0), msg("y"))));
        assertEquals(new Formula.Quantified(false, new Binder("x", Sort.MSG), inner), formula("", "Ex x. Ex x. x = y"));
    }

    @Test
    void bindsExactVariablesOnly() {
        Formula body = atom(new Atom.Eq(new Bound(0), new Term.Var("x", Sort.FRESH, 0)));
        assertEquals(new Formula.Quantified(false, new Binder("x", Sort.MSG), body), formula("", "Ex x.1. x.1 = ~x"));
    }

    @Test
    void sortsSumsWithBoundVariables() {
        Term sum = Term.app(Symbol.UNION, new Bound(0), new Bound(1), msg("a"));
        Formula f = formula("builtins: multiset", "Ex x y. a ++ x ++ y = 'n'");
        assertEquals(atom(new Atom.Eq(sum, pub("n"))), ((Formula.Quantified) ((Formula.Quantified) f).body()).body());
    }

    @Test
    void readsTimePoints() {
        assertEquals(atom(new Atom.Less(node("i"), node("j"))), formula("", "i < j"));
        assertEquals(atom(new Atom.Less(node("i"), node("j"))), formula("", "#i < j:node"));
        assertEquals(atom(new Atom.Eq(node("i"), node("j"))), formula("", "#i = j"));
        assertEquals(atom(new Atom.Eq(node("i"), node("j"))), formula("", "i = #j"));
        assertEquals(eq("i", "j"), formula("", "i = j"));
        assertEquals(atom(new Atom.Last(node("i"))), formula("", "last(i)"));
    }

    @Test
    void readsOtherAtoms() {
        assertEquals(atom(new Atom.Subterm(msg("x"), msg("y"))), formula("", "x << y"));
        assertEquals(atom(new Atom.Subterm(msg("x"), msg("y"))), formula("", "(x) ⊏ (y)"));
        assertEquals(Formula.FALSE, formula("", "F"));
        assertEquals(Formula.TRUE, formula("", "⊤"));
        assertEquals(new Formula.Not(new Formula.Not(Formula.TRUE)), formula("", "not (¬T)"));
        assertEquals(atom(new Atom.Action(node("i"), fact("F2", msg("F1")))), formula("", "(F2(F1)@i)"));
    }

    @Test
    void tellsParenthesesOfTermsAndFormulasApart() {
        String multiset = "builtins: multiset";
        assertEquals(formula(multiset, "x ++ y = z"), formula(multiset, "((x ++ y) = ((z)))"));
        assertEquals(formula("", "x = y & y = z"), formula("", "((x = y) & (((y)) = z))"));
        assertEquals(formula("functions: H/1", "(H(x)) = y"), formula("functions: H/1", "((H(x)) = y)"));
    }

    @Test
    void expandsPredicatesWithoutCapture() {
        String predicates = "predicates: P(x, y) <=> Ex z. x = z & not (y = 'n')";
        assertEquals(
                formula("", "All z. Ex w. z = w & not (w0 = 'n')"),
                withoutNames(formula(predicates, "All z. P(z, w0)"), "w"));
    }

    /** The formula with the innermost binder renamed. */
    private static Formula withoutNames(Formula f, String name) {
        Formula.Quantified outer = (Formula.Quantified) f;
        Formula.Quantified inner = (Formula.Quantified) outer.body();
        return new Formula.Quantified(
                outer.universal(),
                outer.binder(),
                new Formula.Quantified(inner.universal(), new Binder(name, Sort.MSG), inner.body()));
    }

    @Test
    void leavesOtherVariablesOfAPredicateFree() {
        assertEquals(formula("", "'a' = y"), formula("predicates: P(x) <=> x = y", "P('a')"));
        assertEquals(formula("", "x = 'a'"), formula("predicates: P(x:pub) <=> x = 'a'", "P('b')"));
    }

    @Test
    void expandsMultisetComparison() {
        String multiset = "builtins: multiset";
        assertEquals(formula(multiset, "Ex z. y = x ++ z"), formula(multiset, "x (<) y"));
        assertEquals("Need builtins: multiset to use multiset comparison operator.", problem("lemma l: \"x (<) y\""));
    }

    @Test
    void reportsUnknownPredicates() {
        assertEquals("undefined predicate !P/1", problem("predicates: P(x) <=> T lemma l: \"!P(x)\""));
        assertEquals("undefined predicate P/2", problem("lemma l: \"P(x, #i)\" predicates: P(x, #i) <=> T"));
        assertEquals("duplicate predicate: Smaller/2", problem("predicates: Smaller(x, y) <=> T"));
    }

    @Test
    void allowsNoPredicatesInPredicates() {
        assertEquals(
                "Syntactic sugar is not allowed, guarded formula expected.",
                problem("predicates: P(x) <=> T, Q(x) <=> P(x) & T"));
    }
}
