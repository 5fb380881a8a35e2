package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.troop.theory.parse.Texts.fact;
import static org.troop.theory.parse.Texts.formula;
import static org.troop.theory.parse.Texts.msg;
import static org.troop.theory.parse.Texts.problem;
import static org.troop.theory.parse.Texts.pub;
import static org.troop.theory.parse.Texts.rule;
import static org.troop.theory.parse.Texts.theory;

import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Fact.Annotation;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.IntruderRule;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleAttribute;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

class RuleParserTest {
    @Test
    void appliesLetDefinitionsFromBelow() {
        Fact in = rule("rule R: let y = 'b' x = <y, z> in [ In(x) ] --> [ ]")
                .premises()
                .getFirst();
        assertEquals(List.of(Term.pair(pub("b"), msg("z"))), in.args());
        in = rule("rule R: let x = <y, z> y = 'b' in [ In(x) ] --> [ ]")
                .premises()
                .getFirst();
        assertEquals(List.of(Term.pair(msg("y"), msg("z"))), in.args());
        in = rule("rule R: let x = 'a' x = <x, 'b'> in [ In(x) ] --> [ ]")
                .premises()
                .getFirst();
        assertEquals(List.of(Term.pair(pub("a"), pub("b"))), in.args());
    }

    @Test
    void collectsNewVariablesInVariableOrder() {
        RuleE r = rule("rule R: [ In(x) ] --[ A(z.1, $B) ]-> [ Out(<x, ~k, z>) ]");
        assertEquals(
                List.of(new Var("B", Sort.PUB, 0), new Var("k", Sort.FRESH, 0), msg("z"), new Var("z", Sort.MSG, 1)),
                r.newVariables());
    }

    @Test
    void recognisesSpecialFactsInAnyCase() {
        RuleE r = rule("rule R: [ IN(x), FR(~x), !Ku(x), Kd(x) ] --> [ OUt(x), K(x), !In2(x) ]");
        assertEquals(
                List.of(FactTag.IN, FactTag.FR, FactTag.KU, FactTag.KD),
                r.premises().stream().map(Fact::tag).toList());
        assertEquals(
                List.of(FactTag.OUT, FactTag.KNOWN, FactTag.persistent("In2", 1)),
                r.conclusions().stream().map(Fact::tag).toList());
    }

    @Test
    void keepsAnnotationsWhereTheyMatter() {
        RuleE r = rule("rule R: [ A(x)[+, no_precomp], In(x)[-], Fr(~x)[+] ] --> [ ]");
        assertEquals(
                EnumSet.of(Annotation.SOLVE_FIRST, Annotation.NO_PRECOMPUTATION),
                r.premises().get(0).annotations());
        assertEquals(EnumSet.of(Annotation.SOLVE_LAST), r.premises().get(1).annotations());
        assertTrue(r.premises().get(2).annotations().isEmpty());
        assertEquals(fact("A", msg("x")), r.premises().get(0));
    }

    @Test
    void readsAttributesInAnySpelling() {
        RuleE r = rule(
                "rule R[color='#FF0080', colour= 0a0b0c, process=\"new x;\", role=\"Client A\", no_derivcheck]: [ ] --> [ ]");
        assertEquals(
                List.of(
                        new RuleAttribute.Color(0xff0080),
                        new RuleAttribute.Color(0x0a0b0c),
                        new RuleAttribute.Role("Client A"),
                        new RuleAttribute.NoDerivationCheck()),
                r.attributes());
    }

    @Test
    void abstractsEmbeddedRestrictions() {
        Theory t = theory(
                "rule R: [ In(x), In(y) ] --[ B(x), _restrict(x = y & (Ex z #i. C(z, x)@i & i < #NOW)) ]-> [ Out(y) ]");
        Item.Restriction restriction = (Item.Restriction) t.items().get(0);
        assertEquals("Restr_R_1", restriction.name());
        assertEquals(
                formula(
                        "",
                        "∀ x #NOW x.1 x.2. (Restr_R_1( x, x.1, x.2 ) @ #NOW) ⇒"
                                + " ((x = x.1) ∧ (∃ z #i. (C( z, x.2 ) @ #i) ∧ (#i < #NOW)))"),
                restriction.formula());
        RuleE r = ((Item.Rule) t.items().get(1)).rule();
        assertEquals(List.of(fact("B", msg("x")), fact("Restr_R_1", msg("x"), msg("y"), msg("x"))), r.actions());
    }

    @Test
    void abstractsMaximalTermsOfEmbeddedRestrictions() {
        Theory t = theory("""
            functions: f/1
            rule S: [ In(x) ] --[ _restrict(All z #i. C(<z, f(x), f(z)>, x)@i ==> F) ]-> [ ]
            """);
        Item.Restriction restriction = t.all(Item.Restriction.class).getFirst();
        assertEquals(
                formula(
                        "functions: f/1",
                        "∀ x #NOW x.1. (Restr_S_1( x, x.1 ) @ #NOW) ⇒ (∀ z #i. (C( <z, x, f(z)>, x.1 ) @ #i) ⇒ (⊥))"),
                restriction.formula());
        assertEquals(
                List.of(fact("Restr_S_1", Texts.f("f", msg("x")), msg("x"))),
                t.all(Item.Rule.class).getFirst().rule().actions());
    }

    @Test
    void expandsPredicatesBeforeAbstracting() {
        Theory t = theory(
                "predicates: Same(a, b) <=> a = b rule R: [ In(<x, y>) ] --[ _restrict(Same(<x, y>, 'c')) ]-> [ ]");
        assertEquals(
                formula("", "∀ x #NOW. (Restr_R_1(x) @ #NOW) ⇒ x = 'c'"),
                t.all(Item.Restriction.class).getFirst().formula());
    }

    @Test
    void acceptsEqualRulesTwice() {
        String r = "rule R: [ In(x) ] --> [ Out(x) ] ";
        assertEquals(
                2,
                theory(r + "rule R: [ In(x)[+] ] --> [ Out(x) ]")
                        .all(Item.Rule.class)
                        .size());
        assertEquals(
                "duplicate rule: R is defined above in another way", problem(r + "rule R: [ In(y) ] --> [ Out(y) ]"));
        String restricted = "rule R: [ In(x) ] --[ _restrict(x = x) ]-> [ ] ";
        assertEquals("duplicate restriction: Restr_R_1", problem(restricted + restricted));
    }

    @Test
    void readsHandWrittenVariants() {
        Item.Rule item = theory("""
                rule (modulo E) R: [ In(x) ] --> [ Out(fst(x)) ]
                  variants
                  rule (modulo AC) R_1: [ In(<y, z>) ] --> [ Out(y) ]
                  ,
                  rule (modulo AC) R_2: [ In(x) ] --> [ Out(fst(x)) ]
                """).all(Item.Rule.class).getFirst();
        assertEquals(
                List.of("R_1", "R_2"),
                item.variants().stream().map(RuleAC::name).toList());
        assertEquals(List.of(new TreeMap<>()), item.variants().getFirst().variants());
        assertEquals("duplicate rule: R", problem("rule R: [ ] --> [ ] variants rule (modulo AC) R: [ ] --> [ ]"));
    }

    @Test
    void readsIntruderRulesOnce() {
        String d = "rule (modulo AC) d_fst 1: [ !KD(<x, y>) ] --> [ !KD(x) ] ";
        List<IntruderRule> rules = theory(d + d + "rule (modulo AC) c_h: [ !KU(x) ] --[ !KU(x) ]-> [ !KU(x) ]")
                .intruderRules();
        assertEquals(2, rules.size());
        assertEquals("_fst", rules.getFirst().label());
        assertTrue(rules.getFirst().destruction());
        assertEquals(1, rules.getFirst().applications());
    }

    @Test
    void reportsBadRules() {
        assertEquals("cannot use reserved rule name 'irecv'", problem("rule irecv: [ ] --> [ ]"));
        assertEquals("facts must start with upper-case letters", problem("rule R: [ a(x) ] --> [ ]"));
        assertEquals("fresh facts cannot be persistent", problem("rule R: [ !Fr(x) ] --> [ ]"));
        assertEquals("fact 'In' used with arity 2 instead of arity one", problem("rule R: [ In(x, y) ] --> [ ]"));
        assertEquals(
                "Color code \"ffff\" could not be parsed to RGB, expected 6 hex digits",
                problem("rule R[color=#ffff]: [ ] --> [ ]"));
        assertEquals("found the reserved word 'let', expected '[' or ':'", problem("rule R let x = y in [ ] --> [ ]"));
    }
}
