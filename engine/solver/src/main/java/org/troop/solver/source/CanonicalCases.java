package org.troop.solver.source;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Function;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.GoalMap;
import org.troop.solver.system.Renaming;
import org.troop.solver.system.TermSet;
import org.troop.solver.system.Workspace;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Disjunction;
import org.troop.term.unify.Substs;

/**
 * Canonical copies of systems, for finding cases that are equal up to renaming: variables are numbered by where they occur
 * in the nodes, then in order of traversal.
 */
final class CanonicalCases {
    private final Workspace w;
    private final TermStore s;
    private final IntSet stable;

    /** @param stable variables that keep their names */
    CanonicalCases(Workspace w, IntSet stable) {
        this.w = w;
        s = w.s;
        this.stable = stable;
    }

    /**
     * Drops cases that equal another one. Which of several equal ones survives is decided by a natural merge sort: inside a
     * run the last of equal neighbours at its head, otherwise the first.
     */
    <T> List<T> withoutRepetitions(List<T> cases, Function<T, ConstraintSystem> system) {
        List<ConstraintSystem> keys = new ArrayList<>();
        for (T k : cases) {
            keys.add(canonical(system.apply(k)));
        }
        BitSet kept = new BitSet();
        for (List<Integer> run : runs(keys)) {
            for (int i : run) {
                if (kept.stream().noneMatch(j -> compare(keys.get(i), keys.get(j)) == 0)) {
                    kept.set(i);
                }
            }
        }
        List<T> out = new ArrayList<>();
        kept.stream().forEach(i -> out.add(cases.get(i)));
        return out;
    }

    private List<List<Integer>> runs(List<ConstraintSystem> keys) {
        List<List<Integer>> runs = new ArrayList<>();
        int i = 0;
        while (i < keys.size()) {
            if (i + 1 < keys.size() && compare(keys.get(i), keys.get(i + 1)) == 0) {
                i++;
                continue;
            }
            List<Integer> run = new ArrayList<>(List.of(i++));
            if (i < keys.size()) {
                boolean up = compare(keys.get(run.getFirst()), keys.get(i)) < 0;
                while (i < keys.size()) {
                    int c = compare(keys.get(run.getLast()), keys.get(i));
                    if (up ? c >= 0 : c <= 0) {
                        break;
                    }
                    run.add(i++);
                }
                if (!up) {
                    run = run.reversed();
                }
            }
            runs.add(run);
        }
        return runs;
    }

    // ---- canonical copies

    private ConstraintSystem canonical(ConstraintSystem c) {
        Int2IntOpenHashMap names = new Int2IntOpenHashMap();
        int first = 0;
        for (int v : stable) {
            first = Math.max(first, s.maxIndex(v) + 1);
        }
        for (int v : new OccurrenceContexts(w, c).variablesInOrder()) {
            if (!w.isNode(v) && !stable.contains(v)) {
                names.put(v, s.var(0, s.sort(v), first + names.size()));
            }
        }
        int start = first;
        ConstraintSystem o = Renaming.rename(s, c, v -> {
            if (stable.contains(v)) {
                return v;
            }
            if (!names.containsKey(v)) {
                names.put(v, s.var(0, s.sort(v), start + names.size()));
            }
            return names.get(v);
        });
        List<Disjunction> ds = new ArrayList<>();
        for (Disjunction d : o.equations.disjunctions()) {
            int[][] subs = new int[d.size()][];
            for (int i = 0; i < subs.length; i++) {
                subs[i] = withCanonicalRange(d.substs()[i]);
            }
            ds.add(new Disjunction(d.id(), Substs.set(s, subs)));
        }
        o.equations.setDisjunctions(ds);
        return o;
    }

    private int[] withCanonicalRange(int[] sub) {
        List<int[]> renaming = new ArrayList<>();
        Int2IntOpenHashMap seen = new Int2IntOpenHashMap();
        s.begin();
        for (int i = 1; i < sub.length; i += 2) {
            s.forEachVar(sub[i], v -> {
                if (!seen.containsKey(v)) {
                    int x = s.var(0, s.sort(v), seen.size());
                    seen.put(v, x);
                    renaming.add(new int[] {v, x});
                }
            });
        }
        s.begin();
        for (int[] p : renaming) {
            s.bind(p[0], p[1]);
        }
        int[] out = sub.clone();
        for (int i = 1; i < out.length; i += 2) {
            out[i] = s.apply(sub[i]);
        }
        s.end();
        return out;
    }

    // ---- order

    private int compare(ConstraintSystem a, ConstraintSystem b) {
        int c = compareNodes(a, b);
        c = c != 0 ? c : compare(a.edges, b.edges);
        c = c != 0 ? c : compare(a.less.sorted(s), b.less.sorted(s));
        c = c != 0 ? c : compareOptional(a.last, b.last);
        c = c != 0 ? c : compare(a.negativeSubterms, b.negativeSubterms);
        c = c != 0 ? c : compare(a.positiveSubterms, b.positiveSubterms);
        c = c != 0 ? c : compare(a.solvedSubterms, b.solvedSubterms);
        c = c != 0 ? c : Boolean.compare(a.subtermsContradictory, b.subtermsContradictory);
        c = c != 0 ? c : compare(a.oldNegativeSubterms, b.oldNegativeSubterms);
        c = c != 0 ? c : Substs.compare(s, a.equations.free(), b.equations.free());
        c = c != 0 ? c : compareDisjunctions(a.equations.disjunctions(), b.equations.disjunctions());
        c = c != 0 ? c : Integer.compare(a.equations.nextSplit(), b.equations.nextSplit());
        c = c != 0 ? c : compare(a.formulas, b.formulas);
        c = c != 0 ? c : compare(a.solvedFormulas, b.solvedFormulas);
        c = c != 0 ? c : compare(a.lemmas, b.lemmas);
        c = c != 0 ? c : compareGoals(a.goals, b.goals);
        c = c != 0 ? c : Integer.compare(a.nextGoal, b.nextGoal);
        return c != 0 ? c : Boolean.compare(a.refined, b.refined);
    }

    private int compareNodes(ConstraintSystem a, ConstraintSystem b) {
        int n = Math.min(a.nodeCount(), b.nodeCount());
        for (int k = 0; k < n; k++) {
            int c = s.compare(a.node(k), b.node(k));
            int x = a.instance(k);
            int y = b.instance(k);
            c = c != 0 || x == y ? c : w.info(x).compareTo(w.info(y));
            for (int part = 0; c == 0 && part < 3; part++) {
                c = s.compare(s.arg(x, part), s.arg(y, part));
            }
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(a.nodeCount(), b.nodeCount());
    }

    private int compareOptional(int x, int y) {
        return x == 0 || y == 0 ? Boolean.compare(x != 0, y != 0) : s.compare(x, y);
    }

    private int compare(TermSet a, TermSet b) {
        return compare(a.sorted(s), b.sorted(s));
    }

    private int compare(int[] x, int[] y) {
        for (int i = 0; i < Math.min(x.length, y.length); i++) {
            if (x[i] != y[i]) {
                return s.compare(x[i], y[i]);
            }
        }
        return Integer.compare(x.length, y.length);
    }

    private int compareDisjunctions(List<Disjunction> a, List<Disjunction> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int c = Integer.compare(a.get(i).id(), b.get(i).id());
            int[][] x = a.get(i).substs();
            int[][] y = b.get(i).substs();
            for (int j = 0; c == 0 && j < Math.min(x.length, y.length); j++) {
                c = Substs.compare(s, x[j], y[j]);
            }
            c = c != 0 ? c : Integer.compare(x.length, y.length);
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private int compareGoals(GoalMap a, GoalMap b) {
        a.sort(s);
        b.sort(s);
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int c = s.compare(a.goal(i), b.goal(i));
            c = c != 0 ? c : Boolean.compare(a.isSolved(i), b.isSolved(i));
            c = c != 0 ? c : Integer.compare(a.number(i), b.number(i));
            c = c != 0 ? c : Integer.compare(a.flags(i) & GoalMap.LOOP_BREAKER, b.flags(i) & GoalMap.LOOP_BREAKER);
            if (c != 0) {
                return c;
            }
        }
        return Integer.compare(a.size(), b.size());
    }
}
