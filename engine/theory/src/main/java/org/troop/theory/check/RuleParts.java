package org.troop.theory.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.print.Doc;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.RuleE;

/** What several checks ask of rules. */
final class RuleParts {
    private RuleParts() {}

    /** {@code `R'}. */
    static String quoted(RuleE r) {
        return "`" + RulePrinter.shown(r.name()) + "'";
    }

    /** The terms of embedded formulas, premises, conclusions, actions. */
    static List<Term> terms(RuleE r) {
        List<Term> out = new ArrayList<>();
        for (Formula f : r.restrictions()) {
            List<Atom> atoms = new ArrayList<>();
            f.atoms(atoms);
            atoms.forEach(a -> out.addAll(a.terms()));
        }
        for (List<Fact> facts : List.of(r.premises(), r.conclusions(), r.actions())) {
            facts.forEach(f -> out.addAll(f.args()));
        }
        return out;
    }

    static List<Term> terms(List<Fact> facts) {
        List<Term> out = new ArrayList<>();
        facts.forEach(f -> out.addAll(f.args()));
        return out;
    }

    /** The variables but time points, ascending. */
    static Set<Var> variables(List<Term> terms) {
        Set<Var> out = new TreeSet<>();
        terms.forEach(t -> t.occurrences(out));
        out.removeIf(v -> v.sort() == Sort.NODE);
        return out;
    }

    static void forEachName(Term t, Consumer<Term.Name> sink) {
        switch (t) {
            case Term.Name n -> sink.accept(n);
            case Term.App a -> a.args().forEach(u -> forEachName(u, sink));
            default -> {}
        }
    }

    static Doc variableList(Iterable<Var> vs) {
        List<Doc> out = new ArrayList<>();
        vs.forEach(v -> out.add(Doc.text(TermPrinter.text(v))));
        return Doc.commas(out);
    }

    static String lower(String s) {
        return s.toLowerCase(Locale.ROOT);
    }

    /** A head and things behind it, filled; more lines are indented by 2. */
    static Doc filled(String head, List<String> things) {
        List<Doc> out = new ArrayList<>();
        things.forEach(s -> out.add(Doc.text(s).nest(2)));
        List<Doc> all = new ArrayList<>();
        all.add(Doc.text(head));
        all.addAll(Doc.punctuate(",", out));
        return Doc.fsep(all);
    }
}
