package org.troop.metrics;

import org.jspecify.annotations.Nullable;

/** What a process says of itself. Both questions are asked often and from any thread, and must be answered at once. */
public interface Health {
    /** Why the process should be ended and started again; null if it should not. */
    @Nullable
    String ailment();

    /** What the process waits for before it can do its work; null if it can. */
    @Nullable
    String obstacle();

    /** Of a process that has just begun. */
    Health STARTING = new Health() {
        @Override
        public @Nullable String ailment() {
            return null;
        }

        @Override
        public String obstacle() {
            return "starting";
        }
    };
}
