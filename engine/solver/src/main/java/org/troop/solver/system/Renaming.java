package org.troop.solver.system;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Disjunction;
import org.troop.term.unify.Substs;

/**
 * Renaming of whole systems: clean-up after a proof step (names numbered from 0 in order of traversal), shifting, and
 * instantiation with new variables.
 */
public final class Renaming {
    private Renaming() {}

    /**
     * Visits the free variables in traversal order: nodes (id; premises, conclusions, actions, new variables), edges,
     * orderings, last, subterms, equation store (of disjunctions the domains only), formulas, solved formulas, lemmas, goals.
     * Calls {@link TermStore#begin}; each variable is reported at its first occurrence, perhaps again later.
     */
    public static void traverse(TermStore s, ConstraintSystem c, IntConsumer f) {
        c.equations.renumber();
        s.begin();
        for (int k = 0; k < c.nodeCount(); k++) {
            s.forEachVar(c.node(k), f);
            s.forEachVar(c.instance(k), f);
        }
        each(s, c.edges, f);
        for (int t : c.less.sorted(s)) {
            s.forEachVar(t, f);
        }
        if (c.last != 0) {
            s.forEachVar(c.last, f);
        }
        each(s, c.negativeSubterms, f);
        each(s, c.positiveSubterms, f);
        each(s, c.solvedSubterms, f);
        for (int t : c.equations.free()) {
            s.forEachVar(t, f);
        }
        for (Disjunction d : c.equations.disjunctions()) {
            for (int[] sub : d.substs()) {
                for (int i = 0; i < sub.length; i += 2) {
                    s.forEachVar(sub[i], f);
                }
            }
        }
        each(s, c.formulas, f);
        each(s, c.solvedFormulas, f);
        each(s, c.lemmas, f);
        c.goals.sort(s);
        for (int i = 0; i < c.goals.size(); i++) {
            s.forEachVar(c.goals.goal(i), f);
        }
    }

    private static void each(TermStore s, TermSet set, IntConsumer f) {
        if (!set.isEmpty()) {
            for (int t : set.sorted(s)) {
                s.forEachVar(t, f);
            }
        }
    }

    /** Renames the free variables by {@code f}, called once per variable in traversal order; returns a new system. */
    public static ConstraintSystem rename(TermStore s, ConstraintSystem c, IntUnaryOperator f) {
        traverse(s, c, v -> {
            if (s.binding(v) == 0) {
                s.bind(v, f.applyAsInt(v));
            }
        });
        s.invalidate();
        ConstraintSystem out = applyBound(s, c);
        s.end();
        return out;
    }

    /** The free variables in traversal order, each once. */
    public static int[] variables(TermStore s, ConstraintSystem c) {
        IntLinkedOpenHashSet out = new IntLinkedOpenHashSet();
        traverse(s, c, out::add);
        return out.toIntArray();
    }

    /** The same as {@link #rename(TermStore, ConstraintSystem, IntUnaryOperator)} where the variables are known already. */
    public static ConstraintSystem rename(TermStore s, ConstraintSystem c, int[] variables, IntUnaryOperator f) {
        c.equations.renumber();
        s.begin();
        for (int v : variables) {
            s.bind(v, f.applyAsInt(v));
        }
        ConstraintSystem out = applyBound(s, c);
        s.end();
        return out;
    }

    /** The system under the (injective) renaming that is bound in the store. */
    private static ConstraintSystem applyBound(TermStore s, ConstraintSystem c) {
        int[][] tested = testedTerms(s, c);
        ConstraintSystem o = c.copy();
        int n = c.nodeCount();
        int[] ids = new int[n];
        for (int k = 0; k < n; k++) {
            ids[k] = s.apply(c.node(k));
        }
        int[] labels = new int[n];
        for (int k = 0; k < n; k++) {
            labels[k] = s.apply(c.instance(k));
        }
        sortNodes(s, ids, labels);
        o.setNodes(ids, labels);
        o.edges.rename(s);
        o.less.rename(s);
        o.last = c.last == 0 ? 0 : s.apply(c.last);
        o.negativeSubterms.rename(s);
        o.positiveSubterms.rename(s);
        o.solvedSubterms.rename(s);
        int[] free = c.equations.free().clone();
        for (int i = 0; i < free.length; i++) {
            free[i] = s.apply(free[i]);
        }
        o.equations.setFree(Substs.sort(s, free));
        List<Disjunction> ds = new ArrayList<>();
        for (int k = 0; k < tested.length; k++) {
            ds.add(renamed(s, c.equations.disjunctions().get(k), tested[k]));
        }
        o.equations.setDisjunctions(ds);
        o.formulas.rename(s);
        o.solvedFormulas.rename(s);
        o.lemmas.rename(s);
        o.goals.clear();
        for (int i = 0; i < c.goals.size(); i++) {
            o.goals.put(s.apply(c.goals.goal(i)), c.goals.number(i), c.goals.flags(i));
        }
        return o;
    }

    /** For each disjunction the terms that it has been tested for, those left out that the renaming does not cover. */
    private static int[][] testedTerms(TermStore s, ConstraintSystem c) {
        int[][] out = new int[c.equations.disjunctions().size()][];
        for (int k = 0; k < out.length; k++) {
            int[] tested = c.equations.disjunctions().get(k).tested();
            out[k] = tested == null
                    ? Substs.EMPTY
                    : Arrays.stream(tested).filter(s::isCovered).toArray();
        }
        s.invalidate();
        return out;
    }

    private static Disjunction renamed(TermStore s, Disjunction d, int[] tested) {
        int[][] subs = new int[d.size()][];
        for (int i = 0; i < subs.length; i++) {
            subs[i] = d.substs()[i].clone();
            for (int j = 0; j < subs[i].length; j += 2) {
                subs[i][j] = s.apply(subs[i][j]);
            }
            Substs.sort(s, subs[i]);
        }
        int[] then = new int[tested.length];
        for (int i = 0; i < then.length; i++) {
            then[i] = s.apply(tested[i]);
        }
        Arrays.sort(then);
        return d.renamed(Substs.set(s, subs), then);
    }

    /** Sorts node ids ascending together with their labels. */
    public static void sortNodes(TermStore s, int[] ids, int[] labels) {
        for (int i = 1; i < ids.length; i++) {
            int v = ids[i];
            int l = labels[i];
            int j = i - 1;
            while (j >= 0 && s.compare(ids[j], v) > 0) {
                ids[j + 1] = ids[j];
                labels[j + 1] = labels[j];
                j--;
            }
            ids[j + 1] = v;
            labels[j + 1] = l;
        }
    }

    /** Clean-up after a step: per-name numbering from 0 in traversal order; the free substitution is forgotten. */
    public static ConstraintSystem cleanUp(TermStore s, ConstraintSystem c) {
        Int2IntOpenHashMap next = new Int2IntOpenHashMap();
        ConstraintSystem o = rename(s, c, v -> s.var(s.nameId(v), s.sort(v), next.addTo(s.nameId(v), 1)));
        o.equations.setFree(Substs.EMPTY);
        return o;
    }

    /** Adds d to all variable indices. */
    public static ConstraintSystem shift(TermStore s, ConstraintSystem c, int d) {
        return d == 0 ? c : rename(s, c, v -> s.var(s.nameId(v), s.sort(v), s.index(v) + d));
    }
}
