package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Formulas;
import org.troop.solver.system.TemporalOrder;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Replaces atoms of stored formulas that are known to be true or false by ⊤ or ⊥ (partial atom valuation). */
final class AtomValuation {
    private enum Value {
        TRUE,
        FALSE,
        UNKNOWN
    }

    private final Branch b;
    private final TermStore s;
    private final ConstraintSystem c;
    private final Formulas formulas;
    private final TemporalOrder order;
    private final SubtermTruth subterms;

    private AtomValuation(Branch b) {
        this.b = b;
        s = b.s;
        c = b.c;
        formulas = b.formulas;
        order = new TemporalOrder(b.w, c);
        subterms = new SubtermTruth(b.w);
    }

    static boolean apply(Branch b) {
        int[] fs = b.c.formulas.sorted(b.s);
        boolean candidate = false;
        for (int f : fs) {
            candidate |= isCandidate(b.s, f);
        }
        if (!candidate) {
            return false;
        }
        AtomValuation v = new AtomValuation(b);
        IntArrayList changed = new IntArrayList();
        for (int f : fs) {
            if (isCandidate(b.s, f)) {
                int g = v.simplify(f);
                if (g != f) {
                    changed.add(f);
                    changed.add(g);
                }
            }
        }
        for (int i = 0; i < changed.size(); i += 2) {
            v.replace(changed.getInt(i), changed.getInt(i + 1));
        }
        return !changed.isEmpty();
    }

    /** Formulas with binders are never simplified. */
    private static boolean isCandidate(TermStore s, int f) {
        int h = s.head(f);
        return h != Heads.EX && !(h == Heads.ALL && s.arity(s.arg(f, 0)) > 0);
    }

    private void replace(int f, int g) {
        if (s.head(f) == Heads.DISJ) {
            b.markSolved(s.app(Heads.GOAL_DISJ, s.args(f)));
        }
        c.formulas.remove(f);
        c.solvedFormulas.add(f);
        InsertFormula.insert(b, g);
    }

    private int simplify(int f) {
        int h = s.head(f);
        if (Formulas.isAtom(h)) {
            return switch (value(f)) {
                case TRUE -> b.w.verum;
                case FALSE -> b.w.falsum;
                case UNKNOWN -> f;
            };
        }
        if (h == Heads.DISJ || h == Heads.CONJ) {
            int[] ps = s.args(f);
            for (int i = 0; i < ps.length; i++) {
                ps[i] = simplify(ps[i]);
            }
            return h == Heads.DISJ ? formulas.or(ps) : formulas.and(ps);
        }
        if (h == Heads.ALL && s.arity(s.arg(f, 0)) == 0) {
            int[] as = s.args(s.arg(f, 1));
            IntArrayList rest = new IntArrayList();
            boolean isFalse = false;
            for (int a : as) {
                Value v = value(a);
                isFalse |= v == Value.FALSE;
                if (v == Value.UNKNOWN) {
                    rest.add(a);
                }
            }
            return isFalse ? b.w.verum : formulas.all(b.w.nil, b.w.seq(rest.toIntArray()), simplify(s.arg(f, 2)));
        }
        return f;
    }

    private Value value(int a) {
        if (s.has(a, TermStore.HAS_BOUND)) {
            return Value.UNKNOWN;
        }
        int x = s.arg(a, 0);
        return switch (s.head(a)) {
            case Heads.ACTION -> action(x, s.arg(a, 1));
            case Heads.LESS -> less(x, s.arg(a, 1));
            case Heads.EQ -> equality(x, s.arg(a, 1));
            case Heads.LAST -> last(x);
            default -> of(subterms.withStore(c, x, s.arg(a, 1)));
        };
    }

    private static Value of(int truth) {
        return truth > 0 ? Value.TRUE : truth < 0 ? Value.FALSE : Value.UNKNOWN;
    }

    private Value action(int i, int fact) {
        if (c.goals.contains(b.actionGoal(i, fact))) {
            return Value.TRUE;
        }
        int r = c.label(i);
        if (r == 0) {
            return Value.UNKNOWN;
        }
        int as = b.w.actions(r);
        boolean unifies = false;
        for (int k = 0, n = s.arity(as); k < n; k++) {
            int f = s.arg(as, k);
            if (f == fact) {
                return Value.TRUE;
            }
            unifies |= s.head(f) == s.head(fact) && b.w.unifier.unifiable(f, fact);
        }
        return unifies ? Value.UNKNOWN : Value.FALSE;
    }

    private Value less(int i, int j) {
        if (i == j || order.before(j, i)) {
            return Value.FALSE;
        }
        if (order.before(i, j)) {
            return Value.TRUE;
        }
        if (c.last != 0 && c.last == i && order.inTrace(j)) {
            return Value.FALSE;
        }
        if (c.last != 0 && c.last == j && order.inTrace(i) && b.w.nonUnifiable(c, i, j)) {
            return Value.TRUE;
        }
        return Value.UNKNOWN;
    }

    private Value equality(int x, int y) {
        if (x == y) {
            return Value.TRUE;
        }
        if (!b.w.unifier.unifiable(x, y)) {
            return Value.FALSE;
        }
        if (b.w.isNode(x) && b.w.isNode(y) && (order.before(x, y) || order.before(y, x) || b.w.nonUnifiable(c, x, y))) {
            return Value.FALSE;
        }
        return Value.UNKNOWN;
    }

    private Value last(int i) {
        if (c.last == i) {
            return Value.TRUE;
        }
        for (int j : order.reachable(i)) {
            if (j != i && order.inTrace(j)) {
                return Value.FALSE;
            }
        }
        return c.last != 0 && b.w.nonUnifiable(c, i, c.last) ? Value.FALSE : Value.UNKNOWN;
    }
}
