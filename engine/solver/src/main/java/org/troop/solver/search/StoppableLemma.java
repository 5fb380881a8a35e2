package org.troop.solver.search;

import java.util.List;

/** A lemma that this process proves, for those who limit it. Safe to ask at any time, from any thread. */
public interface StoppableLemma extends RunningLemma {
    /**
     * Ends the search soon, with what is known: nodes that are open then become {@code sorry}. A lemma whose trace is known
     * keeps its verdict, any other one is incomplete.
     *
     * @param reason stands behind the open nodes, such as {@code time limit of 10 s reached}
     */
    void stop(String reason);

    /** The searches that it is made of, each with limits of its own: itself, or in a race one for each ranking. */
    default List<? extends StoppableLemma> parts() {
        return List.of(this);
    }
}
