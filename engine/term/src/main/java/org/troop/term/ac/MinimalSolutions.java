package org.troop.term.ac;

/**
 * The minimal solutions of a linear system, in the order in which they were found.
 *
 * @param vector value of each column
 * @param support columns positive in each
 * @param cost steps it took
 */
record MinimalSolutions(int[][] vector, long[] support, int cost) {}
