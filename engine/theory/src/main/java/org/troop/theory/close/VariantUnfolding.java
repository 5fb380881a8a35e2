package org.troop.theory.close;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.RuleAC;

/**
 * Replaces a rule modulo AC by one rule per variant, {@code R___VARIANT_1} and so on, as automatic source lemmas and the
 * check of hand-written variants need them.
 */
public final class VariantUnfolding {
    private VariantUnfolding() {}

    /**
     * The rule itself if it is trivial, otherwise its variants in order, with its attributes and loop breakers.
     *
     * @param trivial whether the rule is the rule modulo E as written
     */
    public static List<RuleAC> unfold(RuleAC r, boolean trivial) {
        if (trivial) {
            return List.of(r);
        }
        int avoid = 0;
        for (Var v : vars(r)) {
            avoid = Math.max(avoid, v.index() + 1);
        }
        List<RuleAC> out = new ArrayList<>(r.variants().size());
        for (SortedMap<Var, Term> v : r.variants()) {
            out.add(instance(r, free(v, avoid), out.size() + 1));
        }
        return out;
    }

    private static Set<Var> vars(RuleAC r) {
        Set<Var> vars = new HashSet<>();
        r.premises().forEach(f -> f.occurrences(vars));
        r.conclusions().forEach(f -> f.occurrences(vars));
        r.actions().forEach(f -> f.occurrences(vars));
        r.newVariables().forEach(t -> t.occurrences(vars));
        r.variants().forEach(v -> vars.addAll(v.keySet()));
        return vars;
    }

    /**
     * The variant with new variables in its images, smaller images first; an image that is a variable is named after the
     * variable it replaces.
     */
    static Map<Var, Term> free(SortedMap<Var, Term> variant, int avoid) {
        List<Map.Entry<Var, Term>> entries = new ArrayList<>(variant.entrySet());
        entries.sort(Comparator.comparingInt(e -> size(e.getValue())));
        Map<Var, Var> table = new HashMap<>();
        Map<Var, Term> out = new HashMap<>();
        for (Map.Entry<Var, Term> e : entries) {
            Term t = e.getValue();
            for (Var v : t.varsInOrder()) {
                String name = t instanceof Var ? e.getKey().name() : v.name();
                int index = avoid + table.size();
                table.computeIfAbsent(v, w -> new Var(name, w.sort(), index));
            }
            out.put(e.getKey(), substitute(t, table));
        }
        return out;
    }

    private static int size(Term t) {
        int n = 1;
        if (t instanceof Term.App a) {
            for (Term u : a.args()) {
                n += size(u);
            }
        }
        return n;
    }

    static Term substitute(Term t, Map<Var, ? extends Term> map) {
        return t.mapLiterals(l -> {
            Term image = l instanceof Var v ? map.get(v) : null;
            return image == null ? l : image;
        });
    }

    private static RuleAC instance(RuleAC r, Map<Var, Term> map, int number) {
        return new RuleAC(
                r.name() + "___VARIANT_" + number,
                r.attributes(),
                facts(r.premises(), map),
                facts(r.conclusions(), map),
                facts(r.actions(), map),
                r.newVariables().stream().map(t -> substitute(t, map)).toList(),
                List.of(new TreeMap<>()),
                r.loopBreakers());
    }

    private static List<Fact> facts(List<Fact> fs, Map<Var, Term> map) {
        return fs.stream().map(f -> f.map(t -> substitute(t, map))).toList();
    }
}
