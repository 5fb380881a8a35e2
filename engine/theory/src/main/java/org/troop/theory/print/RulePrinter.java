package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleAttribute;
import org.troop.theory.syntax.RuleE;

/** Rules modulo E and modulo AC, with their variants and loop breakers. */
public final class RulePrinter {
    private static final Set<String> RESERVED =
            Set.of("Fresh", "irecv", "isend", "coerce", "fresh", "pub", "iequality");
    static final Doc TRIVIAL = Doc.blockComment(Doc.text("has exactly the trivial AC variant"));

    private RulePrinter() {}

    /** {@code rule (modulo E) ..}. */
    public static Doc doc(RuleE r) {
        return doc("rule (modulo E)", r.name(), r.attributes(), r.premises(), r.actions(), r.conclusions());
    }

    /** {@code rule (modulo AC) ..} with variants and loop breakers. */
    public static Doc doc(RuleAC r) {
        return doc("rule (modulo AC)", r)
                .aboveStrict(variants(r).nest(2))
                .aboveStrict(loopBreakers(r).nest(2));
    }

    /** Name, attributes and facts of a rule modulo AC under the header of a rule modulo E. */
    static Doc docAsE(RuleAC r) {
        return doc("rule (modulo E)", r);
    }

    private static Doc doc(String kind, RuleAC r) {
        return doc(kind, r.name(), r.attributes(), r.premises(), r.actions(), r.conclusions());
    }

    /**
     * Header and body.
     *
     * @param kind the words before the name: {@code rule (modulo E)}, {@code instance (modulo AC)}
     */
    public static Doc doc(
            String kind,
            String name,
            List<RuleAttribute> attributes,
            List<Fact> premises,
            List<Fact> actions,
            List<Fact> conclusions) {
        Doc head = Doc.text(kind + " ")
                .beside(Doc.text(shown(name)).beside(attributes(attributes)).beside(":"));
        List<Fact> visible = actions;
        for (Fact f : actions) {
            if (isDiffLabel(f, name)) {
                visible = actions.stream().filter(g -> !isDiffLabel(g, name)).toList();
                break;
            }
        }
        return head.aboveStrict(
                body(premises, visible, conclusions, List.of(), Set.of()).nest(2));
    }

    private static boolean isDiffLabel(Fact f, String rule) {
        String name = f.tag().name();
        return name.startsWith("DiffProto")
                && f.args().isEmpty()
                && name.length() == 9 + rule.length()
                && name.endsWith(rule);
    }

    /** The name as it is shown: words of the language and names that begin with {@code _} get a {@code _} in front. */
    public static String shown(String name) {
        return name.startsWith("_") || RESERVED.contains(name) ? "_" + name : name;
    }

    /**
     * Premises, actions and conclusions.
     *
     * @param restrictions shown behind the actions; rules embedded in processes only
     * @param matched variables to mark in the premises
     */
    static Doc body(
            List<Fact> premises,
            List<Fact> actions,
            List<Fact> conclusions,
            List<Formula> restrictions,
            Set<Var> matched) {
        List<Doc> middle = FactPrinter.docs(actions, Set.of());
        for (Formula f : restrictions) {
            middle.add(Doc.text("_restrict(").beside(FormulaPrinter.doc(f)).beside(")"));
        }
        Doc arrow = middle.isEmpty() ? Doc.text("-->") : Doc.fsep(Doc.text("--["), Doc.commas(middle), Doc.text("]->"));
        return Doc.sep(
                bracketed(FactPrinter.docs(premises, matched)).nest(1),
                arrow,
                bracketed(FactPrinter.docs(conclusions, Set.of())).nest(1));
    }

    private static Doc bracketed(List<Doc> facts) {
        return Doc.fsep(Doc.text("["), Doc.commas(facts), Doc.text("]"));
    }

    private static Doc attributes(List<RuleAttribute> attributes) {
        if (attributes.isEmpty()) {
            return Doc.empty();
        }
        List<Doc> out = new ArrayList<>();
        for (RuleAttribute a : attributes) {
            out.add(Doc.text(text(a)));
        }
        return Doc.text("[").beside(Doc.commas(out)).beside("]");
    }

    private static String text(RuleAttribute a) {
        return switch (a) {
            case RuleAttribute.Color c -> {
                String hex = Integer.toHexString(c.rgb());
                yield "color=#" + "0".repeat(6 - hex.length()) + hex;
            }
            case RuleAttribute.Role r -> "role=" + r.name();
            case RuleAttribute.FromProcess p -> "process=\"" + p.text() + "\"";
            case RuleAttribute.NoDerivationCheck n -> "derivchecks";
            case RuleAttribute.SapicRule s -> "issapicrule";
        };
    }

    private static Doc variants(RuleAC r) {
        if (r.hasOnlyIdentityVariant()) {
            return Doc.empty();
        }
        List<Doc> out = new ArrayList<>(r.variants().size());
        for (SortedMap<Var, Term> v : r.variants()) {
            out.add(Doc.vcat(equations(v)));
        }
        return Doc.text("variants (modulo AC)").aboveStrict(Doc.numbered(out));
    }

    private static List<Doc> equations(SortedMap<Var, Term> substitution) {
        List<Doc> out = new ArrayList<>(substitution.size());
        for (Map.Entry<Var, Term> e : substitution.entrySet()) {
            out.add(equation(e.getKey(), e.getValue()));
        }
        return out;
    }

    /** {@code x = t} with the sign in column 6 or, for long names, on the next line. */
    public static Doc equation(Var x, Term t) {
        return Doc.text(TermPrinter.text(x))
                .above(Doc.text("=").spaced(TermPrinter.doc(t)).nest(6));
    }

    static Doc loopBreakers(RuleAC r) {
        List<Integer> breakers = r.loopBreakers();
        if (breakers.isEmpty()) {
            return Doc.empty();
        }
        StringBuilder s = new StringBuilder(breakers.size() == 1 ? "loop breaker: [" : "loop breakers: [");
        for (int i = 0; i < breakers.size(); i++) {
            s.append(i == 0 ? "" : ",").append(breakers.get(i));
        }
        return Doc.lineComment(s.append(']').toString());
    }
}
