package org.troop.coordinator.search;

import java.util.HashMap;
import java.util.Map;

/**
 * Units whose workers died or failed while they searched them. After two such losses a unit is isolated: a worker
 * searches it alone, one node at a time, so that what follows is told apart from what kills. After two more it is given up.
 */
final class Suspects {
    enum Verdict {
        AGAIN,
        ISOLATED,
        HOPELESS
    }

    private static final int ISOLATE_AT = 2;
    private static final int GIVE_UP_AT = 4;

    private final Map<Long, Integer> losses;

    /** @param losses that earlier owners of the search counted, by unit */
    Suspects(Map<Long, Integer> losses) {
        this.losses = new HashMap<>(losses);
    }

    /** Counts a loss. */
    Verdict lost(long unit) {
        int n = losses.merge(unit, 1, Integer::sum);
        return n >= GIVE_UP_AT ? Verdict.HOPELESS : n >= ISOLATE_AT ? Verdict.ISOLATED : Verdict.AGAIN;
    }

    int losses(long unit) {
        return losses.getOrDefault(unit, 0);
    }

    boolean isIsolated(long unit) {
        return losses(unit) >= ISOLATE_AT;
    }

    /** Whether the last loss was the one that isolated it. */
    boolean isNewlyIsolated(long unit) {
        return losses(unit) == ISOLATE_AT;
    }

    void cleared(long unit) {
        losses.remove(unit);
    }
}
