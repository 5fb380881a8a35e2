package org.troop.theory.check;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.troop.theory.close.MacroExpansion;
import org.troop.theory.print.Doc;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Item.Restriction;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.LemmaAttribute.Flag;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/** The wellformedness checks of a trace theory, in the order of the report. */
public final class Wellformedness {
    private Wellformedness() {}

    /**
     * Checks a theory whose processes are translated.
     *
     * @param lemmaArguments names and patterns of the command line that choose lemmas, in the order of selection
     */
    public static List<Problem> problems(Theory theory, List<String> lemmaArguments) {
        List<RuleE> rules = expandedRules(theory);
        List<Problem> out = new ArrayList<>();
        out.addAll(lemmaArguments(theory, lemmaArguments));
        out.addAll(new VariableChecks(rules).problems());
        out.addAll(new VariantChecks(theory).problems());
        out.addAll(new FactChecks(theory, rules).problems());
        out.addAll(formulas(theory));
        out.addAll(annotations(theory));
        out.addAll(new MultiplicationChecks(rules, theory.signature()).problems());
        out.addAll(new NaturalSortChecks(theory, rules).problems());
        out.addAll(EquationChecks.problems(theory.signature()));
        return out;
    }

    private static List<RuleE> expandedRules(Theory theory) {
        MacroExpansion macros = new MacroExpansion(theory.macros());
        List<RuleE> out = new ArrayList<>();
        for (Item.Rule r : theory.all(Item.Rule.class)) {
            out.add(macros.expand(r.rule()));
        }
        return out;
    }

    private static List<Problem> lemmaArguments(Theory theory, List<String> arguments) {
        if (arguments.equals(List.of(""))) {
            return List.of();
        }
        List<Lemma> lemmas = theory.all(Lemma.class);
        StringJoiner unknown = new StringJoiner(", ");
        for (String pattern : arguments.reversed()) {
            if (lemmas.stream().noneMatch(l -> matches(pattern, l.name()))) {
                unknown.add("'" + pattern + "'");
            }
        }
        if (unknown.length() == 0) {
            return List.of();
        }
        return List.of(new Problem(
                Report.topic("Check presence of the --prove/--lemma arguments in theory"),
                Doc.text("--> " + unknown
                        + " from arguments do(es) not correspond to a specified lemma in the theory ")));
    }

    private static boolean matches(String pattern, String name) {
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }

    private static List<Problem> formulas(Theory theory) {
        FormulaChecks checks = new FormulaChecks(theory.signature());
        List<Problem> out = new ArrayList<>();
        for (Lemma l : theory.all(Lemma.class)) {
            out.addAll(checks.problems("Lemma `" + l.name() + "'", l.formula()));
        }
        for (Restriction r : theory.all(Restriction.class)) {
            out.addAll(checks.problems("Restriction `" + r.name() + "'", r.formula()));
        }
        return out;
    }

    private static List<Problem> annotations(Theory theory) {
        List<Problem> out = new ArrayList<>();
        for (Lemma l : theory.all(Lemma.class)) {
            if (l.has(Flag.REUSE) && l.quantifier() == TraceQuantifier.EXISTS_TRACE) {
                out.add(new Problem(
                        Report.topic("Lemma annotations"),
                        Doc.text("Lemma `" + l.name() + "': cannot reuse 'exists-trace' lemmas")));
            }
        }
        return out;
    }
}
