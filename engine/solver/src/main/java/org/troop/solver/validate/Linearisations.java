package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.troop.solver.validate.TraceGraph.Edge;
import org.troop.solver.validate.TraceGraph.Order;
import org.troop.term.Term.Var;

/** Total orders of a graph's nodes that respect edges and order; always the same ones for the same graph. */
final class Linearisations {
    private static final long SEED = 20_120_625;

    private final Map<Var, Set<Var>> after = new TreeMap<>();
    private final Map<Var, Integer> before = new TreeMap<>();
    private final Random random = new Random(SEED);

    Linearisations(TraceGraph graph) {
        for (Var v : graph.nodes()) {
            after.put(v, new TreeSet<>());
            before.put(v, 0);
        }
        for (Edge e : graph.edges()) {
            add(e.source(), e.target());
        }
        for (Order o : graph.order()) {
            add(o.earlier(), o.later());
        }
    }

    private void add(Var a, Var b) {
        if (after.get(a).add(b)) {
            before.merge(b, 1, Integer::sum);
        }
    }

    /**
     * The k-th order to try, k ascending from 0: those with an early node first, with a late one first, then drawn ones.
     * Shorter than the graph if its order is cyclic.
     */
    List<Var> next(int k) {
        return switch (k) {
            case 0 -> sort(ready -> 0);
            case 1 -> sort(ready -> ready - 1);
            default -> sort(random::nextInt);
        };
    }

    boolean isComplete(List<Var> order) {
        return order.size() == before.size();
    }

    /** @param choice position of the next node among those that may come next, given their number */
    private List<Var> sort(ToIntFunction<Integer> choice) {
        Map<Var, Integer> left = new TreeMap<>(before);
        List<Var> ready = new ArrayList<>();
        left.forEach((v, n) -> {
            if (n == 0) {
                ready.add(v);
            }
        });
        List<Var> out = new ArrayList<>(left.size());
        while (!ready.isEmpty()) {
            Var v = ready.remove(choice.applyAsInt(ready.size()));
            out.add(v);
            for (Var w : after.get(v)) {
                if (left.merge(w, -1, Integer::sum) == 0) {
                    ready.add(w);
                }
            }
        }
        return out;
    }
}
