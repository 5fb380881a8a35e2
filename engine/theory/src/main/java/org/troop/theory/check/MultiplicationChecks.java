package org.troop.theory.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.troop.term.Signature;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.print.Doc;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.RuleE;

/**
 * Multiplication restriction (Schmidt, Meier, Cremers, Basin, CSF 2012): no rule sends a product, and none gets at
 * exponents by matching on terms that the equations may change.
 */
final class MultiplicationChecks {
    private final List<RuleE> rules;
    private final Set<Symbol> irreducible;

    /** @param rules macros expanded */
    MultiplicationChecks(List<RuleE> rules, Signature signature) {
        this.rules = rules;
        this.irreducible = signature.irreducible();
    }

    List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        for (RuleE r : rules) {
            check(r, out);
        }
        return out;
    }

    private void check(RuleE r, List<Problem> out) {
        List<Term> products = new ArrayList<>();
        RuleParts.terms(r.conclusions()).forEach(t -> products(t, products));
        RuleE abstracted = new Abstraction(r).rule();
        Set<Var> unbound = onlyRight(abstracted);
        if (!onlyRight(r).isEmpty()) {
            unbound.removeAll(onlyRight(r));
        }
        if (products.isEmpty() && unbound.isEmpty()) {
            return;
        }
        Doc text = Doc.text("The following rule is not multiplication restricted:")
                .aboveStrict(RulePrinter.doc(r).nest(2))
                .aboveStrict(Doc.text(""))
                .aboveStrict(Doc.text("After replacing reducible function symbols in lhs with variables:"))
                .aboveStrict(RulePrinter.doc(abstracted).nest(2))
                .aboveStrict(Doc.text(""));
        if (!products.isEmpty()) {
            text = text.aboveStrict(Doc.text("Terms with multiplication: ")
                    .spaced(Doc.commas(TermPrinter.docs(products)))
                    .nest(2));
        }
        if (!unbound.isEmpty()) {
            text = text.aboveStrict(Doc.text("Variables that occur only in rhs: ")
                    .spaced(RuleParts.variableList(unbound))
                    .nest(2));
        }
        out.add(new Problem(Report.topic("Multiplication restriction of rules"), text));
    }

    /** Non-public variables of the conclusions that are not in the premises. */
    private static Set<Var> onlyRight(RuleE r) {
        Set<Var> vs = RuleParts.variables(RuleParts.terms(r.conclusions()));
        vs.removeAll(RuleParts.variables(RuleParts.terms(r.premises())));
        vs.removeIf(v -> v.sort() == Sort.PUB);
        return vs;
    }

    private static void products(Term t, List<Term> out) {
        if (t instanceof Term.App a) {
            if (a.symbol().equals(Symbol.MULT)) {
                out.add(a);
            } else {
                a.args().forEach(u -> products(u, out));
            }
        }
    }

    /** Variables for the reducible terms of the premises. */
    private final class Abstraction {
        private final RuleE rule;
        private final Map<Term, Var> table = new LinkedHashMap<>();
        private int next;

        Abstraction(RuleE rule) {
            this.rule = rule;
            for (Var v : RuleParts.variables(RuleParts.terms(rule))) {
                next = Math.max(next, v.index() + 1);
            }
        }

        RuleE rule() {
            List<Fact> premises = map(rule.premises(), this::enter);
            return RuleE.of(
                    rule.name(),
                    rule.attributes(),
                    rule.restrictions(),
                    premises,
                    map(rule.actions(), this::replace),
                    map(rule.conclusions(), this::replace));
        }

        private static List<Fact> map(List<Fact> facts, UnaryOperator<Term> f) {
            return facts.stream().map(x -> x.map(f)).toList();
        }

        private Term enter(Term t) {
            if (!(t instanceof Term.App a)) {
                return t;
            }
            if (!irreducible.contains(a.symbol())) {
                return table.computeIfAbsent(a, k -> new Var("x", k.sortOf(), next++));
            }
            return Term.app(a.symbol(), a.args().stream().map(this::enter).toList());
        }

        private Term replace(Term t) {
            Var v = table.get(t);
            if (v != null) {
                return v;
            }
            return t instanceof Term.App a
                    ? Term.app(a.symbol(), a.args().stream().map(this::replace).toList())
                    : t;
        }
    }
}
