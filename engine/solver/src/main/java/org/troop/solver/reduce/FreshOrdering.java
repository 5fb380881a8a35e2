package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OrderingReason;
import org.troop.solver.system.Workspace;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** A fresh name is used only after it was made: orders the node with {@code Fr(f)} before every node that knows f. */
final class FreshOrdering {
    private final Branch b;
    private final TermStore s;
    private final Workspace w;
    private final ConstraintSystem c;

    private FreshOrdering(Branch b) {
        this.b = b;
        s = b.s;
        w = b.w;
        c = b.c;
    }

    static boolean apply(Branch b) {
        return new FreshOrdering(b).run();
    }

    private boolean run() {
        IntArrayList nodes = new IntArrayList();
        IntArrayList names = new IntArrayList();
        for (int k = 0; k < c.nodeCount(); k++) {
            int ps = w.premises(c.instance(k));
            for (int v = 0, n = s.arity(ps); v < n; v++) {
                if (w.isFact(s.arg(ps, v), w.special.fr())) {
                    nodes.add(c.node(k));
                    names.add(s.arg(s.arg(ps, v), 0));
                }
            }
        }
        if (nodes.isEmpty()) {
            return false;
        }
        List<int[]> carriers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            carriers.add(carriers(names, names.getInt(i)));
        }
        int before = c.less.size();
        List<int[]> fresh = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            int fr = w.fact(w.special.fr(), names.getInt(i));
            for (int t : carriers.get(i)) {
                s.begin();
                for (int k = 0; k < c.nodeCount(); k++) {
                    if (nodes.getInt(i) != c.node(k)
                            && (s.bloom(c.instance(k)) & s.bloom(t)) == s.bloom(t)
                            && uses(c.instance(k), fr, t)) {
                        fresh.add(new int[] {nodes.getInt(i), c.node(k)});
                    }
                }
            }
        }
        for (int[] p : fresh) {
            b.addLess(p[0], p[1], OrderingReason.FRESH);
        }
        for (int[] p : fresh) {
            extend(p[0], p[1]);
        }
        return c.less.size() > before;
    }

    /** Big sides of the subterm constraints that lead from f upwards, f included. */
    private int[] carriers(IntArrayList names, int f) {
        if (c.positiveSubterms.isEmpty()) {
            // a relation (g,g) is reachable only if f occurs in g
            IntArrayList out = new IntArrayList();
            out.add(f);
            for (int g : new IntOpenHashSet(names)) {
                if (g != f && w.isBelow(f, g)) {
                    out.add(g);
                }
            }
            return out.toIntArray();
        }
        IntOpenHashSet seen = new IntOpenHashSet();
        IntArrayList stack = new IntArrayList();
        IntOpenHashSet big = new IntOpenHashSet();
        big.add(f);
        stack.add(f);
        int[] pairs = c.positiveSubterms.sorted(s);
        while (!stack.isEmpty()) {
            int t = stack.popInt();
            for (int p : pairs) {
                if (w.isBelow(t, s.arg(p, 0)) && seen.add(p)) {
                    big.add(s.arg(p, 1));
                    stack.add(s.arg(p, 1));
                }
            }
            for (int g : names) {
                if (w.isBelow(t, g) && big.add(g)) {
                    stack.add(g);
                }
            }
        }
        return big.toIntArray();
    }

    /** Whether a premise or action contains the carrier and no premise is {@code fr}. */
    private boolean uses(int r, int fr, int carrier) {
        int ps = w.premises(r);
        for (int v = 0, n = s.arity(ps); v < n; v++) {
            if (s.arg(ps, v) == fr) {
                return false;
            }
        }
        return contains(ps, carrier) || contains(w.actions(r), carrier);
    }

    /** Calls of one carrier share the store's memo. */
    private boolean contains(int facts, int carrier) {
        if (!s.mayContain(facts, s.bloom(carrier)) && s.bloom(carrier) != 0) {
            return false;
        }
        for (int v = 0, n = s.arity(facts); v < n; v++) {
            int f = s.arg(facts, v);
            for (int i = 0, m = s.arity(f); i < m; i++) {
                if (s.isBelow(carrier, s.arg(f, i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Also orders the end of i's route before j when j can be none of the route's nodes. */
    private void extend(int i, int j) {
        IntArrayList route = new IntArrayList();
        int k = i;
        while (true) {
            route.add(k);
            int r = c.label(k);
            if (r == 0) {
                break;
            }
            int cs = w.conclusions(r);
            if (s.arity(cs) != 1 || !w.isLinear(s.head(s.arg(cs, 0)))) {
                break;
            }
            int next = target(k);
            if (next == 0 || route.contains(next)) {
                break;
            }
            k = next;
        }
        if (route.size() < 2) {
            return;
        }
        for (int m = 1; m < route.size(); m++) {
            if (!w.nonUnifiable(c, j, route.getInt(m))) {
                return;
            }
        }
        b.addLess(route.getInt(route.size() - 1), j, OrderingReason.FRESH);
    }

    /** Target node of the first edge from conclusion 0 of node k, 0 if there is none. */
    private int target(int k) {
        int best = 0;
        for (int e = 0; e < c.edges.size(); e++) {
            int t = c.edges.get(e);
            if (s.head(t) == Heads.EDGE
                    && s.arg(t, 0) == k
                    && s.value(s.arg(t, 1)) == 0
                    && (best == 0 || s.compare(t, best) < 0)) {
                best = t;
            }
        }
        return best == 0 ? 0 : s.arg(best, 2);
    }
}
