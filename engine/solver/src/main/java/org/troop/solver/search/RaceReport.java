package org.troop.solver.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a race of rankings for one lemma ended.
 *
 * @param winner the ranking with the first verdict; empty if none had one
 * @param entrants in the order in which they were named
 */
public record RaceReport(String winner, List<Entrant> entrants) {
    /** What became of a search in a race. */
    public enum Fate {
        /** The first verdict. */
        WON,
        /** Another one was first. */
        CANCELLED,
        /** It ended without a verdict. */
        INCOMPLETE,
        /** It could not be made. */
        FAILED
    }

    /**
     * @param steps of its proof if it won; otherwise nodes of its tree when it ended, or 0 if that is not known
     * @param message why it has no verdict; null if it has one
     */
    public record Entrant(
            String heuristic,
            Fate fate,
            long steps,
            @Nullable String message) {}
}
