package org.troop.cli;

/** A command line that cannot be understood; the message is one sentence for the user. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message, null, false, false);
    }
}
