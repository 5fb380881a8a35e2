package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.troop.term.Symbol;
import org.troop.term.Term.Var;

/** The order in which abbreviations are explained: one that another uses comes before it. */
final class Legend {
    private final List<Abbreviation> all;
    private final Set<String> visited = new HashSet<>();
    private final List<Abbreviation> finished = new ArrayList<>();

    private Legend(List<Abbreviation> all) {
        this.all = all;
    }

    static List<Abbreviation> sorted(List<Abbreviation> abbreviations) {
        List<Abbreviation> all = new ArrayList<>(abbreviations);
        all.sort(Comparator.comparing(Abbreviation::name, Symbol::compareCodePoints)
                .reversed());
        Legend l = new Legend(all);
        all.forEach(l::visit);
        return l.finished.reversed();
    }

    /** Depth first from an abbreviation to those that use it. */
    private void visit(Abbreviation a) {
        if (!visited.add(a.name())) {
            return;
        }
        for (Abbreviation b : all) {
            Set<Var> used = b.expansion().vars();
            if (used.contains(a.variable())) {
                visit(b);
            }
        }
        finished.add(a);
    }
}
