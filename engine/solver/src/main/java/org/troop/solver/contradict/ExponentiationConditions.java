package org.troop.solver.contradict;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.troop.solver.system.Actions;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.TemporalOrder;
import org.troop.solver.system.Workspace;
import org.troop.term.store.TermStore;

/** An exponentiation that the adversary could have done from scratch (Schmidt 2012, normal-form condition N3). */
final class ExponentiationConditions {
    private final Workspace w;
    private final TermStore s;
    private final ConstraintSystem c;
    private final TemporalOrder order;
    private final Actions actions;

    ExponentiationConditions(Workspace w, ConstraintSystem c, TemporalOrder order) {
        this.w = w;
        s = w.s;
        this.c = c;
        this.order = order;
        actions = new Actions(w, c);
    }

    boolean isViolated() {
        for (int k = 0; k < c.nodeCount(); k++) {
            if (isViolatedAt(c.node(k), c.instance(k))) {
                return true;
            }
        }
        return false;
    }

    private boolean isViolatedAt(int i, int r) {
        int ps = w.premises(r);
        int cs = w.conclusions(r);
        if (s.arity(ps) != 2
                || s.arity(cs) != 1
                || !w.isFact(s.arg(ps, 0), w.special.kd())
                || !w.isFact(s.arg(ps, 1), w.special.ku())
                || !w.isFact(s.arg(cs, 0), w.special.kd())
                || !s.isApp(s.arg(s.arg(ps, 0), 0), w.heads.exp)) {
            return false;
        }
        int e = s.arg(s.arg(ps, 1), 0);
        int result = s.arg(s.arg(cs, 0), 0);
        boolean isPower = s.isApp(result, w.heads.exp);
        int base = isPower ? s.arg(result, 0) : result;
        if (s.has(base, TermStore.HAS_PRIVATE | TermStore.HAS_FRESH) || !variablesKnownBefore(base, i)) {
            return false;
        }
        return !isPower || Factors.included(Factors.of(w, s.arg(result, 1)), Factors.of(w, e));
    }

    private boolean variablesKnownBefore(int t, int i) {
        IntArrayList vars = new IntArrayList();
        s.begin();
        s.forEachVar(t, vars::add);
        for (int v : vars) {
            if (w.isMessageVariable(v) && !isKnownBefore(v, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isKnownBefore(int m, int i) {
        for (int k = 0; k < actions.size(); k++) {
            if (w.isFact(actions.fact(k), w.special.ku())
                    && s.arg(actions.fact(k), 0) == m
                    && order.before(actions.node(k), i)) {
                return true;
            }
        }
        return false;
    }
}
