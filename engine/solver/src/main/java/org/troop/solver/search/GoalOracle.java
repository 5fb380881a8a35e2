package org.troop.solver.search;

import java.util.List;
import org.troop.theory.syntax.Ranking;

/** An external goal ranking. Implementations are thread-safe and answer equal questions equally. */
@FunctionalInterface
public interface GoalOracle {
    /** Refuses: for embedding without scripts. */
    GoalOracle NONE = (oracle, lemma, goals) -> {
        throw new UnsupportedHeuristicException("oracles");
    };

    /**
     * Numbers of goals, best first; numbers that are out of range or repeated do not count, goals not listed come last.
     *
     * @param goals one line each, in the order in which they are numbered from 0
     */
    List<Integer> rank(Ranking.Oracle oracle, String lemma, List<String> goals);

    /** Whether a node whose goals the oracle does not rank is left open. */
    default boolean isOnly() {
        return false;
    }
}
