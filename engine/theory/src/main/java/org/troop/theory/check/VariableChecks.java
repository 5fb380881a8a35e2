package org.troop.theory.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term.Var;
import org.troop.theory.print.Doc;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.RuleE;

/** Variables and constants of rules: unbound ones, and those that differ in capitalization or sort only. */
final class VariableChecks {
    private static final String CONSTANTS = Report.topic("Public constants with mismatching capitalization")
            + "\nIdentifiers are case-sensitive, mismatched capitalizations are considered as different, i.e., 'ID' is"
            + " different from 'id'. Check the capitalization of your identifiers.\n";
    private static final String VARIABLES = Report.topic("Variable with mismatching sorts or capitalization")
            + "\nPossible reasons:\n1. Identifiers are case sensitive, i.e.,'x' and 'X' are considered to be different.\n"
            + "2. The same holds for sorts:, i.e., '$x', 'x', and '~x' are considered to be different.\n";

    private final List<RuleE> rules;

    /** @param rules macros expanded */
    VariableChecks(List<RuleE> rules) {
        this.rules = rules;
    }

    List<Problem> problems() {
        List<Problem> out = new ArrayList<>();
        rules.forEach(r -> unbound(r, out));
        rules.forEach(r -> freshConstants(r, out));
        publicConstants(out);
        rules.forEach(r -> variables(r, out));
        return out;
    }

    private static void unbound(RuleE r, List<Problem> out) {
        Set<Var> vs = RuleParts.variables(RuleParts.terms(r));
        vs.removeAll(RuleParts.variables(RuleParts.terms(r.premises())));
        vs.removeIf(v -> v.sort() == Sort.PUB);
        if (!vs.isEmpty()) {
            out.add(new Problem(
                    Report.topic("Unbound variables"),
                    Doc.text("rule " + RuleParts.quoted(r) + " has unbound variables: ")
                            .aboveStrict(RuleParts.variableList(vs).nest(2))));
        }
    }

    private static void freshConstants(RuleE r, List<Problem> out) {
        List<String> found = new ArrayList<>();
        RuleParts.terms(r)
                .forEach(t -> RuleParts.forEachName(t, n -> {
                    if (n.sort() == Sort.FRESH) {
                        found.add(TermPrinter.text(n));
                    }
                }));
        if (!found.isEmpty()) {
            out.add(new Problem(
                    Report.topic("Fresh public constants"),
                    RuleParts.filled(
                            "rule " + RuleParts.quoted(r) + ": fresh public constants are not allowed:", found)));
        }
    }

    private record Constant(String rule, String name) {}

    private void publicConstants(List<Problem> out) {
        Map<String, List<Constant>> groups = new TreeMap<>(Symbol::compareCodePoints);
        for (RuleE r : rules) {
            RuleParts.terms(r)
                    .forEach(t -> RuleParts.forEachName(t, n -> {
                        if (n.sort() == Sort.PUB) {
                            groups.computeIfAbsent(RuleParts.lower(n.id()), k -> new ArrayList<>())
                                    .add(new Constant(RulePrinter.shown(r.name()), n.id()));
                        }
                    }));
        }
        List<Doc> clashes = new ArrayList<>();
        for (List<Constant> group : groups.values()) {
            List<Constant> distinct =
                    SortedDistinct.of(group, Comparator.comparing(Constant::name, Symbol::compareCodePoints));
            if (distinct.size() > 1) {
                clashes.add(Doc.commas(byRule(distinct)));
            }
        }
        if (!clashes.isEmpty()) {
            out.add(new Problem(CONSTANTS, Doc.numbered(clashes)));
        }
    }

    /** {@code rule "R":  name 'a', 'b'}, one for adjacent constants of the same rule. */
    private static List<Doc> byRule(List<Constant> constants) {
        List<Doc> out = new ArrayList<>();
        for (int i = 0; i < constants.size(); ) {
            String rule = constants.get(i).rule();
            StringJoiner names = new StringJoiner(", ");
            for (; i < constants.size() && constants.get(i).rule().equals(rule); i++) {
                names.add("'" + constants.get(i).name() + "'");
            }
            out.add(Doc.text("rule \"" + rule + "\":  name " + names));
        }
        return out;
    }

    private static void variables(RuleE r, List<Problem> out) {
        Comparator<Var> key = Comparator.<Var, String>comparing(
                        v -> RuleParts.lower(v.name()), Symbol::compareCodePoints)
                .thenComparingInt(Var::index);
        Map<Var, Set<Var>> groups = new TreeMap<>(key);
        for (Var v : RuleParts.variables(RuleParts.terms(r))) {
            groups.computeIfAbsent(v, k -> new TreeSet<>()).add(v);
        }
        List<Doc> clashes = new ArrayList<>();
        for (Set<Var> group : groups.values()) {
            if (group.size() > 1) {
                clashes.add(RuleParts.variableList(group));
            }
        }
        if (!clashes.isEmpty()) {
            out.add(new Problem(
                    VARIABLES,
                    Doc.text("rule " + RuleParts.quoted(r) + ": ")
                            .aboveStrict(Doc.numbered(clashes).nest(2))));
        }
    }
}
