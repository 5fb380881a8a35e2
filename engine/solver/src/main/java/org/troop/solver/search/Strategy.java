package org.troop.solver.search;

import java.util.Locale;

/** How the proof tree is cut when a trace is found ({@code --stop-on-trace}). */
public enum Strategy {
    /** Iterative deepening with doubling limits; the path to the first trace. */
    DFS,
    /** Level by level; all branches down to the level of the first trace. */
    BFS,
    /** The path to the leftmost trace. */
    SEQDFS,
    /** The whole tree. */
    NONE,
    /** The whole tree up to the first node that is left open; behind it, only what is finished. */
    SORRY;

    /**
     * Case-insensitive.
     *
     * @throws IllegalArgumentException with the original's message
     */
    public static Strategy of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "dfs" -> DFS;
            case "bfs" -> BFS;
            case "seqdfs" -> SEQDFS;
            case "none" -> NONE;
            case "sorry" -> SORRY;
            default -> throw new IllegalArgumentException("unknown stop-on-trace method: " + name);
        };
    }
}
