package org.troop.term.unify;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.troop.term.store.TermStore;

/**
 * The equation store of a constraint system: an idempotent free substitution and a conjunction of disjunctions of fresh
 * substitutions (Schmidt 2012, section 3.3). New disjunctions stand at the front. Mutable; {@link #copy} is cheap.
 */
public final class EquationStore {
    /** The contradiction test for fresh substitutions: whether one "creates a term that is not normal". */
    public interface NonNormal {
        /**
         * The terms of the system under the free substitution in which one of the variables occurs.
         *
         * @return ascending ids
         */
        int[] terms(int[] free, int[] variables);

        /** Whether the disjunct makes one of the terms reducible. */
        boolean test(int[] fresh, int[] terms);
    }

    /** The supply of fresh indices of a branch. */
    public static final class Supply {
        public int next;

        public Supply(int next) {
            this.next = next;
        }
    }

    private static final int FALSE_ID = -1;

    private int[] free = Substs.EMPTY;
    private List<Disjunction> disjunctions = List.of();
    private int nextSplit;

    public EquationStore copy() {
        EquationStore e = new EquationStore();
        e.free = free;
        e.disjunctions = disjunctions;
        e.nextSplit = nextSplit;
        return e;
    }

    /** The free substitution, sorted by variable. Do not change. */
    public int[] free() {
        return free;
    }

    public void setFree(int[] sorted) {
        free = sorted;
    }

    /** In store order, newest first. */
    public List<Disjunction> disjunctions() {
        return disjunctions;
    }

    /** Does the renumberings that were put off, so that reading the disjunctions makes no terms. */
    public void renumber() {
        disjunctions.forEach(Disjunction::substs);
    }

    public void setDisjunctions(List<Disjunction> ds) {
        disjunctions = ds;
    }

    public int nextSplit() {
        return nextSplit;
    }

    public void setNextSplit(int n) {
        nextSplit = n;
    }

    public @Nullable Disjunction disjunction(int id) {
        for (Disjunction d : disjunctions) {
            if (d.id() == id) {
                return d;
            }
        }
        return null;
    }

    public boolean isContradictory() {
        for (Disjunction d : disjunctions) {
            if (d.size() == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isFalse() {
        return disjunctions.size() == 1 && disjunctions.getFirst().id() == FALSE_ID;
    }

    private void becomeFalse() {
        disjunctions = List.of(new Disjunction(FALSE_ID, new int[0][]));
    }

    /** Adds a disjunction at the front and returns its split id. */
    public int addDisjunction(TermStore s, int[][] substs) {
        return addDisjunction(new Disjunction(0, Substs.set(s, substs)));
    }

    /** Adds the members of a disjunction at the front and returns their split id. */
    public int addDisjunction(Disjunction d) {
        int id = nextSplit++;
        List<Disjunction> l = new ArrayList<>(disjunctions.size() + 1);
        l.add(d.withId(id));
        l.addAll(disjunctions);
        disjunctions = l;
        return id;
    }

    /**
     * Adds equations {@code pairs[0]=pairs[1], ...}.
     *
     * @return the split id of the disjunction of AC unifiers, -1 if none was needed (also when the store became false)
     */
    public int addEquations(TermStore s, Unifier u, int[] pairs) {
        int[] ps = pairs;
        if (free.length > 0) {
            bindFree(s);
            ps = new int[pairs.length];
            for (int i = 0; i < ps.length; i++) {
                ps[i] = s.apply(pairs[i]);
            }
            s.end();
        }
        Unifier.Factored f = u.unify(ps);
        if (f == null) {
            becomeFalse();
            return -1;
        }
        compose(s, u, f.free());
        return f.isSyntactic() ? -1 : addDisjunction(s, f.fresh().toArray(int[][]::new));
    }

    /** Starts a substitution in the store with the free part bound. */
    public void bindFree(TermStore s) {
        s.begin();
        for (int i = 0; i < free.length; i += 2) {
            s.bind(free[i], free[i + 1]);
        }
    }

    /** Composes tau after the free substitution and re-solves every disjunct under the result. */
    public void compose(TermStore s, Unifier u, int[] tau) {
        if (tau.length == 0 && disjunctions.isEmpty()) {
            return;
        }
        if (tau.length > 0) {
            composeFree(s, tau);
        }
        if (disjunctions.isEmpty()) {
            return;
        }
        int start = Substs.avoid(s, Substs.range(free));
        Int2IntOpenHashMap touched = touched(s);
        int[] rangeVars = touched.isEmpty() ? Substs.EMPTY : Substs.vars(s, Substs.range(free));
        List<Disjunction> out = new ArrayList<>(disjunctions.size());
        for (Disjunction d : disjunctions) {
            if (!containsAny(touched, d.domain(s))) {
                out.add(d.renumbered(s, start));
                continue;
            }
            List<int[]> res = new ArrayList<>();
            for (int[] sub : d.substs()) {
                recompose(s, u, sub, start, touched, rangeVars, res);
            }
            out.add(d.with(s, res.toArray(int[][]::new)));
        }
        disjunctions = out;
    }

    /** What the free substitution maps variables of the disjunctions' domains to. */
    private Int2IntOpenHashMap touched(TermStore s) {
        Int2IntOpenHashMap touched = new Int2IntOpenHashMap();
        int[][] domains = new int[disjunctions.size()][];
        Arrays.setAll(domains, k -> disjunctions.get(k).domain(s));
        bindFree(s);
        for (int[] domain : domains) {
            for (int v : domain) {
                if (s.binding(v) != 0) {
                    touched.put(v, s.binding(v));
                }
            }
        }
        s.end();
        return touched;
    }

    private static boolean containsAny(Int2IntOpenHashMap touched, int[] vars) {
        if (!touched.isEmpty()) {
            for (int v : vars) {
                if (touched.containsKey(v)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void composeFree(TermStore s, int[] tau) {
        s.begin();
        for (int i = 0; i < tau.length; i += 2) {
            s.bind(tau[i], tau[i + 1]);
        }
        int[] out = new int[free.length + tau.length];
        int n = 0;
        for (int i = 0; i < free.length; i += 2) {
            int t = s.apply(free[i + 1]);
            if (t != free[i]) {
                out[n++] = free[i];
                out[n++] = t;
            }
        }
        s.end();
        for (int i = 0; i < tau.length; i += 2) {
            if (Substs.get(free, tau[i]) == 0) {
                out[n++] = tau[i];
                out[n++] = tau[i + 1];
            }
        }
        free = Substs.sort(s, n == out.length ? out : Arrays.copyOf(out, n));
    }

    private static void recompose(
            TermStore s,
            Unifier u,
            int[] sub,
            int startOfRange,
            Int2IntOpenHashMap touched,
            int[] rangeVars,
            List<int[]> out) {
        int[] dom = Substs.domain(sub);
        if (!containsAny(touched, dom)) {
            out.add(UntouchedDisjunct.renumbered(s, sub, startOfRange));
            return;
        }
        int start = Math.max(Substs.avoid(s, dom), startOfRange);
        int[] images = Substs.shift(s, Substs.range(sub), start);
        int[] pairs = new int[2 * dom.length];
        for (int i = 0; i < dom.length; i++) {
            pairs[2 * i] = touched.getOrDefault(dom[i], dom[i]);
            pairs[2 * i + 1] = images[i];
        }
        IntSet keep = new IntOpenHashSet(dom);
        for (int v : rangeVars) {
            keep.add(v);
        }
        u.unifyFresh(pairs, keep, out);
    }

    /** The stores in which the disjunction is replaced by one of its members, in set order; null if there is none. */
    public @Nullable List<EquationStore> split(TermStore s, int id) {
        Disjunction d = disjunction(id);
        if (d == null) {
            return null;
        }
        List<Disjunction> rest = new ArrayList<>(disjunctions);
        rest.remove(d);
        List<EquationStore> out = new ArrayList<>(d.size());
        for (int[] sub : d.substs()) {
            EquationStore e = copy();
            e.disjunctions = rest;
            e.addDisjunction(s, new int[][] {sub});
            out.add(e);
        }
        return out;
    }

    /** Simplifies to a fixpoint; {@code nonNormal} null means that no disjunct is dropped for non-normal terms. */
    public void simplify(TermStore s, Unifier u, Supply supply, @Nullable NonNormal nonNormal) {
        while (!disjunctions.isEmpty() && !isContradictory()) {
            boolean changed = minimise(s, nonNormal);
            changed |= removeRenamings(s);
            if (isContradictory() && !isFalse()) {
                becomeFalse();
                changed = true;
            }
            if (!isContradictory()) {
                changed |= singleton(s, u, supply);
                changed |= new CommonParts(this, s, u, supply).pullOut();
            }
            if (!changed) {
                disjunctions.forEach(Disjunction::settle);
                return;
            }
        }
    }

    private boolean minimise(TermStore s, @Nullable NonNormal nonNormal) {
        boolean applies = false;
        List<Disjunction> out = new ArrayList<>(disjunctions.size());
        for (Disjunction d : disjunctions) {
            Disjunction less = isTrivial(d) ? trivial(s, d) : nonNormal == null ? d : withoutNonNormal(s, d, nonNormal);
            applies |= less != d;
            out.add(less);
        }
        disjunctions = out;
        return applies;
    }

    private static boolean isTrivial(Disjunction d) {
        if (!d.isSettled()) {
            for (int[] sub : d.rows()) {
                if (sub.length == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Disjunction trivial(TermStore s, Disjunction d) {
        return d.size() > 1 ? d.with(s, new int[][] {Substs.EMPTY}) : d;
    }

    /** Only terms that the disjunction has not been tested for are looked at. */
    private Disjunction withoutNonNormal(TermStore s, Disjunction d, NonNormal nonNormal) {
        int[] terms = nonNormal.terms(free, d.domain(s));
        int[] fresh = withoutAll(terms, d.tested());
        if (fresh.length == 0) {
            return d;
        }
        List<int[]> keep = new ArrayList<>(d.size());
        for (int[] sub : d.rows()) {
            if (!nonNormal.test(sub, fresh)) {
                keep.add(sub);
            }
        }
        Disjunction less = keep.size() < d.size() ? d.keeping(keep) : d;
        less.setTested(terms);
        return less;
    }

    /** The elements of one ascending array that are not in another. */
    private static int[] withoutAll(int[] a, int @Nullable [] b) {
        if (b == null) {
            return a;
        }
        int[] out = new int[a.length];
        int n = 0;
        int j = 0;
        for (int x : a) {
            while (j < b.length && b[j] < x) {
                j++;
            }
            if (j == b.length || b[j] != x) {
                out[n++] = x;
            }
        }
        return n == a.length ? a : Arrays.copyOf(out, n);
    }

    private boolean removeRenamings(TermStore s) {
        boolean changed = false;
        List<Disjunction> out = new ArrayList<>(disjunctions.size());
        for (Disjunction d : disjunctions) {
            boolean c = false;
            int[][] subs = new int[d.size()][];
            for (int i = 0; i < subs.length && !d.isSettled(); i++) {
                subs[i] = Substs.removeRenamings(s, d.substs()[i]);
                c |= subs[i] != d.substs()[i];
            }
            changed |= c;
            Disjunction less = c ? d.with(s, subs) : d;
            less.setTested(d.tested());
            out.add(less);
        }
        disjunctions = out;
        return changed;
    }

    private boolean singleton(TermStore s, Unifier u, Supply supply) {
        for (int k = 0; k < disjunctions.size(); k++) {
            Disjunction d = disjunctions.get(k);
            if (d.size() == 1) {
                List<Disjunction> rest = new ArrayList<>(disjunctions);
                rest.remove(k);
                disjunctions = rest;
                compose(s, u, makeFree(s, d.substs()[0], supply));
                return true;
            }
        }
        return false;
    }

    /**
     * Turns the range variables of a fresh substitution into new free ones: entries by ascending size of the image; an
     * image that is a variable takes the name of its domain variable.
     */
    public static int[] makeFree(TermStore s, int[] sub, Supply supply) {
        Integer[] order = new Integer[sub.length / 2];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (x, y) -> Integer.compare(s.weight(sub[2 * x + 1]), s.weight(sub[2 * y + 1])));
        int[] out = sub.clone();
        s.begin();
        for (int i : order) {
            int t = sub[2 * i + 1];
            int v = sub[2 * i];
            boolean isVar = s.isVar(t);
            bindNew(s, t, w -> s.var(s.nameId(isVar ? v : w), s.sort(w), supply.next++));
        }
        for (int i = 1; i < out.length; i += 2) {
            out[i] = s.apply(sub[i]);
        }
        s.end();
        return out;
    }

    /** Binds each unbound variable of t, left to right, to the variable that {@code make} yields. */
    private static void bindNew(TermStore s, int t, IntUnaryOperator make) {
        if (s.isGround(t)) {
            return;
        }
        if (s.isVar(t)) {
            if (s.binding(t) == 0) {
                s.bind(t, make.applyAsInt(t));
            }
            return;
        }
        for (int i = 0, n = s.arity(t); i < n; i++) {
            bindNew(s, s.arg(t, i), make);
        }
    }

    /** Replaces the k-th disjunction, keeping its id, and composes {@code v ↦ t} into the whole store. */
    void replace(TermStore s, Unifier u, int k, int[][] subs, int v, int t) {
        List<Disjunction> l = new ArrayList<>(disjunctions);
        for (int[] sub : subs) {
            Substs.sort(s, sub);
        }
        l.set(k, l.get(k).with(s, subs));
        disjunctions = l;
        compose(s, u, new int[] {v, t});
    }
}
