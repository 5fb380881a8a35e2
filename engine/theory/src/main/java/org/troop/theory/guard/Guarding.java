package org.troop.theory.guard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.BoundNames;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Formula.Quantified;
import org.troop.theory.syntax.Guarded;

/**
 * Converts formulas to guarded ones: negations move to the atoms, equal adjacent quantifiers merge, action and equality
 * conjuncts under a quantifier become its guards. Quantifiers never move, so de Bruijn indices stay as they are.
 */
public final class Guarding {
    /** Variables for the quantifiers around the current subformula, innermost first: for error messages only. */
    private final Deque<Var> around = new ArrayDeque<>();

    private final BoundNames names;

    private Guarding(BoundNames names) {
        this.names = names;
    }

    /** The guarded form. */
    public static Guarded convert(Formula f) throws UnguardedException {
        return new Guarding(new BoundNames(f.vars())).convert(f, true);
    }

    /** Whether it is a safety formula: no free variables, no ∃. A trace that violates it has no satisfying extension. */
    public static boolean isSafety(Guarded g) {
        List<Var> free = new ArrayList<>();
        g.occurrences(free);
        return free.isEmpty() && !hasExistential(g);
    }

    private static boolean hasExistential(Guarded g) {
        return switch (g) {
            case Guarded.Atomic a -> false;
            case Guarded.Disj d -> d.parts().stream().anyMatch(Guarding::hasExistential);
            case Guarded.Conj c -> c.parts().stream().anyMatch(Guarding::hasExistential);
            case Guarded.Quant q -> !q.universal() || hasExistential(q.body());
        };
    }

    /** The guarded form of f, or of its negation. */
    private Guarded convert(Formula f, boolean positive) throws UnguardedException {
        return switch (f) {
            case Formula.Atomic a -> positive ? new Guarded.Atomic(a.atom()) : Guarded.not(a.atom());
            case Formula.True t -> positive ? Guarded.TRUE : Guarded.FALSE;
            case Formula.False t -> positive ? Guarded.FALSE : Guarded.TRUE;
            case Formula.Not n -> convert(n.body(), !positive);
            case Formula.And c -> join(positive, convert(c.left(), positive), convert(c.right(), positive));
            case Formula.Or c -> join(!positive, convert(c.left(), positive), convert(c.right(), positive));
            case Formula.Implies c -> join(!positive, convert(c.left(), !positive), convert(c.right(), positive));
            case Formula.Iff c -> // Tamarin 1.11.0 joins the negated halves by 'and', which never holds
                join(
                        positive,
                        convert(new Formula.Implies(c.left(), c.right()), positive),
                        convert(new Formula.Implies(c.right(), c.left()), positive));
            case Quantified q -> convert(q, positive);
        };
    }

    private static Guarded join(boolean conjunction, Guarded a, Guarded b) {
        return conjunction ? Guarded.and(a, b) : Guarded.or(a, b);
    }

    private Guarded convert(Quantified q, boolean positive) throws UnguardedException {
        List<Binder> binders = new ArrayList<>();
        Formula body = q;
        while (body instanceof Quantified inner && inner.universal() == q.universal()) {
            binders.add(inner.binder());
            body = inner.body();
        }
        Formula conclusion = null;
        if (q.universal()) {
            if (!(body instanceof Formula.Implies implication)) {
                throw new UnguardedException(opened(q), List.of());
            }
            body = implication.left();
            conclusion = implication.right();
        }
        List<Atom> guards = new ArrayList<>();
        List<Formula> rest = new ArrayList<>();
        split(body, guards, rest);
        List<Integer> unguarded = unguarded(guards, binders.size());
        if (!unguarded.isEmpty()) {
            throw new UnguardedException(opened(q), unguarded);
        }
        for (Binder b : binders) {
            around.push(names.enter(b));
        }
        boolean existential = q.universal() != positive;
        List<Guarded> parts = new ArrayList<>();
        for (Formula r : rest) {
            parts.add(convert(r, existential));
        }
        if (conclusion != null) {
            parts.add(convert(conclusion, positive));
        }
        names.leave(binders.size());
        for (int i = 0; i < binders.size(); i++) {
            around.pop();
        }
        return existential
                ? Guarded.ex(binders, guards, Guarded.and(parts))
                : Guarded.all(binders, guards, Guarded.or(parts));
    }

    /** Top-level conjuncts: actions and equalities, and the others. */
    private static void split(Formula f, List<Atom> guards, List<Formula> rest) {
        if (f instanceof Formula.And c) {
            split(c.left(), guards, rest);
            split(c.right(), guards, rest);
        } else if (f instanceof Formula.Atomic a && (a.atom() instanceof Atom.Action || a.atom() instanceof Atom.Eq)) {
            guards.add(((Formula.Atomic) f).atom());
        } else {
            rest.add(f);
        }
    }

    /** Positions of the n innermost bound variables that no guard determines: actions first, then equations, once each. */
    private static List<Integer> unguarded(List<Atom> guards, int n) {
        BitSet open = new BitSet();
        open.set(0, n);
        for (Atom a : guards) {
            if (a instanceof Atom.Action) {
                for (Term t : a.terms()) {
                    open.andNot(bound(t));
                }
            }
        }
        for (Atom a : guards) {
            if (a instanceof Atom.Eq e) {
                BitSet left = bound(e.left());
                BitSet right = bound(e.right());
                if (!left.intersects(open)) {
                    open.andNot(right);
                } else if (!right.intersects(open)) {
                    open.andNot(left);
                }
            }
        }
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            if (open.get(n - 1 - i)) {
                out.add(i);
            }
        }
        return out;
    }

    private static BitSet bound(Term t) {
        BitSet out = new BitSet();
        collect(t, out);
        return out;
    }

    private static void collect(Term t, BitSet out) {
        switch (t) {
            case Term.Bound b -> out.set(b.index());
            case Term.App a -> a.args().forEach(u -> collect(u, out));
            default -> {}
        }
    }

    /** The subformula with variables for what is bound around it. */
    private Formula opened(Formula f) {
        Formula out = f;
        for (Var v : around) {
            out = out.open(v);
        }
        return out;
    }
}
