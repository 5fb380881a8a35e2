package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.troop.solver.graph.Graph.Before;
import org.troop.solver.graph.Graph.Edge;
import org.troop.solver.graph.Graph.Flow;
import org.troop.solver.graph.Graph.Last;
import org.troop.solver.graph.Graph.MissingConclusion;
import org.troop.solver.graph.Graph.MissingPremise;
import org.troop.solver.graph.Graph.Node;
import org.troop.solver.graph.Graph.OpenActions;
import org.troop.solver.graph.SystemView.Action;
import org.troop.solver.graph.SystemView.Pair;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OrderingReason;
import org.troop.solver.system.Workspace;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Fact;

/** From a system to its graph: compression, simplification, nodes and edges, clusters, abbreviations. */
final class GraphBuilder {
    private GraphBuilder() {}

    static Graph build(Workspace w, ConstraintSystem c, GraphOptions options) {
        SystemView v = SystemView.of(w, c);
        RulePalette palette = RulePalette.of(v.instances.values());
        if (options.compression()) {
            Compression.apply(v);
        }
        simplify(v, options.level());
        Graph flat = new Graph(nodes(v), edges(v), List.of(), List.of(), palette);
        Graph clustered = Clusters.split(flat, options.clustersByName());
        return new Graph(
                clustered.nodes(), clustered.edges(), clustered.clusters(), Abbreviations.of(clustered), palette);
    }

    /** Drops orderings that follow from others. */
    private static void simplify(SystemView v, int level) {
        NodeRelation order = v.order();
        if (level < 2 || order.isCyclic()) {
            return;
        }
        v.orderings
                .entrySet()
                .removeIf(e ->
                        !order.isInReduction(e.getKey().smaller(), e.getKey().larger())
                                && (level > 2
                                        || (e.getValue() != OrderingReason.FORMULA
                                                && e.getValue() != OrderingReason.ADVERSARY)));
    }

    private static List<Node> nodes(SystemView v) {
        List<Node> out = new ArrayList<>(v.instances.values());
        Map<Var, List<Fact>> open = new LinkedHashMap<>();
        for (Action a : v.actions) {
            open.computeIfAbsent(a.at(), i -> new ArrayList<>()).add(a.fact());
        }
        open.forEach((at, facts) -> out.add(new OpenActions(at, facts)));
        if (v.last != null) {
            out.add(new Last(v.last));
        }
        for (Flow e : v.flows) {
            if (!v.instances.containsKey(e.from())) {
                out.add(new MissingConclusion(e.from(), e.source().index()));
            } else if (!v.instances.containsKey(e.to())) {
                out.add(new MissingPremise(e.to(), e.target().index()));
            }
        }
        return out;
    }

    private static List<Edge> edges(SystemView v) {
        List<Edge> out = new ArrayList<>(v.flows);
        for (Map.Entry<Pair, OrderingReason> e : v.orderings.entrySet()) {
            out.add(new Before(e.getKey().smaller(), e.getKey().larger(), e.getValue()));
        }
        out.addAll(v.chains);
        return out;
    }
}
