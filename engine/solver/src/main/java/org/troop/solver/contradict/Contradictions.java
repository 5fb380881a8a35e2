package org.troop.solver.contradict;

import org.jspecify.annotations.Nullable;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.TemporalOrder;
import org.troop.solver.system.Workspace;
import org.troop.term.Signature.Ac;
import org.troop.term.store.TermStore;

/** The first reason why a system is contradictory, in the order in which the conditions are tested. */
public final class Contradictions {
    private Contradictions() {}

    /** The text of the reason as in {@code contradiction /* cyclic *}{@code /}; null if there is none. */
    public static @Nullable String first(Workspace w, ConstraintSystem c) {
        TemporalOrder order = new TemporalOrder(w, c);
        if (order.isCyclic()) {
            return "cyclic";
        }
        if (c.subtermsContradictory) {
            return "contradictory subterm store";
        }
        if (w.normalForms.hasNonNormalNode(c)) {
            return "non-normal terms";
        }
        if (hasForbiddenKnowledge(w, c)) {
            return "forbidden KD-fact";
        }
        ChainConditions chains = new ChainConditions(w, c, order);
        if (chains.isImpossible()) {
            return "impossible chain";
        }
        if (w.theory.signature().has(Ac.DH) && new ExponentiationConditions(w, c, order).isViolated()) {
            return "non-normal exponentiation rule instance";
        }
        if (w.theory.signature().has(Ac.BILINEAR) && new BilinearConditions(w, c).isViolated()) {
            return "non-normal bilinear pairing rule instance";
        }
        if (chains.isForbidden()) {
            return "forbidden chain";
        }
        if (c.equations.isContradictory()) {
            return "incompatible equalities";
        }
        if (c.formulas.contains(w.falsum)) {
            return "from formulas";
        }
        String injectivity = InjectivityCondition.violation(w, c, order);
        return injectivity != null ? injectivity : afterLast(w, c, order);
    }

    /** A deconstruction that yields only what the adversary knows anyway. */
    private static boolean hasForbiddenKnowledge(Workspace w, ConstraintSystem c) {
        TermStore s = w.s;
        for (int k = 0; k < c.nodeCount(); k++) {
            int cs = w.conclusions(c.instance(k));
            if (s.arity(cs) == 1
                    && w.isFact(s.arg(cs, 0), w.special.kd())
                    && w.neverContainsFreshOrPrivate(s.arg(s.arg(cs, 0), 0))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String afterLast(Workspace w, ConstraintSystem c, TemporalOrder order) {
        if (c.last != 0) {
            for (int j : order.reachable(c.last)) {
                if (j != c.last && order.inTrace(j)) {
                    return "node " + w.s.toTree(j) + " after last node " + w.s.toTree(c.last);
                }
            }
        }
        return null;
    }
}
