package org.troop.solver.search;

import java.util.List;
import org.troop.theory.syntax.Ranking;

/**
 * Several goal rankings that search each lemma side by side, and whether any trace ends a search.
 *
 * @param entrants none, or at least two
 * @param firstTraceEnds the first trace that is found ends a search, instead of the one that its strategy defines
 */
public record Race(List<Entrant> entrants, boolean firstTraceEnds) {
    public static final Race NONE = new Race(List.of(), false);

    /**
     * @param text as the user wrote it
     * @param rankings used in turn by depth
     */
    public record Entrant(String text, List<Ranking> rankings) {}

    boolean isRun() {
        return !entrants.isEmpty();
    }
}
