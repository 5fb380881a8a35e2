package org.troop.solver.search;

/** How long a unit is searched. The engine knows no clock: who gives the budget measures time and memory. */
@FunctionalInterface
public interface Budget {
    Budget UNLIMITED = expanded -> false;

    /**
     * Asked before every expansion but the first.
     *
     * @param expanded nodes that were expanded in this unit so far
     */
    boolean isSpent(long expanded);

    static Budget ofNodes(long nodes) {
        return expanded -> expanded >= nodes;
    }
}
