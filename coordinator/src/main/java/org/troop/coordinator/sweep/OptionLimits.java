package org.troop.coordinator.sweep;

import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import org.troop.proto.Limits;
import org.troop.proto.SweepOptions;

/** What the options of a sweep may be. */
final class OptionLimits {
    static final int MOST_SEARCHES = 10_000;
    private static final int MOST_RACING = 20;
    private static final int LONGEST_RANKINGS = 1_000;
    private static final long MOST = 1_000_000_000_000L;
    private static final long LEAST_MEMORY = 16L << 20;
    private static final long MOST_MEMORY = 1L << 50;

    private OptionLimits() {}

    /** What is wrong with the options of a sweep of so many lemmas; null if nothing is. */
    static @Nullable String objection(SweepOptions o, int lemmas) {
        Limits l = o.getLimits();
        if (isOutside(l.getTimeMillis()) || isOutside(l.getWorkMillis()) || isOutside(l.getNodes())) {
            return "limits of time, work and nodes are at most " + MOST;
        }
        long memory = l.getMemoryBytes();
        if (memory != 0 && (memory < LEAST_MEMORY || memory > MOST_MEMORY)) {
            return "a limit of memory is " + LEAST_MEMORY + " to " + MOST_MEMORY + " bytes";
        }
        int racing = o.getRaceCount();
        if (racing == 1
                || racing > MOST_RACING
                || new HashSet<>(o.getRaceList()).size() != racing
                || o.getRaceList().stream().anyMatch(h -> h.isBlank() || h.length() > LONGEST_RANKINGS)) {
            return "a race has 2 to " + MOST_RACING + " different rankings of 1 to " + LONGEST_RANKINGS + " characters";
        }
        return (long) racing * lemmas > MOST_SEARCHES
                ? "lemmas times the rankings of a race are at most " + MOST_SEARCHES
                : null;
    }

    private static boolean isOutside(long n) {
        return n < 0 || n > MOST;
    }
}
