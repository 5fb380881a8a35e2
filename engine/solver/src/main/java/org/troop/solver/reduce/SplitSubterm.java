package org.troop.solver.reduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** The cases of a subterm constraint: one step towards the variables of its big side. */
final class SplitSubterm {
    /** Kinds of cases in their order. */
    enum Kind {
        SUBTERM,
        NATURAL,
        EQUAL,
        AC,
        TRUE
    }

    /** @param extra the new variable of an AC case, else 0 */
    record Case(Kind kind, int left, int right, int extra) {
        int pair(TermStore s) {
            return s.app(Heads.SUBTERM, left, right);
        }
    }

    private final Branch b;
    private final TermStore s;
    private final SubtermTruth truth;

    SplitSubterm(Branch b, SubtermTruth truth) {
        this.b = b;
        s = b.s;
        this.truth = truth;
    }

    /** Sorted cases; AC cases draw a new variable. */
    List<Case> oneStep(int x, int t) {
        int known = truth.of(x, t);
        if (known != 0) {
            return known > 0 ? List.of(new Case(Kind.TRUE, 0, 0, 0)) : List.of();
        }
        Heads h = b.w.heads;
        if (truth.isNatural(x, t)) {
            int[] p = truth.cancel(h.natPlus, x, t);
            return List.of(new Case(Kind.NATURAL, p[0], p[1], 0));
        }
        int f = s.head(t);
        if (!s.isApp(t) || h.isReducible(f) || f == h.em) {
            return List.of(new Case(Kind.SUBTERM, x, t, 0));
        }
        List<Case> out = new ArrayList<>();
        for (int a : s.args(t)) {
            out.add(new Case(Kind.SUBTERM, x, a, 0));
            if (!h.isAc(f)) {
                out.add(new Case(Kind.EQUAL, x, a, 0));
            }
        }
        if (h.isAc(f)) {
            int[] p = truth.cancel(f, x, t);
            int y = b.draw("newVar", s.sort(t));
            out.add(new Case(Kind.AC, s.app(f, p[0], y), p[1], y));
        }
        out.sort(this::compare);
        return out.stream().distinct().toList();
    }

    /** All cases of splitting again and again, as a sorted list. */
    List<Case> recursive(int pair) {
        List<Case> out = new ArrayList<>();
        recursive(s.arg(pair, 0), s.arg(pair, 1), out);
        out.sort(this::compare);
        return out.stream().distinct().toList();
    }

    private void recursive(int x, int t, List<Case> out) {
        for (Case c : oneStep(x, t)) {
            if (c.kind == Kind.SUBTERM && (c.left != x || c.right != t)) {
                recursive(c.left, c.right, out);
            } else {
                out.add(c);
            }
        }
    }

    int compare(Case a, Case o) {
        int c = a.kind.compareTo(o.kind);
        c = c != 0 || a.left == 0 ? c : s.compare(a.left, o.left);
        c = c != 0 || a.left == 0 ? c : s.compare(a.right, o.right);
        return c != 0 || a.extra == 0 ? c : s.compare(a.extra, o.extra);
    }

    /** {@code ∃ y. left = right} (universal: {@code ∀ y. left = right ⇒ ⊥}) with y bound. */
    int quantifiedEquation(boolean universal, int y, int left, int right) {
        int binders = b.w.seq(s.binder(s.nameId(y), s.sort(y)));
        int guards = b.w.seq(s.close(b.formulas.eq(left, right), 0, new int[] {y}));
        return universal ? b.formulas.all(binders, guards, b.w.falsum) : b.formulas.ex(binders, guards, b.w.verum);
    }

    /** {@code ∃ y. a + y = b} over the naturals. */
    int naturalDifference(int a, int bigger) {
        int y = b.draw("newVar", Sort.NAT);
        return quantifiedEquation(false, y, s.app(b.w.heads.natPlus, a, y), bigger);
    }

    static int[] distinctSorted(TermStore s, List<Integer> fs) {
        int[] a = fs.stream().distinct().mapToInt(Integer::intValue).toArray();
        s.sortRange(a, 0, a.length);
        return Arrays.copyOf(a, a.length);
    }
}
