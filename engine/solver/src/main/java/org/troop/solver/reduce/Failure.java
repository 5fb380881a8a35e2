package org.troop.solver.reduce;

/** The end of a branch without result. Thrown often, so without stack trace. */
public final class Failure extends RuntimeException {
    public static final Failure INSTANCE = new Failure();

    private Failure() {
        super(null, null, false, false);
    }
}
