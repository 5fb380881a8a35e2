package org.troop.solver.search;

import org.jspecify.annotations.Nullable;

/**
 * One open node of a search, to be worked on somewhere.
 *
 * @param path choices of children from the root of the search
 * @param system encoded; null at the root: the lemma's initial system
 * @param limit of the current {@linkplain Rounds round}; above the path's length
 * @param firstTrace the first trace that is known in the search; null without
 * @param alone no other node of the search is open: the unit may begin further rounds by itself
 */
public record WorkUnit(int[] path, int @Nullable [] system, int limit, int @Nullable [] firstTrace, boolean alone) {
    public WorkUnit {
        if (path.length >= limit) {
            throw new IllegalArgumentException("a node at depth " + path.length + " is beyond the limit " + limit);
        }
        if (system == null && path.length > 0) {
            throw new IllegalArgumentException("no system for a node at depth " + path.length);
        }
    }

    /** The root of a search that begins. */
    public static WorkUnit root(Strategy strategy) {
        return new WorkUnit(new int[0], null, new Rounds(strategy).limit(), null, true);
    }
}
