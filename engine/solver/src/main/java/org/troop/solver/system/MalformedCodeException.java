package org.troop.solver.system;

/** Bytes or numbers are no encoding of what they should encode. */
public final class MalformedCodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedCodeException(String message) {
        super(message);
    }

    public MalformedCodeException(String message, Throwable cause) {
        super(message, cause);
    }
}
