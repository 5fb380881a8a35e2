package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.term.Equation;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;

/**
 * Which user equations l = r are accepted: r is ground, or r is made of proper subterms of l; and the positions in l
 * that its destruction rules start from. Positions are lists of argument indices, in pre-order from left to right.
 */
final class EquationCheck {
    private EquationCheck() {}

    /** The equation with its positions; null if it is not acceptable. */
    static @Nullable Equation equation(Term l, Term r) {
        if (r.vars().isEmpty()) {
            return l instanceof App a ? new Equation(l, groundPositions(a), r) : null;
        }
        List<List<Integer>> cover = new ArrayList<>();
        if (!cover(l, r, cover) || cover.isEmpty() || cover.getFirst().isEmpty()) {
            return null;
        }
        return new Equation(l, cover, r);
    }

    /** Appends the positions of r in l or else those of r's arguments; false if a variable or name of r is missing in l. */
    private static boolean cover(Term l, Term r, List<List<Integer>> out) {
        int before = out.size();
        occurrences(l, r, List.of(), out);
        if (out.size() > before) {
            return true;
        }
        if (!(r instanceof App a)) {
            return false;
        }
        for (Term t : a.args()) {
            if (!cover(l, t, out)) {
                return false;
            }
        }
        return true;
    }

    private static void occurrences(Term l, Term r, List<Integer> at, List<List<Integer>> out) {
        if (l.equals(r)) {
            out.add(at);
        } else if (l instanceof App a) {
            for (int i = 0; i < a.args().size(); i++) {
                occurrences(a.args().get(i), r, child(at, i), out);
            }
        }
    }

    /** For a ground right side: where an argument of l occurs in another one; all positions if l has a private symbol. */
    private static List<List<Integer>> groundPositions(App l) {
        List<List<Integer>> out = new ArrayList<>();
        if (!hasPrivate(l)) {
            int n = l.args().size();
            for (int k = 0; k < n; k++) {
                for (int i = 1; i < n; i++) {
                    int j = (k + i) % n;
                    occurrences(l.args().get(j), l.args().get(k), List.of(j), out);
                }
            }
        }
        if (out.isEmpty()) {
            positions(l, List.of(), out);
        }
        return out;
    }

    private static boolean hasPrivate(Term t) {
        if (!(t instanceof App a)) {
            return false;
        }
        if (a.symbol().isPrivate()) {
            return true;
        }
        for (Term s : a.args()) {
            if (hasPrivate(s)) {
                return true;
            }
        }
        return false;
    }

    private static void positions(Term t, List<Integer> at, List<List<Integer>> out) {
        out.add(at);
        if (t instanceof App a) {
            for (int i = 0; i < a.args().size(); i++) {
                positions(a.args().get(i), child(at, i), out);
            }
        }
    }

    private static List<Integer> child(List<Integer> at, int i) {
        List<Integer> p = new ArrayList<>(at);
        p.add(i);
        return List.copyOf(p);
    }

    /** The term in prefix notation without blanks. */
    static String raw(Term t) {
        StringBuilder sb = new StringBuilder();
        raw(t, sb);
        return sb.toString();
    }

    private static void raw(Term t, StringBuilder sb) {
        switch (t) {
            case Name n -> sb.append(n);
            case Var v -> sb.append(v);
            case Bound b -> sb.append("Bound ").append(b.index());
            case App a -> {
                sb.append(a.symbol().name());
                for (int i = 0; i < a.args().size(); i++) {
                    sb.append(i == 0 ? '(' : ',');
                    raw(a.args().get(i), sb);
                }
                sb.append(a.args().isEmpty() ? "" : ")");
            }
        }
    }
}
