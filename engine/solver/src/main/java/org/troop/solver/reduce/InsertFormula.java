package org.troop.solver.reduce;

import org.troop.solver.system.Formulas;
import org.troop.solver.system.OrderingReason;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/**
 * Inserts a guarded formula (Schmidt 2012, rules S_≐, S_@, S_∧, S_∃, S_¬,..): atoms, conjunctions and existential
 * formulas are decomposed at once, disjunctions become goals, universal formulas are stored.
 */
public final class InsertFormula {
    private InsertFormula() {}

    public static void insert(Branch b, int f) {
        insert(b, f, true);
    }

    /** @param mark whether a decomposed formula is remembered as solved; existential ones always are */
    private static void insert(Branch b, int f, boolean mark) {
        if (b.c.formulas.contains(f) || b.c.solvedFormulas.contains(f)) {
            return;
        }
        TermStore s = b.s;
        int h = s.head(f);
        if (Formulas.isAtom(h)) {
            mark(b, f, mark);
            insertAtom(b, f);
        } else if (h == Heads.CONJ) {
            mark(b, f, mark);
            for (int i = 0, n = s.arity(f); i < n; i++) {
                insert(b, s.arg(f, i), false);
            }
        } else if (h == Heads.DISJ) {
            b.c.formulas.add(f);
            b.addGoal(s.app(Heads.GOAL_DISJ, s.args(f)));
        } else if (h == Heads.EX) {
            b.c.solvedFormulas.add(f);
            insertExistential(b, f);
        } else if (!insertNegated(b, f, mark)) {
            b.c.formulas.add(f);
        }
    }

    private static void mark(Branch b, int f, boolean mark) {
        if (mark) {
            b.c.solvedFormulas.add(f);
        }
    }

    private static void insertExistential(Branch b, int f) {
        TermStore s = b.s;
        int binders = s.arg(f, 0);
        int[] vs = new int[s.arity(binders)];
        for (int i = 0; i < vs.length; i++) {
            int x = s.arg(binders, i);
            vs[i] = b.draw(s.nameId(x), s.sort(x));
        }
        int guards = s.arg(f, 1);
        int[] parts = new int[s.arity(guards) + 1];
        for (int i = 0; i < parts.length - 1; i++) {
            parts[i] = s.open(s.arg(guards, i), 0, vs);
        }
        parts[parts.length - 1] = s.open(s.arg(f, 2), 0, vs);
        insert(b, b.formulas.and(parts), false);
    }

    /** Negated orderings, subterms, node equalities and last; false for any other universal formula. */
    private static boolean insertNegated(Branch b, int f, boolean mark) {
        TermStore s = b.s;
        Formulas fs = b.formulas;
        int a = fs.negatedAtom(f);
        if (a == 0) {
            return false;
        }
        switch (s.head(a)) {
            case Heads.LESS -> {
                int i = s.arg(a, 0);
                int j = s.arg(a, 1);
                mark(b, f, mark);
                insert(b, fs.or(fs.eq(i, j), fs.less(j, i)), false);
            }
            case Heads.SUBTERM -> {
                mark(b, f, mark);
                b.c.negativeSubterms.add(a);
            }
            case Heads.EQ -> {
                int i = s.arg(a, 0);
                int j = s.arg(a, 1);
                if (!b.w.isNode(i) || !b.w.isNode(j)) {
                    return false;
                }
                mark(b, f, mark);
                insert(b, fs.or(fs.less(i, j), fs.less(j, i)), false);
            }
            case Heads.LAST -> {
                int i = s.arg(a, 0);
                mark(b, f, mark);
                if (b.c.last == 0) {
                    b.c.last = b.draw("last", Sort.NODE);
                }
                insert(b, fs.or(fs.less(b.c.last, i), fs.less(i, b.c.last)), false);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void insertAtom(Branch b, int a) {
        TermStore s = b.s;
        int x = s.arg(a, 0);
        switch (s.head(a)) {
            case Heads.ACTION -> AddAction.add(b, x, s.arg(a, 1), 0);
            case Heads.EQ -> b.solve(x, s.arg(a, 1));
            case Heads.LESS -> b.c.less.add(a, OrderingReason.FORMULA);
            case Heads.LAST -> insertLast(b, x);
            default -> {
                if (!b.c.solvedSubterms.contains(a)) {
                    b.c.positiveSubterms.add(a);
                }
            }
        }
    }

    static void insertLast(Branch b, int i) {
        if (b.c.last == 0) {
            b.c.last = i;
        } else {
            b.solve(i, b.c.last);
        }
    }

    /** Whether a stored formula can be decomposed further. */
    static boolean isReducible(Branch b, int f) {
        int h = b.s.head(f);
        if (Formulas.isAtom(h) || h == Heads.CONJ || h == Heads.EX) {
            return true;
        }
        int a = b.formulas.negatedAtom(f);
        return a != 0 && (b.s.head(a) == Heads.LESS || b.s.head(a) == Heads.SUBTERM || b.s.head(a) == Heads.LAST);
    }
}
