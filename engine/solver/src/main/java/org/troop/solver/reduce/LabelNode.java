package org.troop.solver.reduce;

import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.close.Rule;
import org.troop.theory.close.RuleInfo;

/**
 * Labels nodes with rule instances and closes their premises (Schmidt 2012, rules for S_▶ and S_@): {@code In} and {@code
 * Fr} premises get their node at once, {@code KU} premises become actions, the others goals.
 */
final class LabelNode {
    private LabelNode() {}

    /**
     * Labels node i with a renamed copy of a rule.
     *
     * @param parent instance whose remaining applications count down if the rule has the same name; 0 without
     * @param annotations added to the premises of a rule of the adversary
     * @return the instance
     */
    static int label(Branch b, int i, Rule rule, int parent, int annotations) {
        TermStore s = b.s;
        int[][] variants = rule.variants();
        int shift = shift(b, rule, variants);
        s.begin();
        int r = s.shift(rule.instance(), shift);
        if (variants != null) {
            variants = shiftDomains(s, variants, shift);
        }
        if (parent != 0) {
            r = countDown(b.w, r, parent);
        }
        if (variants != null) {
            addVariants(b, variants);
        }
        b.c.setLabel(s, i, r);
        closePremises(b, i, r, rule, rule.info().isProtocol() ? 0 : annotations);
        return r;
    }

    /** The distance that moves the rule's smallest index to the next fresh one; the indices it covers are used up. */
    private static int shift(Branch b, Rule rule, int[][] variants) {
        TermStore s = b.s;
        int lo = s.minIndex(rule.instance());
        int hi = s.maxIndex(rule.instance());
        if (variants != null) {
            for (int[] v : variants) {
                for (int k = 0; k < v.length; k += 2) {
                    lo = Math.min(lo, s.index(v[k]));
                    hi = Math.max(hi, s.index(v[k]));
                }
            }
        }
        if (hi < 0) {
            return 0;
        }
        int d = b.supply.next - lo;
        b.supply.next += hi - lo + 1;
        return d;
    }

    private static int[][] shiftDomains(TermStore s, int[][] variants, int d) {
        int[][] out = new int[variants.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = variants[i].clone();
            for (int k = 0; k < out[i].length; k += 2) {
                out[i][k] = s.shift(out[i][k], d);
            }
        }
        return out;
    }

    private static int countDown(Workspace w, int r, int parent) {
        RuleInfo pi = w.info(parent);
        RuleInfo ri = w.info(r);
        if (pi.kind() != RuleInfo.Kind.DESTRUCTION
                || ri.kind() != RuleInfo.Kind.DESTRUCTION
                || !pi.name().equals(ri.name())
                || pi.remaining() <= 1) {
            return r;
        }
        int head = w.special.withRemaining().get(w.s.head(r))[pi.remaining() - 1];
        return w.instance(head, w.premises(r), w.conclusions(r), w.actions(r), w.newVariables(r));
    }

    /** Adds the variants as a disjunction with its goal; the trivial one uses up the numbers and disappears at once. */
    private static void addVariants(Branch b, int[][] variants) {
        if (variants.length == 1
                && variants[0].length == 0
                && b.c.equations.disjunctions().isEmpty()) {
            int id = b.c.equations.nextSplit();
            b.c.equations.setNextSplit(id + 1);
            b.addSplitGoal(id);
            return;
        }
        int id = b.c.equations.addDisjunction(b.s, variants);
        b.addSplitGoal(id);
        b.c.equations.simplify(b.s, b.w.unifier, b.supply, null);
        if (b.c.equations.isContradictory()) {
            throw Failure.INSTANCE;
        }
    }

    private static void closePremises(Branch b, int i, int r, Rule rule, int extraAnnotations) {
        int ps = b.w.premises(r);
        for (int v = 0, n = b.s.arity(ps); v < n; v++) {
            int annotations = rule.premiseAnnotations()[v] | extraAnnotations;
            closePremise(b, i, v, b.s.arg(ps, v), rule.info().loopBreakers().contains(v), annotations);
        }
    }

    private static void closePremise(Branch b, int i, int v, int fact, boolean loopBreaker, int annotations) {
        Workspace w = b.w;
        TermStore s = b.s;
        int tag = s.head(fact);
        if (tag == w.special.in()) {
            int j = b.draw("vf", Sort.NODE);
            int m = s.arg(fact, 0);
            b.c.setLabel(
                    s,
                    j,
                    w.instance(
                            w.special.isend(),
                            w.seq(w.fact(w.special.ku(), m)),
                            w.seq(fact),
                            w.seq(w.fact(w.special.known(), m)),
                            w.nil));
            b.addEdge(j, 0, i, v);
            AddAction.require(b, j, m, annotations);
        } else if (tag == w.special.fr()) {
            int j = b.draw("vf", Sort.NODE);
            int m = s.arg(fact, 0);
            b.c.setLabel(s, j, w.instance(w.special.fresh(), w.nil, w.seq(fact), w.nil, w.seq(m)));
            if (!s.isVarOf(m, Sort.FRESH)) {
                b.solve(m, b.draw("n", Sort.FRESH));
            }
            b.addEdge(j, 0, i, v);
        } else if (tag == w.special.ku()) {
            AddAction.require(b, i, s.arg(fact, 0), annotations);
        } else {
            b.c.addGoal(s.app(Heads.GOAL_PREMISE, i, s.integer(v), fact), Branch.flags(loopBreaker, annotations));
        }
    }
}
