package org.troop.theory.guard;

import java.util.List;
import org.troop.theory.syntax.Formula;

/** A formula has no guarded form. Printed by {@code org.troop.theory.print.LemmaPrinter}. */
public final class UnguardedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Formula subformula;
    private final transient List<Integer> unguarded;

    UnguardedException(Formula subformula, List<Integer> unguarded) {
        super(
                unguarded.isEmpty() ? "universal quantifier without toplevel implication" : "unguarded variables",
                null,
                false,
                false);
        this.subformula = subformula;
        this.unguarded = List.copyOf(unguarded);
    }

    /** The quantification that cannot be converted; variables bound around it are free in it. */
    public Formula subformula() {
        return subformula;
    }

    /**
     * Which of its variables are unguarded: positions in the maximal list of equal quantifiers the subformula begins with.
     * Empty if the reason is that a universal quantifier has no implication as body.
     */
    public List<Integer> unguarded() {
        return unguarded;
    }
}
