package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.solver.validate.TraceGraph.Edge;
import org.troop.solver.validate.TraceGraph.Known;
import org.troop.solver.validate.TraceGraph.Step;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;
import org.troop.theory.close.RuleInfo.Kind;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;

/**
 * Executes the steps of a ground graph one after the other on a multiset of facts. The adversary's knowledge is what its
 * steps concluded; at a node without a label it only puts known messages together.
 */
final class Execution {
    private final TraceGraph graph;
    private final Map<Var, List<Term>> known = new TreeMap<>();
    private @Nullable String failure;

    Execution(TraceGraph ground) {
        graph = ground;
        for (Known k : ground.known()) {
            known.computeIfAbsent(k.at(), v -> new ArrayList<>()).add(k.message());
        }
    }

    /** Why the last {@link #run} is none; null if it went well. */
    @Nullable
    String failure() {
        return failure;
    }

    // ---- what does not depend on the order

    /** What is wrong with the steps and edges of a ground graph in any order; null if nothing is. */
    static @Nullable String defect(TraceGraph g, RuleInstances protocol, AdversarySteps adversary) {
        for (Map.Entry<Var, Step> e : g.steps().entrySet()) {
            Step s = e.getValue();
            boolean possible = s.rule().kind() == Kind.PROTOCOL ? protocol.isInstance(s) : adversary.isPossible(s);
            if (!possible) {
                return "the step at " + e.getKey() + " is not an instance of rule "
                        + s.rule().name();
            }
        }
        return wrongEdge(g);
    }

    private static @Nullable String wrongEdge(TraceGraph g) {
        Set<List<Object>> served = new HashSet<>();
        Set<List<Object>> used = new HashSet<>();
        for (Edge e : g.edges()) {
            Step from = g.steps().get(e.source());
            Step to = g.steps().get(e.target());
            if (from == null || to == null) {
                return "an edge from " + e.source() + " to " + e.target() + " where there is no step";
            }
            if (e.conclusion() >= from.conclusions().size()
                    || e.premise() >= to.premises().size()) {
                return "an edge from " + e.source() + " to " + e.target() + " without a fact";
            }
            Fact f = from.conclusions().get(e.conclusion());
            if (!f.equals(to.premises().get(e.premise()))) {
                return "the edge from " + e.source() + " to " + e.target() + " joins different facts";
            }
            if (!f.tag().persistent() && !used.add(List.of(e.source(), e.conclusion()))) {
                return "a linear fact of " + e.source() + " is used twice";
            }
            served.add(List.of(e.target(), e.premise()));
        }
        for (Map.Entry<Var, Step> e : g.steps().entrySet()) {
            List<Fact> ps = e.getValue().premises();
            for (int i = 0; i < ps.size(); i++) {
                if (!ps.get(i).tag().equals(FactTag.KU) && !served.contains(List.<Object>of(e.getKey(), i))) {
                    return "premise " + i + " of " + e.getKey() + " (" + ps.get(i) + ") comes from nowhere";
                }
            }
        }
        return null;
    }

    // ---- running

    /** The actions of each step in this order; if the run gets stuck, those before, and {@link #failure} says why. */
    List<List<Fact>> run(List<Var> order) {
        failure = null;
        Map<Fact, Integer> linear = new HashMap<>();
        Set<Fact> persistent = new HashSet<>();
        Set<Term> knowledge = new HashSet<>();
        Set<Fact> drawn = new HashSet<>();
        List<List<Fact>> actions = new ArrayList<>();
        for (Var node : order) {
            Step s = graph.steps().get(node);
            if (s == null) {
                actions.add(compose(node, knowledge));
            } else {
                if (s.rule().kind() == Kind.FRESH && !drawn.addAll(s.conclusions())) {
                    failure = "the fresh name of " + node + " was drawn before";
                }
                take(node, s, linear, persistent, knowledge);
                for (Fact f : s.conclusions()) {
                    if (f.tag().equals(FactTag.KU)) {
                        knowledge.add(f.args().getFirst());
                    } else if (f.tag().persistent()) {
                        persistent.add(f);
                    } else {
                        linear.merge(f, 1, Integer::sum);
                    }
                }
                actions.add(s.actions());
            }
            if (failure != null) {
                return actions;
            }
        }
        return actions;
    }

    private void take(Var node, Step s, Map<Fact, Integer> linear, Set<Fact> persistent, Set<Term> knowledge) {
        for (Fact f : s.premises()) {
            if (f.tag().equals(FactTag.KU)) {
                if (!isComposed(f.args().getFirst(), knowledge)) {
                    failure = "the adversary does not know " + f.args().getFirst() + " at " + node;
                }
            } else if (f.tag().persistent()) {
                if (!persistent.contains(f)) {
                    failure = "no fact " + f + " at " + node;
                }
            } else if (linear.merge(f, -1, Integer::sum) < 0) {
                failure = "no fact " + f + " at " + node;
            }
        }
    }

    private List<Fact> compose(Var node, Set<Term> knowledge) {
        List<Fact> actions = new ArrayList<>();
        List<Term> messages = known.getOrDefault(node, List.of());
        for (Term t : messages) {
            if (!isComposed(t, knowledge)) {
                failure = "the adversary cannot compose " + t + " at " + node;
            } else if (!t.equals(messages.getFirst())) {
                failure = "two messages at " + node;
            } else if (actions.isEmpty()) {
                actions.add(Fact.of(FactTag.KU, t));
            }
            knowledge.add(t);
        }
        return actions;
    }

    /** Known, public, or put together from such messages as a pair, an inverse, a product, a union or a natural number. */
    private static boolean isComposed(Term t, Set<Term> knowledge) {
        if (knowledge.contains(t)) {
            return true;
        }
        return switch (t) {
            case Name n -> n.sort() == Sort.PUB || n.sort() == Sort.NAT;
            case App a ->
                !a.symbol().isPrivate()
                        && (a.args().isEmpty() || isImplicit(a.symbol()))
                        && a.args().stream().allMatch(u -> isComposed(u, knowledge));
            default -> false;
        };
    }

    private static boolean isImplicit(Symbol f) {
        return f.equals(Symbol.PAIR)
                || f.equals(Symbol.INV)
                || f.equals(Symbol.MULT)
                || f.equals(Symbol.UNION)
                || f.equals(Symbol.NAT_PLUS);
    }
}
