package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.Formulas;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Induction over the length of the trace (Schmidt, Meier, Cremers, Basin, CSF 2012, section V.C). */
final class Induction {
    /** The formulas of the two cases. */
    record Cases(int base, int step) {}

    private final Workspace w;
    private final TermStore s;
    private final Formulas formulas;
    private boolean defined;

    Induction(Workspace w, Formulas formulas) {
        this.w = w;
        s = w.s;
        this.formulas = formulas;
    }

    /** Null if f has free variables, no action, or atoms that induction cannot treat. */
    @Nullable
    Cases of(int f) {
        if (!s.isGround(f) || !hasAtom(f)) {
            return null;
        }
        defined = true;
        int base = holdsInEmptyTrace(f) ? w.verum : w.falsum;
        int hypothesis = hypothesis(f);
        return defined ? new Cases(base, formulas.and(f, hypothesis)) : null;
    }

    private boolean hasAtom(int f) {
        int h = s.head(f);
        if (Formulas.isAtom(h)) {
            return true;
        }
        if (h == Heads.ALL || h == Heads.EX) {
            return s.arity(s.arg(f, 1)) > 0 || hasAtom(s.arg(f, 2));
        }
        for (int g : s.args(f)) {
            if (hasAtom(g)) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsInEmptyTrace(int f) {
        return switch (s.head(f)) {
            case Heads.ALL -> true;
            case Heads.EX -> false;
            case Heads.DISJ -> {
                boolean r = false;
                for (int g : s.args(f)) {
                    r |= holdsInEmptyTrace(g);
                }
                yield r;
            }
            case Heads.CONJ -> {
                boolean r = true;
                for (int g : s.args(f)) {
                    r &= holdsInEmptyTrace(g);
                }
                yield r;
            }
            default -> {
                defined = false; // an atom outside all quantifiers
                yield false;
            }
        };
    }

    /** "f does not hold for a shorter prefix": a negation that excludes the last node. */
    private int hypothesis(int f) {
        int h = s.head(f);
        switch (h) {
            case Heads.DISJ, Heads.CONJ:
                int[] gs = s.args(f);
                for (int i = 0; i < gs.length; i++) {
                    gs[i] = hypothesis(gs[i]);
                }
                return h == Heads.DISJ ? formulas.and(gs) : formulas.or(gs);
            case Heads.ALL, Heads.EX:
                return quantified(f, h == Heads.ALL);
            case Heads.LESS:
                int i = s.arg(f, 0);
                int j = s.arg(f, 1);
                return formulas.or(formulas.eq(i, j), formulas.less(j, i));
            case Heads.LAST:
                defined = false;
                return f;
            default:
                return formulas.notAtom(f);
        }
    }

    private int quantified(int f, boolean universal) {
        int binders = s.arg(f, 0);
        int guards = s.arg(f, 1);
        for (int g : s.args(guards)) {
            defined &= s.head(g) != Heads.LAST;
        }
        List<Integer> parts = new ArrayList<>();
        int n = s.arity(binders);
        for (int k = n - 1; k >= 0; k--) {
            if (s.sort(s.arg(binders, k)) == Sort.NODE) {
                int last = s.app(Heads.LAST, s.bound(n - 1 - k));
                parts.add(universal ? formulas.notAtom(last) : last);
            }
        }
        parts.add(hypothesis(s.arg(f, 2)));
        int[] ps = parts.stream().mapToInt(Integer::intValue).toArray();
        return universal
                ? formulas.ex(binders, guards, formulas.and(ps))
                : formulas.all(binders, guards, formulas.or(ps));
    }
}
