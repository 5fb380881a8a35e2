package org.troop.theory.guard;

import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Formula.Quantified;

/**
 * Finds equivalences in negative positions: under a negation, or left of an implication. Tamarin 1.11.0 reads each as a formula
 * that never holds, which is wrong; here it is what it says, so verdicts can differ.
 */
public final class NegatedEquivalence {
    private NegatedEquivalence() {}

    public static boolean occursIn(Formula f) {
        return occursIn(f, true);
    }

    private static boolean occursIn(Formula f, boolean positive) {
        return switch (f) {
            case Formula.Not n -> occursIn(n.body(), !positive);
            case Formula.And c -> occursIn(c.left(), positive) || occursIn(c.right(), positive);
            case Formula.Or c -> occursIn(c.left(), positive) || occursIn(c.right(), positive);
            case Formula.Implies c -> occursIn(c.left(), !positive) || occursIn(c.right(), positive);
            case Formula.Iff c ->
                !positive
                        || occursIn(c.left(), true)
                        || occursIn(c.left(), false)
                        || occursIn(c.right(), true)
                        || occursIn(c.right(), false);
            case Quantified q -> occursIn(q.body(), positive);
            default -> false;
        };
    }
}
