package org.troop.solver.search;

/**
 * How often a closed subtree was taken again.
 *
 * @param lookups systems that were compared in full, because something like them was known
 * @param hits those of them that were the same
 * @param nodes in the subtrees that were taken
 */
public record SubgoalCounts(long lookups, long hits, long nodes) {}
