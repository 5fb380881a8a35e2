package org.troop.solver.graph;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.troop.term.Term.Var;

/** A relation on nodes with questions about its paths. All pairs are added before the first question. */
final class NodeRelation {
    private final SortedMap<Var, SortedSet<Var>> successors = new TreeMap<>();
    private final Map<Var, Set<Var>> reach = new HashMap<>();

    void add(Var from, Var to) {
        successors.computeIfAbsent(from, v -> new TreeSet<>()).add(to);
    }

    /** Whether a path of at least one step leads from one node to the other. */
    boolean reaches(Var from, Var to) {
        return reach(from).contains(to);
    }

    private Set<Var> reach(Var from) {
        Set<Var> known = reach.get(from);
        if (known == null) {
            known = new HashSet<>();
            ArrayDeque<Var> open = new ArrayDeque<>(next(from));
            while (!open.isEmpty()) {
                Var v = open.poll();
                if (known.add(v)) {
                    open.addAll(next(v));
                }
            }
            reach.put(from, known);
        }
        return known;
    }

    private SortedSet<Var> next(Var v) {
        SortedSet<Var> s = successors.get(v);
        return s == null ? new TreeSet<>() : s;
    }

    boolean isCyclic() {
        return successors.keySet().stream().anyMatch(v -> reaches(v, v));
    }

    /** Whether a pair of the relation, which has no cycle, does not follow from others. */
    boolean isInReduction(Var from, Var to) {
        return next(from).stream().noneMatch(v -> !v.equals(to) && reaches(v, to));
    }
}
