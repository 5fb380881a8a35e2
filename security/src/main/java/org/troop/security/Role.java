package org.troop.security;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What the holder of a token may do. */
public enum Role {
    /** See sweeps and fetch their theories and proofs. */
    READ,
    /** Submit sweeps. */
    SUBMIT,
    /** Everything that clients can do: cancel sweeps, too. */
    ADMIN,
    /** Be a worker, where connections have no certificates. */
    WORK;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether one of some roles is this one or includes it. */
    public boolean isIn(Set<Role> roles) {
        return roles.contains(this) || (this != WORK && roles.contains(ADMIN));
    }

    /**
     * Reads names with commas between them.
     *
     * @throws SecuritySetupException for a name that is none
     */
    public static Set<Role> parse(String text) {
        Set<Role> out = EnumSet.noneOf(Role.class);
        for (String word : text.split(",", -1)) {
            Role role = null;
            for (Role r : values()) {
                role = r.label().equals(word) ? r : role;
            }
            if (role == null) {
                throw new SecuritySetupException("found the role '" + word
                        + "', expected read, submit, admin or work, with commas between them");
            }
            out.add(role);
        }
        return out;
    }
}
