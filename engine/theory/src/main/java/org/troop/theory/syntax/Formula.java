package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.troop.term.Term;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Var;

/**
 * Formulas as written, with one variable per quantifier: {@code ∃ x y. φ} is two nested {@link Quantified}, {@code y}
 * the inner one with index 0. Free variables stay {@link Var}s.
 */
public sealed interface Formula {
    True TRUE = new True();
    False FALSE = new False();

    record True() implements Formula {}

    record False() implements Formula {}

    record Atomic(Atom atom) implements Formula {}

    record Not(Formula body) implements Formula {}

    record And(Formula left, Formula right) implements Formula {}

    record Or(Formula left, Formula right) implements Formula {}

    record Implies(Formula left, Formula right) implements Formula {}

    record Iff(Formula left, Formula right) implements Formula {}

    record Quantified(boolean universal, Binder binder, Formula body) implements Formula {}

    /** A function on terms that knows how many quantifiers of the formula stand around the term. */
    interface TermMap {
        Term apply(Term t, int depth);
    }

    /** Rewrites every atom; {@code depth} counts the quantifiers of this formula around the atom. */
    interface AtomMap {
        Formula apply(Atom a, int depth);
    }

    /** Quantifies over the exact variable {@code v}: its free occurrences become index 0 of the new binder. */
    static Formula quantify(boolean universal, Var v, Formula body) {
        return new Quantified(universal, Binder.of(v), body.bind(v));
    }

    /** {@code ∀ v1 … vn. body}, v1 outermost. */
    static Formula quantify(boolean universal, List<Var> vs, Formula body) {
        Formula f = body;
        for (int i = vs.size() - 1; i >= 0; i--) {
            f = quantify(universal, vs.get(i), f);
        }
        return f;
    }

    /** Replaces the free variable {@code v} by the index of a quantifier that is about to be put around this formula. */
    default Formula bind(Var v) {
        return mapTerms((t, depth) -> t.mapLiterals(l -> l.equals(v) ? new Bound(depth) : l));
    }

    /** The body of a removed quantifier: its index (0 at the top) becomes {@code t}; indices of outer quantifiers drop by one. */
    default Formula open(Term t) {
        return mapTerms((u, depth) -> u.mapLiterals(l -> opened(l, depth, t)));
    }

    private static Term opened(Term literal, int depth, Term t) {
        if (!(literal instanceof Bound b) || b.index() < depth) {
            return literal;
        }
        return b.index() == depth ? t : new Bound(b.index() - 1);
    }

    /** Replaces free variables; images must not contain bound indices, so nothing is captured. */
    default Formula substitute(Map<Var, ? extends Term> map) {
        if (map.isEmpty()) {
            return this;
        }
        return mapTerms((t, depth) -> t.mapLiterals(l -> {
            if (l instanceof Var v) {
                Term image = map.get(v);
                return image == null ? l : image;
            }
            return l;
        }));
    }

    default Formula mapTerms(TermMap f) {
        return mapAtoms(0, (a, depth) -> new Atomic(a.map(t -> f.apply(t, depth))));
    }

    default Formula mapAtoms(AtomMap f) {
        return mapAtoms(0, f);
    }

    private Formula mapAtoms(int depth, AtomMap f) {
        return switch (this) {
            case True t -> t;
            case False t -> t;
            case Atomic a -> f.apply(a.atom, depth);
            case Not n -> new Not(n.body.mapAtoms(depth, f));
            case And c -> new And(c.left.mapAtoms(depth, f), c.right.mapAtoms(depth, f));
            case Or c -> new Or(c.left.mapAtoms(depth, f), c.right.mapAtoms(depth, f));
            case Implies c -> new Implies(c.left.mapAtoms(depth, f), c.right.mapAtoms(depth, f));
            case Iff c -> new Iff(c.left.mapAtoms(depth, f), c.right.mapAtoms(depth, f));
            case Quantified q -> new Quantified(q.universal, q.binder, q.body.mapAtoms(depth + 1, f));
        };
    }

    /** Appends the atoms from left to right. */
    default void atoms(Collection<? super Atom> out) {
        switch (this) {
            case True t -> {}
            case False t -> {}
            case Atomic a -> out.add(a.atom);
            case Not n -> n.body.atoms(out);
            case And c -> both(c.left, c.right, out);
            case Or c -> both(c.left, c.right, out);
            case Implies c -> both(c.left, c.right, out);
            case Iff c -> both(c.left, c.right, out);
            case Quantified q -> q.body.atoms(out);
        }
    }

    private static void both(Formula l, Formula r, Collection<? super Atom> out) {
        l.atoms(out);
        r.atoms(out);
    }

    /** Appends the free variables in walk order (atoms left to right, time point before fact), repetitions included. */
    default void occurrences(Collection<Var> out) {
        List<Atom> as = new ArrayList<>();
        atoms(as);
        for (Atom a : as) {
            a.occurrences(out);
        }
    }

    /** Free variables in ascending order. */
    default Set<Var> vars() {
        Set<Var> s = new TreeSet<>();
        occurrences(s);
        return s;
    }

    /** Free variables in order of first occurrence. */
    default Set<Var> varsInOrder() {
        Set<Var> s = new LinkedHashSet<>();
        occurrences(s);
        return s;
    }
}
