package org.troop.solver.source;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.ApplySubstitution;
import org.troop.solver.reduce.Branch;
import org.troop.solver.reduce.Chooser;
import org.troop.solver.reduce.ConjoinSystem;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.reduce.Simplify;
import org.troop.solver.source.Source.Case;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Formulas;
import org.troop.solver.system.Renaming;
import org.troop.solver.system.TermSet;
import org.troop.solver.system.Workspace;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Substs;

/** Matching of sources against goals, their adaptation to a goal, and their use in a reduction. One per workspace. */
public final class SourceApplication {
    private static final int CACHE_LIMIT = 20_000;

    /** @param variables of the system, in the order in which they get new names */
    private record AdaptedCase(List<String> names, ConstraintSystem system, int[] variables) {}

    private final Workspace w;
    private final TermStore s;
    private final Formulas formulas;
    private final RuleIndex rules;
    private final Chooser chooser = new Chooser();
    private final IdentityHashMap<Source, Integer> sourceIds = new IdentityHashMap<>();
    private final Long2ObjectOpenHashMap<List<AdaptedCase>> adapted = new Long2ObjectOpenHashMap<>();

    public SourceApplication(Workspace w, RuleIndex rules) {
        this.w = w;
        this.s = w.s;
        this.formulas = new Formulas(w);
        this.rules = rules;
    }

    /** The first source of the list that matches the goal; null if none does. */
    public @Nullable Source find(List<Source> sources, int goal) {
        if (!mayHaveSource(goal)) {
            return null;
        }
        for (Source x : sources) {
            if (matches(x, goal)) {
                return x;
            }
        }
        return null;
    }

    private boolean mayHaveSource(int goal) {
        return mayHaveSource(w, goal);
    }

    /** Whether sources exist for goals of this kind. */
    public static boolean mayHaveSource(Workspace w, int goal) {
        TermStore s = w.s;
        int h = s.head(goal);
        return h == Heads.GOAL_PREMISE || (h == Heads.GOAL_ACTION && w.isFact(s.arg(goal, 1), w.special.ku()));
    }

    /** Whether the goal is an instance of the source's pattern. */
    public boolean matches(Source x, int goal) {
        if (s.head(goal) != s.head(x.goal()) || !mayHaveSource(goal)) {
            return false;
        }
        int f = fact(goal);
        int p = fact(x.goal());
        if (s.head(f) != s.head(p)) {
            return false;
        }
        if (s.head(goal) == Heads.GOAL_PREMISE) {
            return true; // all arguments of the pattern are distinct message variables
        }
        return w.matcher.matches(s.arg(f, 0), s.arg(p, 0));
    }

    private int fact(int goal) {
        return s.arg(goal, s.arity(goal) - 1);
    }

    /** Marks the goal solved, chooses a case of the source and adds it; returns the case's names. */
    public List<String> apply(Branch b, Source x, int goal) {
        int[] vars = variables(goal);
        int[] packed = packed(vars);
        List<AdaptedCase> cases = adapt(x, renamed(goal, vars, packed));
        b.markSolved(goal);
        AdaptedCase k = cases.get(b.chooser.choose(cases.size()));
        Int2IntOpenHashMap own = new Int2IntOpenHashMap(packed, vars);
        ConstraintSystem t = Renaming.rename(s, k.system(), k.variables(), v -> {
            int w = own.get(v);
            return w != 0 ? w : b.draw(s.nameId(v), s.sort(v));
        });
        ConjoinSystem.conjoin(b, t);
        return k.names();
    }

    private int[] variables(int goal) {
        return Substs.vars(s, new int[] {goal});
    }

    /**
     * The ascending variables with the smallest indices that keep their order. Nothing but the order matters for what becomes of a
     * source's cases, so goals that differ in the numbers of their variables share adapted cases.
     */
    private int[] packed(int[] vars) {
        int[] out = new int[vars.length];
        int index = -1;
        for (int i = 0; i < out.length; i++) {
            if (i == 0 || s.index(vars[i]) != s.index(vars[i - 1])) {
                index++;
            }
            out[i] = s.var(s.nameId(vars[i]), s.sort(vars[i]), index);
        }
        return out;
    }

    private int renamed(int goal, int[] vars, int[] to) {
        s.begin();
        for (int i = 0; i < vars.length; i++) {
            s.bind(vars[i], to[i]);
        }
        int g = s.apply(goal);
        s.end();
        return g;
    }

    /** The cases of the source for exactly this goal; they share the goal's variables and have no others below its index. */
    private List<AdaptedCase> adapt(Source x, int goal) {
        int id = sourceIds.computeIfAbsent(x, y -> sourceIds.size());
        long key = ((long) id << 32) | goal;
        List<AdaptedCase> known = adapted.get(key);
        if (known == null) {
            if (adapted.size() >= CACHE_LIMIT) {
                adapted.clear();
            }
            known = computeAdapted(x, goal).stream()
                    .map(k -> new AdaptedCase(k.names(), k.system(), Renaming.variables(s, k.system())))
                    .toList();
            adapted.put(key, known);
        }
        return known;
    }

    /** Forgets adapted sources (their terms are about to move). */
    public void clear() {
        adapted.clear();
        sourceIds.clear();
    }

    private List<Case> computeAdapted(Source x, int goal) {
        int min = s.minIndex(x.goal());
        int max = s.maxIndex(x.goal());
        for (Case k : x.cases()) {
            min = Math.min(min, k.system().minFreeIndex(s));
            max = Math.max(max, k.system().firstFreeIndex(s) - 1);
        }
        int avoid = s.maxIndex(goal) + 1;
        int d = avoid - min;
        s.begin();
        int pattern = s.shift(x.goal(), d);
        int[] equations = matcherEquations(goal, pattern);
        int next = Math.max(max + d + 1, avoid);
        s.begin();
        IntOpenHashSet keep = new IntOpenHashSet();
        s.forEachVar(goal, keep::add);
        List<Case> out = new ArrayList<>();
        for (Case k : x.cases()) {
            ConstraintSystem c = Renaming.shift(s, k.system(), d).copy();
            if (s.head(goal) == Heads.GOAL_PREMISE && s.value(s.arg(goal, 1)) != 0) {
                redirectEdges(c, s.arg(pattern, 0), s.arg(goal, 1));
            }
            Branch b = new Branch(w, formulas, rules, c, next, chooser);
            Simplify.forEachResult(
                    b,
                    r -> {
                        r.solve(new IntArrayList(equations));
                        ApplySubstitution.apply(r);
                    },
                    r -> {
                        r.c.equations.setFree(Substs.restrict(r.c.equations.free(), keep));
                        out.add(new Case(k.names(), r.c));
                    });
        }
        return RedundantCases.remove(w, out, Case::system, keep);
    }

    /** {@code x = t} for the first matcher, in the order of the pattern's variables. */
    private int[] matcherEquations(int goal, int pattern) {
        IntArrayList pairs = new IntArrayList();
        int f = fact(goal);
        int p = fact(pattern);
        for (int i = 0, n = s.arity(f); i < n; i++) {
            pairs.add(s.arg(f, i));
            pairs.add(s.arg(p, i));
        }
        pairs.add(s.arg(goal, 0));
        pairs.add(s.arg(pattern, 0));
        return w.matcher.all(pairs.toIntArray()).getFirst();
    }

    private void redirectEdges(ConstraintSystem c, int node, int premise) {
        TermSet edges = new TermSet();
        int zero = s.integer(0);
        for (int e : c.edges.sorted(s)) {
            boolean hit = s.arg(e, 2) == node && s.arg(e, 3) == zero;
            edges.add(hit ? s.app(Heads.EDGE, s.arg(e, 0), s.arg(e, 1), node, premise) : e);
        }
        c.edges = edges;
    }
}
