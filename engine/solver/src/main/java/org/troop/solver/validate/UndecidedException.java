package org.troop.solver.validate;

/** A question about a run that has no answer here; the message says why. */
final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UndecidedException(String why) {
        super(why, null, false, false);
    }
}
