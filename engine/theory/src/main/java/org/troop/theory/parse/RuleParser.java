package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.IntruderRule;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleAttribute;
import org.troop.theory.syntax.RuleE;

/** Rules: protocol rules with their {@code let} blocks and hand-written variants, message deduction rules. */
final class RuleParser {
    /** Premises, actions, conclusions, embedded restrictions. */
    record Body(List<Fact> premises, List<Fact> actions, List<Fact> conclusions, List<Formula> restrictions) {}

    private final Scanner in;
    private final TheoryBuilder theory;
    private final TermParser terms;
    private final VariableParser variables;
    private final FactParser facts;
    private final FormulaParser formulas;

    RuleParser(Scanner in, TheoryBuilder theory, TermParser terms, FactParser facts, FormulaParser formulas) {
        this.in = in;
        this.theory = theory;
        this.terms = terms;
        this.variables = terms.variables();
        this.facts = facts;
        this.formulas = formulas;
    }

    /** A rule item; {@code rule} comes next. */
    void item() {
        in.keyword("rule");
        int at = in.pos();
        if (in.peek() == '(') {
            in.require("(");
            in.requireWord("modulo");
            if (in.keyword("AC")) {
                in.require(")");
                theory.addIntruderRule(intruderRule());
                return;
            }
            in.requireWord("E");
            in.require(")");
            at = in.pos();
        }
        if (theory.diff()) {
            Item.Rule rule = protocolRule(false);
            diffRule(rule.rule(), at);
        } else {
            Item.Rule rule = protocolRule(true);
            theory.addRule(rule.rule(), rule.variants(), in, at);
        }
    }

    private void diffRule(RuleE rule, int at) {
        if (!in.keyword("left")) {
            theory.addDiffRule(new Item.DiffRule(rule, null, null), in, at);
            return;
        }
        Item.Rule left = side();
        in.requireWord("right");
        theory.addDiffRule(new Item.DiffRule(rule, left, side()), in, at);
    }

    private Item.Rule side() {
        in.requireWord("rule");
        if (in.symbol("(")) {
            in.requireWord("modulo");
            in.requireWord("E");
            in.require(")");
        }
        return protocolRule(true);
    }

    /** A rule from its name on. */
    private Item.Rule protocolRule(boolean mayHaveVariants) {
        int at = in.pos();
        String name = in.requireIdent();
        TheoryBuilder.checkRuleName(name, in, at);
        List<RuleAttribute> attributes = attributes();
        in.require(":");
        Body b = body();
        List<Formula> restrictions = theory.diff() ? List.of() : b.restrictions;
        RuleE rule = RuleE.of(name, attributes, restrictions, b.premises, b.actions, b.conclusions);
        List<RuleAC> variants = new ArrayList<>();
        if (mayHaveVariants && in.keyword("variants")) {
            Set<String> names = new HashSet<>(Set.of(name));
            do {
                variants.add(variant(names));
            } while (in.symbol(",") && in.looksAtWord("rule"));
        }
        return new Item.Rule(rule, variants);
    }

    private RuleAC variant(Set<String> names) {
        in.requireWord("rule");
        in.require("(");
        in.requireWord("modulo");
        in.requireWord("AC");
        in.require(")");
        int at = in.pos();
        String name = in.requireIdent();
        TheoryBuilder.checkRuleName(name, in, at);
        if (!names.add(name)) {
            throw in.error(at, "duplicate rule: " + name);
        }
        List<RuleAttribute> attributes = attributes();
        in.require(":");
        Body b = body();
        return new RuleAC(
                name,
                attributes,
                b.premises,
                b.conclusions,
                b.actions,
                RuleE.newVariables(b.premises, b.actions, b.conclusions),
                List.of(new TreeMap<>()),
                List.of());
    }

    private IntruderRule intruderRule() {
        int at = in.pos();
        String name = in.requireIdent();
        char kind = name.charAt(0);
        if (kind != 'c' && kind != 'd') {
            throw in.error(
                    at, "invalid intruder rule name '" + name + "', expected c… (construction) or d… (destruction)");
        }
        int applications = in.looksAtDigit() ? in.natural() : 0;
        in.require(":");
        Body b = in.orFail(ruleBody(false));
        return new IntruderRule(
                kind == 'd',
                name.substring(1),
                applications,
                b.premises,
                b.actions,
                b.conclusions,
                RuleE.newVariables(b.premises, b.actions, b.conclusions));
    }

    // Attributes.

    private List<RuleAttribute> attributes() {
        List<RuleAttribute> list = new ArrayList<>();
        if (!in.symbol("[")) {
            return list;
        }
        while (in.peek() != ']') {
            attribute(list);
            if (!in.symbol(",")) {
                break;
            }
        }
        in.require("]");
        return list;
    }

    private void attribute(List<RuleAttribute> list) {
        if (in.symbol("color=") || in.symbol("colour=")) {
            list.add(new RuleAttribute.Color(color()));
        } else if (in.symbol("process=\"")) {
            in.until('"');
        } else if (in.symbol("role=\"")) {
            list.add(new RuleAttribute.Role(in.until('"')));
        } else if (in.symbol("role=")) {
            list.add(new RuleAttribute.Role(in.untilAnyOf(",]")));
        } else if (in.keyword("derivchecks") || in.keyword("no_derivcheck")) {
            list.add(new RuleAttribute.NoDerivationCheck());
        } else if (in.keyword("issapicrule")) {
            list.add(new RuleAttribute.SapicRule());
        } else {
            throw in.syntaxError();
        }
    }

    /** Six hexadecimal digits, perhaps with {@code #} in front, perhaps in single quotes. */
    private int color() {
        int at = in.pos();
        boolean quoted = in.symbol("'");
        in.symbol("#");
        int start = in.pos();
        int rgb = 0;
        while (in.peek() < 128 && Character.digit(in.peek(), 16) >= 0) {
            rgb = rgb << 4 | Character.digit(in.next(), 16);
        }
        if (in.pos() - start != 6) {
            throw in.error(
                    at,
                    "Color code \"" + in.substring(start, in.pos())
                            + "\" could not be parsed to RGB, expected 6 hex digits");
        }
        in.skipBlank();
        if (quoted) {
            in.require("'");
        }
        return rgb;
    }

    // Bodies.

    /** The body of a protocol rule, {@code let} block applied. */
    private Body body() {
        if (!in.keyword("let")) {
            return in.orFail(ruleBody(true));
        }
        Map<Var, Term> map = new HashMap<>();
        do {
            Var v = in.orFail(variables.letVariable());
            in.require("=");
            Term t = in.orFail(terms.term());
            map.put(v, substitute(t, map));
        } while (!in.keyword("in"));
        Body b = in.orFail(ruleBody(true));
        List<Formula> restrictions = new ArrayList<>();
        for (Formula f : b.restrictions) {
            restrictions.add(f.substitute(map));
        }
        return new Body(
                substitute(b.premises, map), substitute(b.actions, map), substitute(b.conclusions, map), restrictions);
    }

    /** {@code [premises] --[actions]-> [conclusions]}; null if it does not match. */
    @Nullable
    Body ruleBody(boolean mayRestrict) {
        List<Fact> premises = facts.list();
        if (premises == null) {
            return null;
        }
        List<Fact> actions = new ArrayList<>();
        List<Formula> restrictions = new ArrayList<>();
        if (!in.symbol("-->") && !actions(actions, mayRestrict ? restrictions : null)) {
            return null;
        }
        List<Fact> conclusions = facts.list();
        return conclusions == null ? null : new Body(premises, actions, conclusions, restrictions);
    }

    /** {@code --[ … ]->}. */
    private boolean actions(List<Fact> actions, @Nullable List<Formula> restrictions) {
        if (!in.symbol("--[")) {
            return false;
        }
        while (!in.looksAt("]->")) {
            if (restrictions != null && in.keyword("_restrict")) {
                Formula f = in.symbol("(") ? formulas.formula() : null;
                if (f == null || !in.symbol(")")) {
                    return false;
                }
                restrictions.add(f);
            } else {
                Fact f = facts.fact();
                if (f == null) {
                    return false;
                }
                actions.add(f);
            }
            if (!in.symbol(",")) {
                break;
            }
        }
        return in.symbol("]->");
    }

    private static List<Fact> substitute(List<Fact> facts, Map<Var, Term> map) {
        List<Fact> out = new ArrayList<>(facts.size());
        for (Fact f : facts) {
            out.add(f.map(t -> substitute(t, map)));
        }
        return out;
    }

    /** The term with variables replaced; the same object where nothing changes. */
    private static Term substitute(Term t, Map<Var, Term> map) {
        if (t instanceof Var v) {
            Term image = map.get(v);
            return image == null ? t : image;
        }
        if (!(t instanceof App a)) {
            return t;
        }
        List<Term> args = new ArrayList<>(a.args().size());
        boolean same = true;
        for (Term s : a.args()) {
            Term r = substitute(s, map);
            same &= r == s;
            args.add(r);
        }
        return same ? t : Term.app(a.symbol(), args);
    }
}
