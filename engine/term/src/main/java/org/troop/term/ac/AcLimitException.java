package org.troop.term.ac;

/** A query was given up because it exceeded the engine's step or size limit; the answer is unknown, not "no". */
public final class AcLimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AcLimitException(String what) {
        super(what);
    }

    static AcLimitException tooDeep() {
        return new AcLimitException("equational problem is nested too deeply");
    }
}
