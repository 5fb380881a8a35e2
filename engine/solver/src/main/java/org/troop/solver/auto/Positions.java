package org.troop.solver.auto;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.Workspace;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.store.TermStore;

/**
 * Positions in terms: lists of argument indices, where an AC application of {@code a b c} counts as {@code (a (b c))}.
 * A term is protected by a function that the adversary cannot undo just so: neither a pair nor an AC operator.
 */
final class Positions {
    private Positions() {}

    /** Appends where {@code u} occurs in {@code t}; later arguments first. */
    static void of(int u, int t, Workspace w, List<List<Integer>> out) {
        new Occurrences(u, w, out).in(t);
    }

    private static final class Occurrences {
        private final int u;
        private final Workspace w;
        private final TermStore s;
        private final List<List<Integer>> out;
        private final List<Integer> path = new ArrayList<>();

        Occurrences(int u, Workspace w, List<List<Integer>> out) {
            this.u = u;
            this.w = w;
            this.s = w.s;
            this.out = out;
        }

        void in(int t) {
            if (t == u) {
                out.add(List.copyOf(path));
            } else if (s.isApp(t) && s.arity(t) > 0) {
                if (w.heads.isAc(s.head(t))) {
                    operands(t, 0);
                } else {
                    for (int i = s.arity(t) - 1; i >= 0; i--) {
                        at(i, s.arg(t, i));
                    }
                }
            }
        }

        private void at(int i, int t) {
            path.add(i);
            in(t);
            path.removeLast();
        }

        /** The operands from the given one on, as one nested application. */
        private void operands(int t, int from) {
            path.add(1);
            if (from + 2 == s.arity(t)) {
                in(s.arg(t, from + 1));
            } else if (rest(t, from + 1) == u) {
                out.add(List.copyOf(path));
            } else {
                operands(t, from + 1);
            }
            path.removeLast();
            at(0, s.arg(t, from));
        }

        private int rest(int t, int from) {
            return s.app(s.head(t), java.util.Arrays.copyOfRange(s.args(t), from, s.arity(t)));
        }
    }

    /** The subterm at a position; null if there is none. */
    static @Nullable Term at(Term t, List<Integer> position) {
        Term u = t;
        for (int i : position) {
            List<Term> args = arguments(u);
            if (i >= args.size()) {
                return null;
            }
            u = args.get(i);
        }
        return u;
    }

    /** The innermost protected term above the position, the term itself without one; null if that is unprotected. */
    static @Nullable Term protecting(Term t, List<Integer> position) {
        Term found = t instanceof Term.App a && !isProtected(a) ? null : t;
        Term u = t;
        for (int i : position) {
            if (u instanceof Term.App a && isProtected(a)) {
                found = u;
            }
            u = arguments(u).get(i);
        }
        return found;
    }

    static boolean isProtected(Term.App t) {
        return !t.symbol().equals(Symbol.PAIR) && !t.symbol().isAc();
    }

    /** The protected subterms in preorder. */
    static List<Term> protectedTerms(Term t) {
        List<Term> out = new ArrayList<>();
        collect(t, out);
        return out;
    }

    private static void collect(Term t, List<Term> out) {
        if (t instanceof Term.App a) {
            if (isProtected(a)) {
                out.add(a);
            }
            a.args().forEach(u -> collect(u, out));
        }
    }

    private static List<Term> arguments(Term t) {
        if (!(t instanceof Term.App a)) {
            return List.of();
        }
        if (!a.symbol().isAc() || a.args().isEmpty()) {
            return a.args();
        }
        return List.of(
                a.args().getFirst(),
                Term.app(a.symbol(), a.args().subList(1, a.args().size())));
    }
}
