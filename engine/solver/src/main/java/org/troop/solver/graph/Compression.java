package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.troop.solver.graph.Graph.Flow;
import org.troop.solver.graph.Graph.Instance;
import org.troop.solver.graph.SystemView.Action;
import org.troop.solver.graph.SystemView.Pair;
import org.troop.solver.system.OrderingReason;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.close.RuleInfo.Kind;
import org.troop.theory.syntax.FactTag;

/** Hides nodes that only hand something on: Fresh, sending and receiving, forwarding rules, knowledge of pairs. */
final class Compression {
    private final SystemView v;

    private Compression(SystemView v) {
        this.v = v;
    }

    static void apply(SystemView v) {
        new Compression(v).run();
    }

    private void run() {
        NodeRelation flow = v.flow();
        v.orderings.keySet().removeIf(p -> flow.reaches(p.smaller(), p.larger()));
        SortedSet<Var> nodes = new TreeSet<>(v.instances.keySet());
        v.orderings.keySet().forEach(p -> {
            nodes.add(p.smaller());
            nodes.add(p.larger());
        });
        for (Var n : nodes) {
            if (!v.inFormulas.contains(n)
                    && !n.equals(v.last)
                    && v.chains.stream().noneMatch(c -> c.from().equals(n) || c.to().equals(n))) {
                Instance i = v.instances.get(n);
                if (i == null) {
                    hideKnowledge(n);
                } else {
                    hideInstance(i);
                }
            }
        }
    }

    /** Hides a node at which the adversary knows what everyone knows or what is known by its parts. */
    private void hideKnowledge(Var n) {
        List<Action> here = v.actions.stream().filter(a -> a.at().equals(n)).toList();
        if (here.isEmpty()
                || !here.stream().allMatch(Compression::isImplicit)
                || v.flows.stream().anyMatch(e -> e.from().equals(n) || e.to().equals(n))) {
            return;
        }
        List<Var> before = new ArrayList<>();
        List<Map.Entry<Var, OrderingReason>> after = new ArrayList<>();
        v.orderings.forEach((p, why) -> {
            if (p.larger().equals(n)) {
                before.add(p.smaller());
            }
            if (p.smaller().equals(n)) {
                after.add(Map.entry(p.larger(), why));
            }
        });
        if (after.stream().anyMatch(a -> before.contains(a.getKey()))) {
            return;
        }
        v.actions.removeAll(here);
        v.orderings.keySet().removeIf(p -> p.mentions(n));
        for (Var i : before) {
            after.forEach(j -> v.orderings.put(new Pair(i, j.getKey()), j.getValue()));
        }
    }

    private static boolean isImplicit(Action a) {
        if (!a.fact().tag().equals(FactTag.KU)) {
            return false;
        }
        Term m = a.fact().args().getFirst();
        Sort sort = m.sortOf();
        return sort == Sort.PUB
                || sort == Sort.NAT
                || (m instanceof Term.App t
                        && (t.symbol().equals(Symbol.PAIR) || t.symbol().equals(Symbol.INV)));
    }

    /** Hides a rule instance whose premises and conclusions are all connected, by connecting these with each other. */
    private void hideInstance(Instance i) {
        Var n = i.at();
        if (!mayBeHidden(i)
                || v.orderings.keySet().stream().anyMatch(p -> p.mentions(n))
                || v.actions.stream().anyMatch(a -> a.at().equals(n))) {
            return;
        }
        List<Flow> in = v.flows.stream().filter(e -> e.to().equals(n)).toList();
        List<Flow> out = v.flows.stream().filter(e -> e.from().equals(n)).toList();
        if (in.size() != i.premises().size() || out.size() != i.conclusions().size()) {
            return;
        }
        List<Flow> instead = new ArrayList<>();
        for (Flow a : in) {
            for (Flow b : out) {
                if (a.from().equals(b.to())) {
                    return;
                }
                instead.add(new Flow(a.source(), b.target()));
            }
        }
        v.instances.remove(n);
        in.forEach(v.flows::remove);
        out.forEach(v.flows::remove);
        v.flows.addAll(instead);
    }

    private static boolean mayBeHidden(Instance i) {
        Kind k = i.rule().kind();
        return k == Kind.ISEND
                || k == Kind.IRECV
                || k == Kind.COERCE
                || k == Kind.FRESH
                || (i.actions().isEmpty()
                        && i.premises().size() <= 1
                        && i.conclusions().size() <= 1);
    }
}
