package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.troop.solver.graph.Graph.Chain;
import org.troop.solver.graph.Graph.Flow;
import org.troop.solver.graph.Graph.Instance;
import org.troop.solver.graph.Graph.Port;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OrderingReason;
import org.troop.solver.system.TermSet;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.Term.Var;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.close.FactTerms;
import org.troop.theory.syntax.Fact;

/** The parts of a constraint system that are drawn, as trees. Mutable: compression removes parts. */
final class SystemView {
    final SortedMap<Var, Instance> instances = new TreeMap<>();
    final SortedSet<Flow> flows = new TreeSet<>();

    /** By smaller, then larger node. */
    final SortedMap<Pair, OrderingReason> orderings = new TreeMap<>();

    /** Unsolved ones, in goal order. */
    final List<Action> actions = new ArrayList<>();

    final List<Chain> chains = new ArrayList<>();

    @Nullable
    Var last;

    /** Nodes that unsolved formulas speak of. */
    final SortedSet<Var> inFormulas = new TreeSet<>();

    /** An action that is asked for at a node. */
    record Action(Var at, Fact fact) {}

    record Pair(Var smaller, Var larger) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair o) {
            int c = smaller.compareTo(o.smaller);
            return c != 0 ? c : larger.compareTo(o.larger);
        }

        boolean mentions(Var v) {
            return smaller.equals(v) || larger.equals(v);
        }
    }

    static SystemView of(Workspace w, ConstraintSystem c) {
        SystemView v = new SystemView();
        TermStore s = w.s;
        for (int k = 0; k < c.nodeCount(); k++) {
            Var at = (Var) s.toTree(c.node(k));
            int i = c.instance(k);
            v.instances.put(
                    at,
                    new Instance(
                            at,
                            w.info(i),
                            facts(s, w.premises(i)),
                            facts(s, w.conclusions(i)),
                            facts(s, w.actions(i))));
        }
        for (int e : c.edges.sorted(s)) {
            v.flows.add(new Flow(port(s, e, 0), port(s, e, 2)));
        }
        int[] less = c.less.sorted(s);
        for (int k = 0; k < less.length; k++) {
            v.orderings.put(
                    new Pair((Var) s.toTree(s.arg(less[k], 0)), (Var) s.toTree(s.arg(less[k], 1))), c.less.reason(k));
        }
        if (c.last != 0) {
            v.last = (Var) s.toTree(c.last);
        }
        v.readGoals(s, c);
        readVariables(s, c.formulas, v.inFormulas);
        return v;
    }

    private void readGoals(TermStore s, ConstraintSystem c) {
        c.goals.sort(s);
        for (int k = 0; k < c.goals.size(); k++) {
            int g = c.goals.goal(k);
            if (c.goals.isSolved(k)) {
                continue;
            }
            if (s.head(g) == Heads.GOAL_ACTION) {
                actions.add(new Action((Var) s.toTree(s.arg(g, 0)), FactTerms.toTree(s, s.arg(g, 1), 0)));
            } else if (s.head(g) == Heads.GOAL_CHAIN) {
                chains.add(new Chain(port(s, g, 0), port(s, g, 2)));
            }
        }
    }

    private static void readVariables(TermStore s, TermSet formulas, SortedSet<Var> out) {
        s.begin();
        for (int f : formulas.sorted(s)) {
            s.forEachVar(f, v -> {
                if (s.sort(v) == Sort.NODE) {
                    out.add((Var) s.toTree(v));
                }
            });
        }
        s.end();
    }

    private static Port port(TermStore s, int t, int at) {
        return new Port((Var) s.toTree(s.arg(t, at)), s.value(s.arg(t, at + 1)));
    }

    private static List<Fact> facts(TermStore s, int seq) {
        List<Fact> out = new ArrayList<>(s.arity(seq));
        for (int i = 0; i < s.arity(seq); i++) {
            out.add(FactTerms.toTree(s, s.arg(seq, i), 0));
        }
        return out;
    }

    /** The raw order: orderings, flows and chains. */
    NodeRelation order() {
        NodeRelation r = flow();
        orderings.keySet().forEach(p -> r.add(p.smaller, p.larger));
        return r;
    }

    /** Flows and chains. */
    NodeRelation flow() {
        NodeRelation r = new NodeRelation();
        flows.forEach(e -> r.add(e.from(), e.to()));
        chains.forEach(e -> r.add(e.from(), e.to()));
        return r;
    }
}
