package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.TermSet;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.close.FactTerms;
import org.troop.theory.close.RuleInfo;
import org.troop.theory.syntax.Fact;

/**
 * What a solved constraint system says about a run, as trees: the dependency graph with its rule instances, the order of its
 * nodes, and how messages relate as subterms. Equations, goals and formulas are left behind.
 *
 * @param steps nodes labelled with a rule instance
 * @param edges from conclusions to premises
 * @param order pairs of nodes: the first is earlier
 * @param known messages that the adversary has at nodes without a label
 * @param subterms pairs of messages: the first is a proper part of the second
 */
record TraceGraph(
        SortedMap<Var, Step> steps, List<Edge> edges, List<Order> order, List<Known> known, List<Part> subterms) {

    /** A rule instance. */
    record Step(RuleInfo rule, List<Fact> premises, List<Fact> conclusions, List<Fact> actions) {
        Step map(UnaryOperator<Term> f) {
            return new Step(rule, mapAll(premises, f), mapAll(conclusions, f), mapAll(actions, f));
        }
    }

    /** Indices count from 0. */
    record Edge(Var source, int conclusion, Var target, int premise) {}

    record Order(Var earlier, Var later) {}

    record Known(Var at, Term message) {}

    record Part(Term small, Term large) {}

    /** Reads a system. */
    static TraceGraph of(Workspace w, ConstraintSystem c) {
        TermStore s = w.s;
        SortedMap<Var, Step> steps = new TreeMap<>();
        for (int k = 0; k < c.nodeCount(); k++) {
            int i = c.instance(k);
            steps.put(
                    (Var) s.toTree(c.node(k)),
                    new Step(w.info(i), facts(s, w.premises(i)), facts(s, w.conclusions(i)), facts(s, w.actions(i))));
        }
        List<Edge> edges = new ArrayList<>();
        for (int k = 0; k < c.edges.size(); k++) {
            int e = c.edges.get(k);
            edges.add(new Edge(
                    (Var) s.toTree(s.arg(e, 0)),
                    s.value(s.arg(e, 1)),
                    (Var) s.toTree(s.arg(e, 2)),
                    s.value(s.arg(e, 3))));
        }
        List<Order> order = new ArrayList<>();
        for (int k = 0; k < c.less.size(); k++) {
            int l = c.less.get(k);
            order.add(new Order((Var) s.toTree(s.arg(l, 0)), (Var) s.toTree(s.arg(l, 1))));
        }
        List<Known> known = new ArrayList<>();
        for (int k = 0; k < c.goals.size(); k++) {
            int g = c.goals.goal(k);
            if (s.head(g) == Heads.GOAL_ACTION && c.label(s.arg(g, 0)) == 0) {
                int fact = s.arg(g, 1);
                if (s.head(fact) != w.special.ku()) {
                    throw new UndecidedException(
                            "the graph has an action without a rule: " + FactTerms.toTree(s, fact, 0));
                }
                known.add(new Known((Var) s.toTree(s.arg(g, 0)), s.toTree(s.arg(fact, 0))));
            }
        }
        Set<Part> subterms = new LinkedHashSet<>();
        for (TermSet set : List.of(c.positiveSubterms, c.solvedSubterms)) {
            for (int k = 0; k < set.size(); k++) {
                subterms.add(new Part(s.toTree(s.arg(set.get(k), 0)), s.toTree(s.arg(set.get(k), 1))));
            }
        }
        return new TraceGraph(steps, edges, order, known, List.copyOf(subterms));
    }

    private static List<Fact> facts(TermStore s, int seq) {
        List<Fact> out = new ArrayList<>(s.arity(seq));
        for (int i = 0; i < s.arity(seq); i++) {
            out.add(FactTerms.toTree(s, s.arg(seq, i), 0));
        }
        return out;
    }

    private static List<Fact> mapAll(List<Fact> facts, UnaryOperator<Term> f) {
        List<Fact> out = new ArrayList<>(facts.size());
        for (Fact g : facts) {
            out.add(g.map(f));
        }
        return out;
    }

    /** Maps all messages. */
    TraceGraph map(UnaryOperator<Term> f) {
        SortedMap<Var, Step> mapped = new TreeMap<>();
        steps.forEach((i, step) -> mapped.put(i, step.map(f)));
        return new TraceGraph(
                mapped,
                edges,
                order,
                known.stream().map(k -> new Known(k.at, f.apply(k.message))).toList(),
                subterms.stream()
                        .map(p -> new Part(f.apply(p.small), f.apply(p.large)))
                        .toList());
    }

    /** The nodes in order: everything that has a place in the run. */
    TreeSet<Var> nodes() {
        TreeSet<Var> out = new TreeSet<>(steps.keySet());
        known.forEach(k -> out.add(k.at));
        order.forEach(o -> {
            out.add(o.earlier);
            out.add(o.later);
        });
        edges.forEach(e -> {
            out.add(e.source);
            out.add(e.target);
        });
        return out;
    }

    /** The variables of the messages in order. */
    TreeSet<Var> variables() {
        TreeSet<Var> out = new TreeSet<>();
        for (Step s : steps.values()) {
            s.premises.forEach(f -> f.occurrences(out));
            s.conclusions.forEach(f -> f.occurrences(out));
            s.actions.forEach(f -> f.occurrences(out));
        }
        known.forEach(k -> k.message.occurrences(out));
        for (Part p : subterms) {
            p.small.occurrences(out);
            p.large.occurrences(out);
        }
        out.removeIf(v -> v.sort() == Sort.NODE);
        return out;
    }
}
