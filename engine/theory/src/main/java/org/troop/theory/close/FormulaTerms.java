package org.troop.theory.close;

import java.util.ArrayList;
import java.util.List;
import org.troop.term.Term;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.Guarded;

/**
 * Guarded formulas as terms, so that they are hash-consed, ordered and substituted like messages.
 *
 * <p>Shapes: atoms {@code ACTION(node, fact)}, {@code EQ(s, t)}, {@code SUBTERM(s, t)}, {@code LESS(i, j)}, {@code
 * LAST(i)}; {@code DISJ(parts...)}, {@code CONJ(parts...)}; quantifications {@code ALL} or {@code EX} of {@code
 * (SEQ(binders...), SEQ(guards...), body)}. Binders are BINDER literals; the last one has de Bruijn index 0.
 */
public final class FormulaTerms {
    private FormulaTerms() {}

    /**
     * Enters a guarded formula.
     *
     * @throws IllegalStateException if the heads are frozen and do not know a symbol or name of the formula
     */
    public static int toTerm(TermStore s, Guarded g) {
        return switch (g) {
            case Guarded.Atomic a -> toTerm(s, a.atom());
            case Guarded.Disj d -> s.app(Heads.DISJ, toTerms(s, d.parts()));
            case Guarded.Conj c -> s.app(Heads.CONJ, toTerms(s, c.parts()));
            case Guarded.Quant q -> {
                int[] binders = new int[q.binders().size()];
                for (int i = 0; i < binders.length; i++) {
                    Binder b = q.binders().get(i);
                    binders[i] = s.binder(s.heads.string(b.name()), b.sort());
                }
                int[] guards = new int[q.guards().size()];
                for (int i = 0; i < guards.length; i++) {
                    guards[i] = toTerm(s, q.guards().get(i));
                }
                int body = toTerm(s, q.body());
                yield s.app(
                        q.universal() ? Heads.ALL : Heads.EX,
                        s.app(Heads.SEQ, binders),
                        s.app(Heads.SEQ, guards),
                        body);
            }
        };
    }

    static int[] toTerms(TermStore s, List<Guarded> parts) {
        int[] out = new int[parts.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = toTerm(s, parts.get(i));
        }
        return out;
    }

    /** Enters an atom. */
    public static int toTerm(TermStore s, Atom atom) {
        return switch (atom) {
            case Atom.Action a -> s.app(Heads.ACTION, s.fromTree(a.at()), FactTerms.toTerm(s, a.fact()));
            case Atom.Eq a -> s.app(Heads.EQ, s.fromTree(a.left()), s.fromTree(a.right()));
            case Atom.Subterm a -> s.app(Heads.SUBTERM, s.fromTree(a.small()), s.fromTree(a.large()));
            case Atom.Less a -> s.app(Heads.LESS, s.fromTree(a.earlier()), s.fromTree(a.later()));
            case Atom.Last a -> s.app(Heads.LAST, s.fromTree(a.at()));
            case Atom.Predicate a ->
                throw new IllegalArgumentException("predicate " + a.fact().tag().name() + " was not expanded");
        };
    }

    /** The guarded formula as a tree, exactly as stored. */
    public static Guarded toTree(TermStore s, int t) {
        int h = s.head(t);
        return switch (h) {
            case Heads.DISJ -> new Guarded.Disj(toTrees(s, t));
            case Heads.CONJ -> new Guarded.Conj(toTrees(s, t));
            case Heads.ALL, Heads.EX -> {
                int bs = s.arg(t, 0);
                int gs = s.arg(t, 1);
                List<Binder> binders = new ArrayList<>(s.arity(bs));
                for (int i = 0; i < s.arity(bs); i++) {
                    int b = s.arg(bs, i);
                    binders.add(new Binder(s.nameOf(b), s.sort(b)));
                }
                List<Atom> guards = new ArrayList<>(s.arity(gs));
                for (int i = 0; i < s.arity(gs); i++) {
                    guards.add(toAtom(s, s.arg(gs, i)));
                }
                yield new Guarded.Quant(h == Heads.ALL, binders, guards, toTree(s, s.arg(t, 2)));
            }
            default -> new Guarded.Atomic(toAtom(s, t));
        };
    }

    static List<Guarded> toTrees(TermStore s, int t) {
        List<Guarded> parts = new ArrayList<>(s.arity(t));
        for (int i = 0; i < s.arity(t); i++) {
            parts.add(toTree(s, s.arg(t, i)));
        }
        return parts;
    }

    /** An atom as a tree. */
    public static Atom toAtom(TermStore s, int t) {
        Term first = s.toTree(s.arg(t, 0));
        return switch (s.head(t)) {
            case Heads.ACTION -> new Atom.Action(first, FactTerms.toTree(s, s.arg(t, 1), 0));
            case Heads.EQ -> new Atom.Eq(first, s.toTree(s.arg(t, 1)));
            case Heads.SUBTERM -> new Atom.Subterm(first, s.toTree(s.arg(t, 1)));
            case Heads.LESS -> new Atom.Less(first, s.toTree(s.arg(t, 1)));
            case Heads.LAST -> new Atom.Last(first);
            default -> throw new IllegalArgumentException("not an atom");
        };
    }
}
