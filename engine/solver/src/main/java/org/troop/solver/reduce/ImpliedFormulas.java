package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayList;
import java.util.List;
import org.troop.solver.system.Actions;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/**
 * The instances of a universal clause whose guards hold: matches action guards against the actions of the system, then
 * equality guards, depth first in the order of the guards. Bound variables are the pattern variables; everything free is
 * constant.
 */
final class ImpliedFormulas {
    private final Branch b;
    private final TermStore s;
    private final Actions actions;
    private final IntArrayList out;
    private final int binders;
    private final int count;
    private final int[] actionGuards;
    private final int[] equalityGuards;
    private final int body;

    /** Value of the bound variable with index n; 0 if unbound. */
    private final int[] value;

    private final int[] trail;
    private int trailTop;

    private ImpliedFormulas(Branch b, int clause, Actions actions, IntArrayList out) {
        this.b = b;
        this.s = b.s;
        this.actions = actions;
        this.out = out;
        binders = s.arg(clause, 0);
        count = s.arity(binders);
        int guards = s.arg(clause, 1);
        IntArrayList as = new IntArrayList();
        IntArrayList es = new IntArrayList();
        IntArrayList rest = new IntArrayList();
        for (int i = 0, n = s.arity(guards); i < n; i++) {
            int g = s.arg(guards, i);
            int h = s.head(g);
            (h == Heads.ACTION ? as : h == Heads.EQ ? es : rest).add(g);
        }
        actionGuards = as.toIntArray();
        equalityGuards = es.toIntArray();
        body = b.formulas.all(b.w.nil, b.w.seq(rest.toIntArray()), s.arg(clause, 2));
        value = new int[count];
        trail = new int[count];
    }

    /** Appends what {@code clause} implies. */
    static void of(Branch b, int clause, Actions actions, IntArrayList out) {
        TermStore s = b.s;
        int guards = s.arg(clause, 1);
        for (int i = 0, n = s.arity(guards); i < n; i++) {
            int g = s.arg(guards, i);
            if (s.head(g) == Heads.ACTION
                    && actions.withHead(s.head(s.arg(g, 1))).isEmpty()) {
                return;
            }
        }
        new ImpliedFormulas(b, clause, actions, out).guard(0);
    }

    private void guard(int k) {
        if (k < actionGuards.length) {
            int i = s.arg(actionGuards[k], 0);
            int f = s.arg(actionGuards[k], 1);
            IntList candidates = actions.withHead(s.head(f));
            for (int c = 0; c < candidates.size(); c++) {
                int j = candidates.getInt(c);
                tryMatch(actions.node(j), i, actions.fact(j), f, k + 1);
            }
        } else if (k < actionGuards.length + equalityGuards.length) {
            int e = equalityGuards[k - actionGuards.length];
            int l = instantiate(s.arg(e, 0));
            int r = instantiate(s.arg(e, 1));
            if (s.has(l, TermStore.HAS_BOUND)) {
                int x = l;
                l = r;
                r = x;
            }
            tryMatch(l, r, 0, 0, k + 1);
        } else {
            out.add(s.open(body, 0, values()));
        }
    }

    /** Values in binder order: binder j has index count-1-j. */
    private int[] values() {
        int[] vs = new int[count];
        for (int n = 0; n < count; n++) {
            vs[count - 1 - n] = value[n];
        }
        return vs;
    }

    private void tryMatch(int t1, int p1, int t2, int p2, int next) {
        int mark = trailTop;
        List<int[]> delayed = new ArrayList<>(0);
        boolean ok = match(t1, p1, delayed) && (p2 == 0 || match(t2, p2, delayed));
        if (ok && delayed.isEmpty()) {
            guard(next);
        }
        undo(mark);
        if (ok && !delayed.isEmpty()) {
            matchModuloAc(t1, p1, t2, p2, next);
        }
    }

    private void undo(int mark) {
        while (trailTop > mark) {
            value[trail[--trailTop]] = 0;
        }
    }

    private boolean match(int t, int p, List<int[]> delayed) {
        if (!s.has(p, TermStore.HAS_BOUND)) {
            return t == p;
        }
        if (s.kind(p) == TermStore.BOUND) {
            int n = s.value(p);
            if (value[n] != 0) {
                return value[n] == t;
            }
            Sort x = s.sort(s.arg(binders, count - 1 - n));
            if (!x.contains(s.sort(t))) {
                return false;
            }
            value[n] = t;
            trail[trailTop++] = n;
            return true;
        }
        if (s.head(t) != s.head(p)) {
            return false;
        }
        if (b.w.heads.isCommutative(s.head(p))) {
            delayed.add(new int[] {t, p});
            return true;
        }
        if (s.arity(t) != s.arity(p)) {
            return false;
        }
        for (int i = 0, n = s.arity(p); i < n; i++) {
            if (!match(s.arg(t, i), s.arg(p, i), delayed)) {
                return false;
            }
        }
        return true;
    }

    private int instantiate(int t) {
        if (!s.has(t, TermStore.HAS_BOUND)) {
            return t;
        }
        int[] vs = values();
        for (int j = 0; j < count; j++) {
            if (vs[j] == 0) {
                vs[j] = s.bound(count - 1 - j);
            }
        }
        return s.open(t, 0, vs);
    }

    /**
     * The whole problem modulo AC: unbound binders become variables with ascending indices in binder order, free variables
     * become constants that keep their order.
     */
    private void matchModuloAc(int t1, int p1, int t2, int p2, int next) {
        Workspace w = b.w;
        int base = Math.max(s.maxIndex(t1), t2 == 0 ? -1 : s.maxIndex(t2)) + 1;
        base = Math.max(base, Math.max(s.maxIndex(p1), p2 == 0 ? -1 : s.maxIndex(p2)) + 1);
        int[] vars = values();
        for (int j = 0; j < count; j++) {
            if (vars[j] == 0) {
                int x = s.arg(binders, j);
                vars[j] = s.var(s.nameId(x), s.sort(x), base + j);
            }
        }
        IntArrayList pairs = new IntArrayList();
        addSkolemised(pairs, t1, p1, vars, base);
        if (p2 != 0) {
            for (int i = 0, n = s.arity(p2); i < n; i++) {
                addSkolemised(pairs, s.arg(t2, i), s.arg(p2, i), vars, base);
            }
        }
        for (int[] m : w.ac.match(s, pairs.toIntArray())) {
            int mark = trailTop;
            for (int k = 0; k < m.length; k += 2) {
                int n = count - 1 - (s.index(m[k]) - base);
                value[n] = s.unskolemise(m[k + 1]);
                trail[trailTop++] = n;
            }
            guard(next);
            undo(mark);
        }
    }

    private void addSkolemised(IntArrayList pairs, int t, int p, int[] vars, int base) {
        pairs.add(s.skolemise(t, base));
        pairs.add(s.skolemise(s.open(p, 0, vars), base));
    }
}
