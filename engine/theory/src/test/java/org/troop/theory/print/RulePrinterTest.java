package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleAttribute;
import org.troop.theory.syntax.RuleE;

class RulePrinterTest {
    private static final Symbol SDEC = Symbol.free("sdec", 2);
    private static final Symbol SENC = Symbol.free("senc", 2);
    private static final Var K = Var.msg("k");
    private static final Var X = Var.msg("x");
    private static final Var Z = Var.msg("z");

    private static Var x(int i) {
        return new Var("x", X.sort(), i);
    }

    private static RuleE written() {
        return rule("B", Fact.of(FactTag.OUT, Term.app(SDEC, X, K)));
    }

    private static RuleE rule(String name, Fact out) {
        return RuleE.of(
                name,
                List.of(),
                List.of(),
                List.of(Fact.of(FactTag.linear("S", 1), K), Fact.of(FactTag.IN, X)),
                List.of(Fact.of(FactTag.linear("Bb", 1), K)),
                List.of(out, Fact.of(FactTag.linear("T", 1), K)));
    }

    private static RuleAC closed(String name) {
        SortedMap<Var, Term> first = new TreeMap<>();
        first.put(K, new Var("k", K.sort(), 4));
        first.put(X, x(4));
        first.put(Z, Term.app(SDEC, x(4), new Var("k", K.sort(), 4)));
        SortedMap<Var, Term> second = new TreeMap<>();
        second.put(K, x(4));
        second.put(X, Term.app(SENC, x(5), x(4)));
        second.put(Z, x(5));
        RuleE e = rule(name, Fact.of(FactTag.OUT, Z));
        return new RuleAC(
                name,
                List.of(),
                e.premises(),
                e.conclusions(),
                e.actions(),
                e.newVariables(),
                List.of(first, second),
                List.of());
    }

    @Test
    void showsVariantsInAComment() {
        assertEquals(
                """
                rule (modulo E) B:
                   [ S( k ), In( x ) ] --[ Bb( k ) ]-> [ Out( sdec(x, k) ), T( k ) ]

                  // loop breaker: [0]
                  /*
                  rule (modulo AC) B:
                     [ S( k ), In( x ) ] --[ Bb( k ) ]-> [ Out( z ), T( k ) ]
                    variants (modulo AC)
                    1. k     = k.4
                       x     = x.4
                       z     = sdec(x.4, k.4)
                \s\s\s\s
                    2. k     = x.4
                       x     = senc(x.5, x.4)
                       z     = x.5
                    // loop breaker: [0]
                  */""",
                RuleItemPrinter.closed(written(), closed("B").withLoopBreakers(List.of(0)))
                        .toString());
    }

    @Test
    void saysWhenVariantsAreTrivial() {
        assertEquals(
                """
                rule (modulo E) B:
                   [ S( k ), In( x ) ] --[ Bb( k ) ]-> [ Out( sdec(x, k) ), T( k ) ]

                  // loop breakers: [1,0]
                  /* has exactly the trivial AC variant */""",
                RuleItemPrinter.closed(written(), RuleAC.trivial(written()).withLoopBreakers(List.of(1, 0)))
                        .toString());
    }

    @Test
    void listsUnfoldedVariants() {
        RuleAC first = RuleAC.trivial(rule("B___VARIANT_1", Fact.of(FactTag.OUT, X)));
        RuleAC second = RuleAC.trivial(rule("B___VARIANT_2", Fact.of(FactTag.OUT, K)));
        assertEquals(
                """
                rule (modulo E) B:
                   [ S( k ), In( x ) ] --[ Bb( k ) ]-> [ Out( sdec(x, k) ), T( k ) ]
                 variants
                  rule (modulo AC) B___VARIANT_1:
                     [ S( k ), In( x ) ] --[ Bb( k ) ]-> [ Out( x ), T( k ) ]
                  ,
                  rule (modulo AC) B___VARIANT_2:
                     [ S( k ), In( x ) ] --[ Bb( k ) ]-> [ Out( k ), T( k ) ]""",
                RuleItemPrinter.closedManually(written(), List.of(first, second))
                        .toString());
    }

    @Test
    void showsTheOnlyChangedRuleInsteadOfTheWrittenOne() {
        assertEquals(
                """
                rule (modulo E) C:
                   [ S( k ), In( x ) ] --[ Bb( k ) ]-> [ Out( z ), T( k ) ]

                  /* has exactly the trivial AC variant */""",
                RuleItemPrinter.closedManually(written(), List.of(RuleAC.trivial(rule("C", Fact.of(FactTag.OUT, Z)))))
                        .toString());
        assertEquals(
                """
                rule (modulo E) B:
                   [ S( k ), In( x ) ] --[ Bb( k ) ]-> [ Out( sdec(x, k) ), T( k ) ]

                  /* has exactly the trivial AC variant */""",
                RuleItemPrinter.closedManually(written(), List.of(closed("B"))).toString());
    }

    @Test
    void escapesReservedNamesAndHidesDiffLabels() {
        assertEquals(
                """
                rule (modulo AC) _Fresh[process="if a
                b"]:
                   [ ] --> [ ]""",
                RulePrinter.doc(
                                "rule (modulo AC)",
                                "Fresh",
                                List.of(new RuleAttribute.FromProcess("if a\nb")),
                                List.of(),
                                List.of(Fact.of(FactTag.linear("DiffProtoFresh", 0))),
                                List.of())
                        .toString());
        assertEquals("__x", RulePrinter.shown("_x"));
    }
}
