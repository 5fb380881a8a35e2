package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.solver.graph.Graph.Cluster;
import org.troop.solver.graph.Graph.Edge;
import org.troop.solver.graph.Graph.Flow;
import org.troop.solver.graph.Graph.Instance;
import org.troop.solver.graph.Graph.Node;
import org.troop.term.Symbol;
import org.troop.term.Term.Var;
import org.troop.theory.close.RuleInfo;
import org.troop.theory.syntax.RuleAttribute;

/** Groups rule instances by role or by similar names; connected ones make a cluster, one run of a role as a rule. */
final class Clusters {
    private Clusters() {}

    /** The graph with what belongs to clusters moved there. */
    static Graph split(Graph g, boolean byName) {
        Map<String, List<Instance>> groups = new TreeMap<>(Symbol::compareCodePoints);
        for (Node n : g.nodes()) {
            if (n instanceof Instance i) {
                String name = byName ? baseName(i.rule()) : role(i.rule());
                if (name != null) {
                    groups.computeIfAbsent(name, k -> new ArrayList<>()).add(i);
                }
            }
        }
        List<Cluster> clusters = new ArrayList<>();
        Set<Edge> inside = new HashSet<>();
        Set<Node> grouped = new HashSet<>();
        groups.forEach((name, members) -> {
            List<List<Node>> parts = components(members, g.edges());
            for (int k = 1; k <= parts.size(); k++) {
                List<Node> nodes = parts.get(parts.size() - k);
                List<Edge> edges = g.edges().stream().filter(isAmong(nodes)).toList();
                clusters.add(new Cluster(name + "_Session_" + k, name + "_Session", nodes, edges));
                inside.addAll(edges);
                grouped.addAll(nodes);
            }
        });
        return new Graph(
                g.nodes().stream().filter(n -> !grouped.contains(n)).toList(),
                g.edges().stream().filter(e -> !inside.contains(e)).toList(),
                clusters,
                g.abbreviations(),
                g.palette());
    }

    private static Predicate<Edge> isAmong(List<Node> nodes) {
        Set<Var> at = new HashSet<>();
        nodes.forEach(n -> at.add(n.at()));
        return e -> at.contains(e.from()) && at.contains(e.to());
    }

    static @Nullable String role(RuleInfo r) {
        for (RuleAttribute a : r.attributes()) {
            if (a instanceof RuleAttribute.Role role) {
                return role.name();
            }
        }
        return null;
    }

    /** The rule's name without a number behind its last underscore. */
    private static @Nullable String baseName(RuleInfo r) {
        if (r.kind() != RuleInfo.Kind.PROTOCOL) {
            return null;
        }
        int cut = r.name().lastIndexOf('_');
        return cut >= 0 && r.name().substring(cut + 1).chars().allMatch(c -> c >= '0' && c <= '9')
                ? r.name().substring(0, cut)
                : r.name();
    }

    /** Connected by flows; components and their nodes in the order of the nodes. */
    private static List<List<Node>> components(List<Instance> members, List<Edge> edges) {
        Map<Var, List<Node>> component = new HashMap<>();
        for (Instance i : members) {
            component.put(i.at(), new ArrayList<>(List.of(i)));
        }
        for (Edge e : edges) {
            List<Node> a = component.get(e.from());
            List<Node> b = component.get(e.to());
            if (e instanceof Flow && a != null && b != null && a != b) {
                a.addAll(b);
                b.forEach(n -> component.put(n.at(), a));
            }
        }
        List<List<Node>> out = new ArrayList<>();
        for (Instance i : members) {
            List<Node> c = component.get(i.at());
            if (!out.contains(c)) {
                c.sort((x, y) -> x.at().compareTo(y.at()));
                out.add(c);
            }
        }
        return out;
    }
}
