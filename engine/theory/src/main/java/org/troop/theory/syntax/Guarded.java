package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * Guarded trace formulas (Schmidt, Meier, Cremers, Basin, CSF 2012, "Guarded trace properties"): what the constraint
 * solver works on. Build values with {@link #and}, {@link #or}, {@link #all}, {@link #ex} and {@link #not}, which
 * normalise.
 *
 * <p>Ordered: atoms, disjunctions, conjunctions, quantifications; ∀ before ∃, then binders, guards, body.
 */
public sealed interface Guarded extends Comparable<Guarded> {
    Guarded TRUE = new Conj(List.of());
    Guarded FALSE = new Disj(List.of());

    record Atomic(Atom atom) implements Guarded {}

    /** A disjunction; the empty one is ⊥. */
    record Disj(List<Guarded> parts) implements Guarded {
        public Disj {
            parts = List.copyOf(parts);
        }
    }

    /** A conjunction; the empty one is ⊤. */
    record Conj(List<Guarded> parts) implements Guarded {
        public Conj {
            parts = List.copyOf(parts);
        }
    }

    /**
     * {@code ∀ binders. guards ⇒ body} or {@code ∃ binders. guards ∧ body}. The last binder has de Bruijn index 0.
     *
     * @param binders possibly none: {@code ∀ [] [a] ⊥} is the negated atom {@code a}
     */
    record Quant(boolean universal, List<Binder> binders, List<Atom> guards, Guarded body) implements Guarded {
        public Quant {
            binders = List.copyOf(binders);
            guards = List.copyOf(guards);
        }
    }

    /** Whether this is ⊤, the empty conjunction. */
    default boolean isTrue() {
        return this instanceof Conj c && c.parts.isEmpty();
    }

    /** Whether this is ⊥, the empty disjunction. */
    default boolean isFalse() {
        return this instanceof Disj d && d.parts.isEmpty();
    }

    /** The parts without later duplicates. */
    private static List<Guarded> distinct(List<Guarded> parts) {
        TreeSet<Guarded> seen = new TreeSet<>();
        List<Guarded> out = new ArrayList<>(parts.size());
        for (Guarded g : parts) {
            if (seen.add(g)) {
                out.add(g);
            }
        }
        return out;
    }

    /** Conjunction: flattened; a single part is itself; ⊥ if a part is ⊥; later duplicates dropped. */
    static Guarded and(List<? extends Guarded> parts) {
        List<Guarded> flat = new ArrayList<>();
        for (Guarded g : parts) {
            flattenConj(g, flat);
        }
        if (flat.size() == 1) {
            return flat.getFirst();
        }
        for (Guarded g : flat) {
            if (g.isFalse()) {
                return FALSE;
            }
        }
        return new Conj(distinct(flat));
    }

    static Guarded and(Guarded... parts) {
        return and(List.of(parts));
    }

    /** Disjunction: flattened; a single part is itself; ⊤ if a part is ⊤; later duplicates dropped. */
    static Guarded or(List<? extends Guarded> parts) {
        List<Guarded> flat = new ArrayList<>();
        for (Guarded g : parts) {
            flattenDisj(g, flat);
        }
        if (flat.size() == 1) {
            return flat.getFirst();
        }
        for (Guarded g : flat) {
            if (g.isTrue()) {
                return TRUE;
            }
        }
        return new Disj(distinct(flat));
    }

    static Guarded or(Guarded... parts) {
        return or(List.of(parts));
    }

    /** {@code ∀ binders. guards ⇒ body}; without guards the body itself, ⊤ if the body is ⊤. */
    static Guarded all(List<Binder> binders, List<Atom> guards, Guarded body) {
        if (guards.isEmpty()) {
            return body;
        }
        return body.isTrue() ? TRUE : new Quant(true, binders, guards, body);
    }

    /** {@code ∃ binders. guards ∧ body}; without binders the conjunction, ⊥ if the body is ⊥. */
    static Guarded ex(List<Binder> binders, List<Atom> guards, Guarded body) {
        if (binders.isEmpty()) {
            List<Guarded> parts = new ArrayList<>(guards.size() + 1);
            for (Atom a : guards) {
                parts.add(new Atomic(a));
            }
            parts.add(body);
            return and(parts);
        }
        return body.isFalse() ? FALSE : new Quant(false, binders, guards, body);
    }

    /** The negated atom {@code ∀ [] [a] ⊥}. */
    static Guarded not(Atom a) {
        return new Quant(true, List.of(), List.of(a), FALSE);
    }

    /** The negation, pushed to the atoms. */
    static Guarded not(Guarded g) {
        return switch (g) {
            case Atomic a -> not(a.atom);
            case Disj d -> and(notAll(d.parts));
            case Conj c -> or(notAll(c.parts));
            case Quant q -> q.universal ? ex(q.binders, q.guards, not(q.body)) : all(q.binders, q.guards, not(q.body));
        };
    }

    /** The formula put together anew: flattened, without later duplicates, constants absorbed. */
    static Guarded simplified(Guarded g) {
        return switch (g) {
            case Atomic a -> a;
            case Disj d -> or(d.parts.stream().map(Guarded::simplified).toList());
            case Conj c -> and(c.parts.stream().map(Guarded::simplified).toList());
            case Quant q ->
                q.universal
                        ? all(q.binders, q.guards, simplified(q.body))
                        : ex(q.binders, q.guards, simplified(q.body));
        };
    }

    private static List<Guarded> notAll(List<Guarded> parts) {
        List<Guarded> out = new ArrayList<>(parts.size());
        for (Guarded g : parts) {
            out.add(not(g));
        }
        return out;
    }

    private static void flattenConj(Guarded g, List<Guarded> out) {
        if (g instanceof Conj c) {
            for (Guarded p : c.parts) {
                flattenConj(p, out);
            }
        } else {
            out.add(g);
        }
    }

    private static void flattenDisj(Guarded g, List<Guarded> out) {
        if (g instanceof Disj d) {
            for (Guarded p : d.parts) {
                flattenDisj(p, out);
            }
        } else {
            out.add(g);
        }
    }

    /** Maps every term, keeping the shape; {@code depth} counts the variables bound around the term. */
    default Guarded mapTerms(Formula.TermMap f) {
        return mapTerms(0, f);
    }

    private Guarded mapTerms(int depth, Formula.TermMap f) {
        return switch (this) {
            case Atomic a -> new Atomic(a.atom.map(t -> f.apply(t, depth)));
            case Disj d -> new Disj(mapAll(d.parts, depth, f));
            case Conj c -> new Conj(mapAll(c.parts, depth, f));
            case Quant q -> {
                int inner = depth + q.binders.size();
                List<Atom> guards = new ArrayList<>(q.guards.size());
                for (Atom a : q.guards) {
                    guards.add(a.map(t -> f.apply(t, inner)));
                }
                yield new Quant(q.universal, q.binders, guards, q.body.mapTerms(inner, f));
            }
        };
    }

    private static List<Guarded> mapAll(List<Guarded> parts, int depth, Formula.TermMap f) {
        List<Guarded> out = new ArrayList<>(parts.size());
        for (Guarded g : parts) {
            out.add(g.mapTerms(depth, f));
        }
        return out;
    }

    /** Appends the free variables in walk order, repetitions included. */
    default void occurrences(Collection<Var> out) {
        switch (this) {
            case Atomic a -> a.atom.occurrences(out);
            case Disj d -> d.parts.forEach(g -> g.occurrences(out));
            case Conj c -> c.parts.forEach(g -> g.occurrences(out));
            case Quant q -> {
                q.guards.forEach(a -> a.occurrences(out));
                q.body.occurrences(out);
            }
        }
    }

    @Override
    default int compareTo(Guarded o) {
        int ra = rank(this);
        int rb = rank(o);
        if (ra != rb) {
            return Integer.compare(ra, rb);
        }
        return switch (this) {
            case Atomic a -> a.atom.compareTo(((Atomic) o).atom);
            case Disj d -> Term.compareLists(d.parts, ((Disj) o).parts);
            case Conj c -> Term.compareLists(c.parts, ((Conj) o).parts);
            case Quant q -> {
                Quant p = (Quant) o;
                if (q.universal != p.universal) {
                    yield q.universal ? -1 : 1;
                }
                int c = Term.compareLists(q.binders, p.binders);
                c = c != 0 ? c : Term.compareLists(q.guards, p.guards);
                yield c != 0 ? c : q.body.compareTo(p.body);
            }
        };
    }

    private static int rank(Guarded g) {
        return switch (g) {
            case Atomic a -> 0;
            case Disj d -> 1;
            case Conj c -> 2;
            case Quant q -> 3;
        };
    }
}
