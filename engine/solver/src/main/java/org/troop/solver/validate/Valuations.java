package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.troop.solver.validate.TraceGraph.Part;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;

/**
 * Concrete values for the variables of a graph, different for different variables: fresh names, public names, and for
 * messages that nothing constrains public names, too, since the adversary may choose them. A message that must have proper
 * parts becomes a tuple of them. Naturals are found by trying small numbers and raising them until the order holds.
 */
final class Valuations {
    private static final int ROUNDS = 400;

    private final TraceGraph graph;
    private final Set<Var> naturals = new LinkedHashSet<>();
    private final Map<Var, List<Term>> parts = new HashMap<>();

    private Valuations(TraceGraph graph) {
        this.graph = graph;
        for (Var v : graph.variables()) {
            if (v.sort() == Sort.NAT) {
                naturals.add(v);
            }
        }
        for (Part p : graph.subterms()) {
            if (p.large().sortOf() == Sort.NAT && p.small() instanceof Var v) {
                naturals.add(v);
            }
        }
        for (Part p : graph.subterms()) {
            if (p.large() instanceof Var v && v.sort() == Sort.MSG && !naturals.contains(v)) {
                parts.computeIfAbsent(v, k -> new ArrayList<>()).add(p.small());
            }
        }
    }

    /** The valuations to try, best first; one if there are no naturals. */
    static List<Map<Var, Term>> of(TraceGraph graph) {
        Valuations v = new Valuations(graph);
        List<Map<Var, Term>> out = new ArrayList<>();
        if (v.naturals.isEmpty()) {
            return List.of(v.valuation(Map.of()));
        }
        List<Var> ascending = List.copyOf(v.naturals);
        List<Var> descending = new ArrayList<>(ascending);
        Collections.reverse(descending);
        out.add(v.valuation(v.numbers(ascending, 1, 1)));
        out.add(v.valuation(v.numbers(descending, 1, 1)));
        out.add(v.valuation(v.numbers(ascending, 2, 3)));
        out.add(v.valuation(v.numbers(ascending, 1, 0)));
        return out.stream().distinct().toList();
    }

    private Map<Var, Term> valuation(Map<Var, Integer> numbers) {
        Map<Var, Term> out = new HashMap<>();
        for (Var v : graph.variables()) {
            value(v, numbers, out, new HashSet<>());
        }
        return out;
    }

    private Term value(Var v, Map<Var, Integer> numbers, Map<Var, Term> out, Set<Var> pending) {
        Term known = out.get(v);
        if (known != null) {
            return known;
        }
        if (!pending.add(v)) {
            throw new UndecidedException("messages that must be parts of each other");
        }
        Term t;
        if (numbers.containsKey(v)) {
            t = natural(numbers.get(v));
        } else if (v.sort() == Sort.FRESH) {
            t = new Name(Sort.FRESH, name(v));
        } else {
            t = new Name(Sort.PUB, name(v));
            for (Term small : parts.getOrDefault(v, List.of())) {
                t = Term.pair(small.mapLiterals(l -> l instanceof Var u ? value(u, numbers, out, pending) : l), t);
            }
        }
        out.put(v, t);
        pending.remove(v);
        return t;
    }

    /** No theory writes names like this. */
    private static String name(Var v) {
        return "\u00b7" + v;
    }

    static Term natural(int n) {
        Term one = Term.app(Symbol.NAT_ONE);
        return Term.app(Symbol.NAT_PLUS, Collections.nCopies(n, one));
    }

    /** Numbers from {@code first} in steps, then raised where a sum must be larger than another. */
    private Map<Var, Integer> numbers(List<Var> vars, int first, int step) {
        Map<Var, Integer> n = new HashMap<>();
        for (int i = 0; i < vars.size(); i++) {
            n.put(vars.get(i), first + i * step);
        }
        boolean raised = true;
        for (int round = 0; raised && round < ROUNDS; round++) {
            raised = false;
            for (Part p : graph.subterms()) {
                int deficit = sum(p.small(), n) + 1 - sum(p.large(), n);
                if (isSum(p.small()) && isSum(p.large()) && deficit > 0) {
                    for (Term t : Messages.flat(Symbol.NAT_PLUS, p.large())) {
                        if (t instanceof Var v && naturals.contains(v)) {
                            n.merge(v, deficit, Integer::sum);
                            raised = true;
                            break;
                        }
                    }
                }
            }
        }
        return n;
    }

    private boolean isSum(Term t) {
        for (Term u : Messages.flat(Symbol.NAT_PLUS, t)) {
            if (!(u instanceof Var v && naturals.contains(v))
                    && !(u instanceof App a && a.symbol().equals(Symbol.NAT_ONE))) {
                return false;
            }
        }
        return true;
    }

    private static int sum(Term t, Map<Var, Integer> n) {
        int sum = 0;
        for (Term u : Messages.flat(Symbol.NAT_PLUS, t)) {
            sum += u instanceof Var v ? n.getOrDefault(v, 1) : 1;
        }
        return sum;
    }
}
