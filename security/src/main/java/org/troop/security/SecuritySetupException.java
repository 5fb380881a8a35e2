package org.troop.security;

/** Certificates, keys, tokens or addresses with which nothing can be secured: one sentence for the operator. */
public final class SecuritySetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SecuritySetupException(String message) {
        super(message);
    }

    public SecuritySetupException(String message, Throwable cause) {
        super(message, cause);
    }
}
