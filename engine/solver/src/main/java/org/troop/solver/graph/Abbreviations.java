package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.troop.solver.graph.Graph.Cluster;
import org.troop.solver.graph.Graph.Instance;
import org.troop.solver.graph.Graph.Node;
import org.troop.solver.graph.Graph.OpenActions;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Var;
import org.troop.theory.print.Layout;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.RuleAttribute;

/**
 * Short names for long terms that occur often as arguments of facts, or as arguments of those. The term that saves most
 * comes first; what others save is judged with it in place.
 */
final class Abbreviations {
    private static final int MIN_LENGTH = 10;

    /** More than this many only where they save much. */
    private static final int USUAL_NUMBER = 10;

    private static final int MUCH = 30;

    private final SortedMap<Term, Integer> occurrences = new TreeMap<>();
    private final Set<String> words = new HashSet<>();
    private final SortedMap<Term, Var> chosen = new TreeMap<>();

    private Abbreviations() {}

    /** In the order of the terms. */
    static List<Abbreviation> of(Graph g) {
        Abbreviations a = new Abbreviations();
        Stream.concat(
                        g.nodes().stream(),
                        g.clusters().stream().map(Cluster::nodes).flatMap(List::stream))
                .forEach(a::read);
        a.choose();
        List<Abbreviation> out = new ArrayList<>();
        a.chosen.forEach((t, v) -> out.add(new Abbreviation(v.name(), t, applyBelow(a.chosen, t))));
        return out;
    }

    /** The term with its largest abbreviated parts replaced. */
    static Term apply(Map<Term, Var> names, Term t) {
        Var name = names.get(t);
        return name != null ? name : applyBelow(names, t);
    }

    private static Term applyBelow(Map<Term, Var> names, Term t) {
        if (!(t instanceof App a) || names.isEmpty()) {
            return t;
        }
        return Term.app(a.symbol(), a.args().stream().map(u -> apply(names, u)).toList());
    }

    // ---- what there is

    private void read(Node n) {
        addWords(TermPrinter.text(n.at()));
        switch (n) {
            case Instance i -> {
                addWords(i.rule().name());
                i.rule().attributes().forEach(a -> addWords(text(a)));
                read(i.premises());
                read(i.actions());
                read(i.conclusions());
            }
            case OpenActions o -> read(o.facts());
            default -> {}
        }
    }

    private static String text(RuleAttribute a) {
        return switch (a) {
            case RuleAttribute.Color c -> String.format("%06x", c.rgb());
            case RuleAttribute.Role r -> r.name();
            case RuleAttribute.FromProcess p -> p.text();
            case RuleAttribute.NoDerivationCheck d -> "";
            case RuleAttribute.SapicRule s -> "";
        };
    }

    private void read(Collection<Fact> facts) {
        for (Fact f : facts) {
            addWords(f.tag().name());
            for (Term t : f.args()) {
                addWords(TermPrinter.raw(t));
                count(t);
                if (t instanceof App a) {
                    a.args().forEach(this::count);
                }
            }
        }
    }

    private void count(Term t) {
        if (!(t instanceof App a && a.symbol().equals(Symbol.PAIR))) {
            occurrences.merge(t, 1, Integer::sum);
        }
    }

    private void addWords(String text) {
        for (String w : text.split("[^\\p{L}\\p{N}]+")) {
            words.add(w.toUpperCase(Locale.ROOT));
        }
    }

    // ---- what is abbreviated

    private void choose() {
        occurrences.values().removeIf(n -> n < 2);
        while (true) {
            Term best = null;
            int most = 0;
            for (Map.Entry<Term, Integer> e : occurrences.entrySet()) {
                int weight = weight(e.getKey(), e.getValue());
                if (weight > most) {
                    most = weight;
                    best = e.getKey();
                }
            }
            if (best == null || (most < MUCH && chosen.size() >= USUAL_NUMBER)) {
                return;
            }
            chosen.put(best, new Var(name(best), Sort.MSG, 0));
            occurrences.remove(best);
        }
    }

    private int weight(Term t, int n) {
        String text = Layout.LINE.render(TermPrinter.doc(apply(chosen, t)));
        int length = text.codePointCount(0, text.length());
        return length < MIN_LENGTH ? -1 : length * n;
    }

    private String name(Term t) {
        String prefix = prefix(t);
        for (int k = 1; ; k++) {
            String name = prefix + k;
            if (words.add(name)) {
                return name;
            }
        }
    }

    private static String prefix(Term t) {
        @Nullable
        String text = switch (t) {
            case App a when a.symbol().kind() == Symbol.Kind.C -> "EMP";
            case App a -> a.symbol().name();
            default -> TermPrinter.raw(t);
        };
        StringBuilder out = new StringBuilder();
        text.codePoints().filter(Character::isLetter).limit(2).forEach(out::appendCodePoint);
        return out.toString().toUpperCase(Locale.ROOT);
    }
}
