package org.troop.coordinator.access;

import org.jspecify.annotations.Nullable;
import org.troop.security.Tokens;
import org.troop.security.Transport;

/**
 * Who is let in.
 *
 * @param tokens of clients; null: whoever has a client's certificate, or is on this machine, may do all that clients can
 * @param audit gets a line for each submission, cancellation and refusal
 */
public record AccessControl(Transport transport, @Nullable Tokens tokens, AuditLog audit) {
    /** Every process of this machine, without a record. */
    public static final AccessControl OF_THIS_MACHINE = new AccessControl(new Transport.Local(), null, AuditLog.NONE);
}
