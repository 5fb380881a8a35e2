package org.troop.term.ac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variants by folding variant narrowing (Escobar, Sasse, Meseguer: Folding variant narrowing and optimal variant termination,
 * J. Log. Algebr. Program. 81, 2012): a breadth-first tree of narrowing steps in which a new variant that an existing one subsumes
 * is dropped, and variants that a new one subsumes are deleted with what came from them. Differs from the paper in choosing, per
 * expanded variant, the most general bindings among all steps first, and in numbering and enumeration order, which are fixed.
 */
final class Narrowing {
    /** One variant: images of the query's variables and the normalised instance of the query. */
    private static final class Variant {
        final int[] tuple;
        final Subsumption.Tuple summary;
        final @Nullable Variant parent;
        final int number;
        boolean retained = true;
        boolean output;

        Variant(Subsumption.Tuple summary, @Nullable Variant parent, int number) {
            this.summary = summary;
            tuple = summary.terms();
            this.parent = parent;
            this.number = number;
        }

        int term() {
            return tuple[tuple.length - 1];
        }
    }

    /** A narrowing step that was kept: images of the slots, and where which right side goes. */
    private record Step(Subsumption.Tuple interesting, int[] slotVars, int[] images, Position position, int right) {}

    private record Position(@Nullable Position parent, int argument, int term) {}

    private final EngineTerms terms;
    private final Budget budget;
    private final Normaliser normaliser;
    private final Subsumption subsumption;
    private final SubtermUnifiers unifiers;
    private final int[] left;
    /** By symbol: whether it is the root of some left side. */
    private final boolean[] isRoot;

    private final int[] right;

    private int[] vars = {};
    private List<Variant> retained = new ArrayList<>();
    private int next;

    Narrowing(
            EngineTerms terms,
            Budget budget,
            Normaliser normaliser,
            int[] left,
            int[] right,
            SubtermUnifiers unifiers) {
        this.terms = terms;
        this.budget = budget;
        this.normaliser = normaliser;
        this.left = left;
        this.right = right;
        isRoot = new boolean[terms.symbols.count()];
        for (int l : left) {
            isRoot[terms.symbol(l)] = true;
        }
        subsumption = new Subsumption(terms, budget);
        this.unifiers = unifiers;
    }

    /** Drops what is remembered from earlier queries. */
    void forget() {
        unifiers.forget();
    }

    /**
     * The variants in order, each as the images of the variables of {@code t} (given by first occurrence) and then the normalised
     * instance of {@code t}.
     */
    List<int[]> variants(int t, int[] queryVars) {
        vars = queryVars;
        unifiers.begin();
        retained = new ArrayList<>();
        next = 1;
        Variant root = initial(t);
        retained.add(root);
        List<Variant> frontier = List.of(root);
        List<int[]> out = new ArrayList<>();
        int family = Tokens.FAMILY_PERCENT;
        while (true) {
            boolean any = false;
            for (Variant v : retained) {
                if (!v.output) {
                    v.output = true;
                    out.add(v.tuple);
                    any = true;
                }
            }
            if (frontier.isEmpty() || !any) {
                return out;
            }
            List<Variant> inserted = new ArrayList<>();
            for (Variant v : frontier) {
                if (v.retained) {
                    expand(v, family, inserted);
                }
            }
            frontier = inserted;
            family = family == Tokens.FAMILY_PERCENT ? Tokens.FAMILY_HASH : Tokens.FAMILY_PERCENT;
        }
    }

    private Variant initial(int t) {
        int[] tuple = new int[vars.length + 1];
        int[] map = new int[terms.varCount()];
        Arrays.fill(map, -1);
        for (int i = 0; i < vars.length; i++) {
            tuple[i] = terms.variable(Tokens.FAMILY_HASH, Tokens.sort(terms.token(vars[i])), i + 1);
            map[terms.varIndex(vars[i])] = tuple[i];
        }
        tuple[vars.length] = normaliser.normalise(terms.substitute(t, map));
        return new Variant(subsumption.tuple(tuple), null, 0);
    }

    private void expand(Variant v, int family, List<Variant> inserted) {
        IntList targets = new IntList(16);
        int interesting = terms.variables(v.term(), targets);
        for (int i = 0; i < vars.length; i++) {
            terms.variables(v.tuple[i], targets);
        }
        IntList sums = new IntList(8);
        for (int i = 0; i < vars.length; i++) {
            unifiers.sums(v.tuple[i], sums);
        }
        List<Step> kept = new ArrayList<>();
        IntList seen = new IntList(16);
        for (Position p : positions(v.term())) {
            // A second occurrence of a subterm only gives what the first one gave.
            if (isRoot(p.term) && !seen.contains(p.term)) {
                seen.add(p.term);
                SubtermUnifiers.Subterm subterm = unifiers.subterm(p.term, targets, sums, family);
                for (int e = 0; e < left.length; e++) {
                    if (terms.isApp(p.term, terms.symbol(left[e]))) {
                        unify(e, p, subterm.unifiers(e), interesting, kept);
                    }
                }
            }
        }
        for (Step step : kept) {
            insert(v, step, inserted);
        }
    }

    private boolean isRoot(int t) {
        return terms.isApp(t) && isRoot[terms.symbol(t)];
    }

    /** Non-variable positions breadth-first; equal arguments of a commutative symbol once. */
    private List<Position> positions(int t) {
        List<Position> queue = new ArrayList<>();
        queue.add(new Position(null, 0, t));
        for (int k = 0; k < queue.size(); k++) {
            Position p = queue.get(k);
            boolean once = terms.isApp(p.term) && terms.symbols.isCommutative(terms.symbol(p.term));
            for (int i = 0; i < terms.argCount(p.term); i++) {
                int a = terms.arg(p.term, i);
                if (terms.isApp(a) && !(once && i > 0 && a == terms.arg(p.term, i - 1))) {
                    queue.add(new Position(p, i, a));
                }
            }
        }
        return queue;
    }

    /** Unifies equation {@code e} with the subterm; keeps what binds irreducibly and is not an instance of a kept step. */
    private void unify(int e, Position p, SubtermUnifiers.Instance instance, int interesting, List<Step> kept) {
        int eqVars = instance.equationVars();
        for (int i = 0; i < instance.size(); i++) {
            int[] images = instance.images(i);
            Subsumption.Tuple bindings = subsumption.tuple(Arrays.copyOfRange(images, eqVars, eqVars + interesting));
            if (!isInstanceOfSome(bindings, kept)) {
                removeInstances(bindings, kept);
                kept.add(new Step(bindings, instance.slotVars(), images, p, right[e]));
            }
        }
    }

    private boolean isInstanceOfSome(Subsumption.Tuple bindings, List<Step> kept) {
        for (int i = 0; i < kept.size(); i++) {
            if (isInstance(bindings, kept.get(i).interesting)) {
                return true;
            }
        }
        return false;
    }

    private void removeInstances(Subsumption.Tuple bindings, List<Step> kept) {
        int top = 0;
        for (int i = 0; i < kept.size(); i++) {
            if (!isInstance(kept.get(i).interesting, bindings)) {
                kept.set(top++, kept.get(i));
            }
        }
        kept.subList(top, kept.size()).clear();
    }

    private boolean isInstance(Subsumption.Tuple specific, Subsumption.Tuple general) {
        budget.spend(1);
        return subsumption.isInstance(specific, general);
    }

    private void insert(Variant v, Step step, List<Variant> inserted) {
        int[] map = new int[terms.varCount()];
        Arrays.fill(map, -1);
        for (int i = 0; i < step.slotVars.length; i++) {
            map[terms.varIndex(step.slotVars[i])] = step.images[i];
        }
        int[] tuple = new int[vars.length + 1];
        for (int i = 0; i < vars.length; i++) {
            tuple[i] = terms.substitute(v.tuple[i], map);
            if (!normaliser.isNormal(tuple[i])) {
                return;
            }
        }
        int u = terms.substitute(step.right, map);
        int at = step.position.argument;
        for (Position p = step.position.parent; p != null; p = p.parent) {
            u = replace(p.term, at, u, map);
            at = p.argument;
        }
        tuple[vars.length] = normaliser.normalise(u);
        Variant w = new Variant(subsumption.tuple(tuple), v, next++);
        for (Variant o : retained) {
            if (isInstance(w.summary, o.summary)) {
                return;
            }
        }
        fold(w);
        retained.add(w);
        inserted.add(w);
    }

    /** The instance of {@code t} with argument {@code at} replaced. */
    private int replace(int t, int at, int u, int[] map) {
        int n = terms.argCount(t);
        int[] a = new int[n];
        for (int i = 0; i < n; i++) {
            a[i] = i == at ? u : terms.substitute(terms.arg(t, i), map);
        }
        return terms.app(terms.symbol(t), a, 0, n);
    }

    /** Deletes what the new variant subsumes, its own ancestors excepted, and what descends from deleted ones. */
    private void fold(Variant w) {
        List<Variant> rest = new ArrayList<>(retained.size() + 1);
        for (Variant o : retained) {
            if (!isAncestor(o, w) && (isInstance(o.summary, w.summary) || (o.parent != null && !o.parent.retained))) {
                o.retained = false;
            } else {
                rest.add(o);
            }
        }
        retained = rest;
    }

    private static boolean isAncestor(Variant o, Variant w) {
        for (Variant a = w.parent; a != null; a = a.parent) {
            if (a == o) {
                return true;
            }
        }
        return false;
    }
}
