package org.troop.solver.contradict;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.close.RuleInfo;
import org.troop.theory.syntax.FactTag;

/** Normal-form conditions on scalar multiplications and pairings of the adversary (Schmidt 2012, section 4.3). */
final class BilinearConditions {
    private final Workspace w;
    private final TermStore s;
    private final ConstraintSystem c;
    private final Heads h;

    BilinearConditions(Workspace w, ConstraintSystem c) {
        this.w = w;
        s = w.s;
        this.c = c;
        h = w.heads;
    }

    boolean isViolated() {
        for (int k = 0; k < c.nodeCount(); k++) {
            int r = c.instance(k);
            if (isTrivialMultiplication(r) || isTrivialExponent(c.node(k), r) || isUnorderedPairing(c.node(k), r)) {
                return true;
            }
        }
        return false;
    }

    private boolean isScalarProduct(int facts, int i) {
        return i < s.arity(facts)
                && w.isFact(s.arg(facts, i), w.special.kd())
                && s.isApp(s.arg(s.arg(facts, i), 0), h.pmult);
    }

    private int message(int facts, int i) {
        return s.arg(s.arg(facts, i), 0);
    }

    private boolean included(int a, int b) {
        return Factors.included(Factors.of(w, a), Factors.of(w, b));
    }

    private boolean isTrivialMultiplication(int r) {
        int ps = w.premises(r);
        int cs = w.conclusions(r);
        if (s.arity(ps) != 2
                || s.arity(cs) != 1
                || !isScalarProduct(ps, 0)
                || !w.isFact(s.arg(ps, 1), w.special.ku())
                || !isScalarProduct(cs, 0)) {
            return false;
        }
        int result = message(cs, 0);
        return w.neverContainsFreshOrPrivate(s.arg(result, 1)) && included(s.arg(result, 0), message(ps, 1));
    }

    private boolean isPairingOfProducts(int r) {
        int ps = w.premises(r);
        return w.info(r).name().equals("d_em") && isScalarProduct(ps, 0) && isScalarProduct(ps, 1);
    }

    private boolean isTrivialExponent(int i, int r) {
        int ps = w.premises(r);
        if (!w.info(r).name().equals("d_exp") || s.arity(ps) != 2 || !w.isFact(s.arg(ps, 1), w.special.ku())) {
            return false;
        }
        int source = provider(i, 0);
        if (source == 0 || !isPairingOfProducts(c.label(source))) {
            return false;
        }
        int e = message(ps, 1);
        int qs = w.premises(c.label(source));
        for (int k = 0; k < 2; k++) {
            int product = message(qs, k);
            if (w.neverContainsFreshOrPrivate(s.arg(product, 1)) && included(s.arg(product, 0), e)) {
                return true;
            }
        }
        return false;
    }

    /** Labelled source node of the first edge to a premise, 0 if there is none. */
    private int provider(int i, int v) {
        int best = 0;
        for (int k = 0; k < c.edges.size(); k++) {
            int e = c.edges.get(k);
            if (s.arg(e, 2) == i && s.value(s.arg(e, 3)) == v && (best == 0 || s.compare(e, best) < 0)) {
                best = e;
            }
        }
        return best == 0 || c.label(s.arg(best, 0)) == 0 ? 0 : s.arg(best, 0);
    }

    /** Of two symmetric pairings only the one whose providers are in order is normal. */
    private boolean isUnorderedPairing(int i, int r) {
        if (!isPairingOfProducts(r)) {
            return false;
        }
        int ps = w.premises(r);
        int a = message(ps, 0);
        int b = message(ps, 1);
        int result = message(w.conclusions(r), 0);
        if (!s.isApp(result, h.exp)
                || !s.isApp(s.arg(result, 0), h.em)
                || !s.isApp(s.arg(result, 1), h.mult)
                || s.arg(result, 0) != s.app(h.em, s.arg(a, 1), s.arg(b, 1))) {
            return false;
        }
        IntArrayList scalars = IntArrayList.of(s.arg(a, 0), s.arg(b, 0));
        if (!Factors.included(new IntArrayList(s.args(s.arg(result, 1))), scalars)) {
            return false;
        }
        int p1 = protocolProvider(i, 0);
        int p2 = protocolProvider(i, 1);
        return p1 != 0 && p2 != 0 && compareTags(p1, p2) > 0;
    }

    /** The protocol instance behind the provider of a premise, 0 if there is none. */
    private int protocolProvider(int i, int v) {
        int x = provider(i, v);
        int y = x == 0 ? 0 : provider(x, 0);
        int r = y == 0 ? 0 : c.label(y);
        return r != 0 && w.info(r).kind() == RuleInfo.Kind.PROTOCOL ? r : 0;
    }

    /** Compares the tags of premises, then conclusions, then actions; a proper prefix is smaller. */
    private int compareTags(int r, int q) {
        for (int part = 0; part < 3; part++) {
            int a = s.arg(r, part);
            int b = s.arg(q, part);
            for (int k = 0; k < Math.min(s.arity(a), s.arity(b)); k++) {
                FactTag x = (FactTag) h.key(s.head(s.arg(a, k)));
                int d = x.compareTo((FactTag) h.key(s.head(s.arg(b, k))));
                if (d != 0) {
                    return d;
                }
            }
            if (s.arity(a) != s.arity(b)) {
                return Integer.compare(s.arity(a), s.arity(b));
            }
        }
        return 0;
    }
}
