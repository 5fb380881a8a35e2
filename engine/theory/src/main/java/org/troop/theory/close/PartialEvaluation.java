package org.troop.theory.close;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Unifier;
import org.troop.theory.print.Doc;
import org.troop.theory.print.FactPrinter;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/**
 * Specialises rules to the facts that can ever be there, and drops those that never apply. An abstract interpretation:
 * states are sets of facts in which variables, and terms headed by AC operators, are variables again; messages that are
 * sent are not looked at. Rules are refined by unifying their premises with the facts of the final state.
 */
public final class PartialEvaluation {
    private static final Comparator<RuleE> ORDER = Comparator.comparing(RuleE::name, Symbol::compareCodePoints)
            .thenComparing(RuleE::toString, Symbol::compareCodePoints);

    private final TermStore s;
    private final Unifier unifier;
    private final TreeSet<RuleE> rules = new TreeSet<>(ORDER);

    private PartialEvaluation(Theory theory) {
        Heads heads = Vocabulary.of(theory);
        s = new TermStore(heads);
        unifier = new Unifier(s, new AcService(new AcSession(theory.signature()), heads));
        theory.all(Item.Rule.class).forEach(r -> rules.add(r.rule()));
    }

    /**
     * The theory with refined rules at the place of its first rule, a text in front of them.
     *
     * @param verbose whether new facts are logged
     * @param log gets a line per step
     */
    public static Theory apply(Theory theory, boolean verbose, Consumer<String> log) {
        if (theory.all(Item.Rule.class).isEmpty()) {
            return theory;
        }
        PartialEvaluation p = new PartialEvaluation(theory);
        TreeSet<Fact> state = p.finalState(verbose, log);
        List<RuleE> refined = distinct(p.refine(List.copyOf(state)));
        List<Item> items = new ArrayList<>();
        boolean first = true;
        for (Item i : theory.items()) {
            if (!(i instanceof Item.Rule)) {
                items.add(i);
            } else if (first) {
                first = false;
                items.add(new Item.Text("text", text(state, refined.size(), p.rules.size())));
                refined.forEach(r -> items.add(new Item.Rule(r, List.of())));
            }
        }
        return theory.withItems(items);
    }

    private static String text(Set<Fact> state, int refined, int original) {
        return " the abstract state after partial evaluation contains " + state.size() + " facts:\n\n" + numbered(state)
                + "\nThis abstract state results in " + refined + " refined multiset rewriting rules.\n"
                + "Note that the original number of multiset rewriting rules was " + original + ".\n\n";
    }

    private static Doc numbered(Iterable<Fact> facts) {
        List<Doc> out = new ArrayList<>();
        facts.forEach(f -> out.add(FactPrinter.doc(f)));
        return Doc.numbered(out);
    }

    // ---- states

    private TreeSet<Fact> finalState(boolean verbose, Consumer<String> log) {
        TreeSet<Fact> state = new TreeSet<>();
        state.add(Fact.of(FactTag.FR, new Var("z", Sort.FRESH, 0)));
        state.add(Fact.of(FactTag.IN, Var.msg("z")));
        for (int step = 0; ; step++) {
            TreeSet<Fact> added = new TreeSet<>();
            for (RuleE r : refine(List.copyOf(state))) {
                r.conclusions().forEach(f -> added.add(abstracted(f)));
            }
            added.removeAll(state);
            if (added.isEmpty()) {
                return state;
            }
            log.accept(" partial evaluation: step " + step + " added " + added.size() + " facts");
            if (verbose) {
                log.accept(numbered(added).toString());
            }
            state.addAll(added);
        }
    }

    private static Fact abstracted(Fact f) {
        if (f.tag().equals(FactTag.OUT)) {
            return Fact.of(FactTag.OUT, Var.msg("z"));
        }
        Map<Term, Var> table = new LinkedHashMap<>();
        return f.map(t -> abstracted(t, table));
    }

    private static Term abstracted(Term t, Map<Term, Var> table) {
        if (t instanceof Term.App a && !a.symbol().isCommutative()) {
            return Term.app(
                    a.symbol(), a.args().stream().map(u -> abstracted(u, table)).toList());
        }
        if (t instanceof Term.Name) {
            return t;
        }
        String name = t instanceof Var v ? v.name() : "z";
        Var next = new Var(name, t.sortOf(), table.size());
        Var old = table.putIfAbsent(t, next);
        return old != null ? old : next;
    }

    // ---- rules

    private List<RuleE> refine(List<Fact> state) {
        List<RuleE> out = new ArrayList<>();
        for (RuleE r : rules) {
            Set<Var> vars = new HashSet<>();
            r.occurrences(vars);
            r.restrictions().forEach(f -> f.occurrences(vars));
            int next = vars.stream().mapToInt(v -> v.index() + 1).max().orElse(0);
            refine(r, state, new int[2 * arguments(r)], 0, 0, next, out);
        }
        return out;
    }

    private static int arguments(RuleE r) {
        return r.premises().stream().mapToInt(f -> f.args().size()).sum();
    }

    /**
     * Chooses facts for the premises from the given one on.
     *
     * @param pairs arguments of premises and of the facts chosen for them
     * @param next larger than all indices in the rule and the chosen facts
     */
    private void refine(RuleE r, List<Fact> state, int[] pairs, int length, int premise, int next, List<RuleE> out) {
        if (premise == r.premises().size()) {
            for (int[] unifier : unifier.unifyFresh(pairs)) {
                out.add(instance(r, unifier, next));
            }
            return;
        }
        Fact p = r.premises().get(premise);
        for (Fact f : state) {
            if (!f.tag().equals(p.tag())) {
                continue;
            }
            Fact chosen = shifted(f, next);
            int n = length;
            for (int i = 0; i < p.args().size(); i++) {
                pairs[n++] = s.fromTree(p.args().get(i));
                pairs[n++] = s.fromTree(chosen.args().get(i));
            }
            if (unifier.unifiable(pairs, n)) {
                refine(r, state, pairs, n, premise + 1, next(chosen, next), out);
            }
        }
    }

    /** The abstract fact, whose indices start at 0, from an index on. */
    private static Fact shifted(Fact f, int by) {
        return f.map(t -> t.mapLiterals(l -> l instanceof Var v ? new Var(v.name(), v.sort(), v.index() + by) : l));
    }

    private static int next(Fact f, int next) {
        List<Var> vars = new ArrayList<>();
        f.occurrences(vars);
        return vars.stream().mapToInt(v -> v.index() + 1).max().orElse(next);
    }

    private RuleE instance(RuleE r, int[] unifier, int avoid) {
        SortedMap<Var, Term> map = new TreeMap<>();
        for (int i = 0; i < unifier.length; i += 2) {
            map.put((Var) s.toTree(unifier[i]), s.toTree(unifier[i + 1]));
        }
        return substituted(r, VariantUnfolding.free(map, avoid));
    }

    private static RuleE substituted(RuleE r, Map<Var, ? extends Term> map) {
        RuleE instance = r.mapTerms(t -> VariantUnfolding.substitute(t, map));
        return RuleE.of(
                r.name(),
                r.attributes(),
                r.restrictions().stream().map(f -> f.substitute(map)).toList(),
                instance.premises(),
                instance.actions(),
                instance.conclusions());
    }

    /** The rules with indices from 0 on, the first of those that are equal up to indices. */
    private static List<RuleE> distinct(List<RuleE> rules) {
        Set<RuleE> seen = new HashSet<>();
        List<RuleE> out = new ArrayList<>();
        for (RuleE r : rules) {
            List<Var> vars = new ArrayList<>();
            r.occurrences(vars);
            int least = vars.stream().mapToInt(Var::index).min().orElse(0);
            Map<Var, Var> canonical = new HashMap<>();
            Map<Var, Var> fromZero = new HashMap<>();
            for (Var v : vars) {
                canonical.putIfAbsent(v, new Var(v.name(), v.sort(), canonical.size()));
                fromZero.put(v, new Var(v.name(), v.sort(), v.index() - least));
            }
            if (seen.add(substituted(r, canonical))) {
                out.add(substituted(r, fromZero));
            }
        }
        return out;
    }
}
