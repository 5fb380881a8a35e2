package org.troop.cli;

/** A command line that cannot be understood; the message is one sentence for the user. */
public final class UsageException extends RuntimeException {
    public UsageException(String message) {
        super(message, null, false, false);
    }
}
