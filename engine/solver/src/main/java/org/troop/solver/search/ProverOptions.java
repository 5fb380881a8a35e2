package org.troop.solver.search;

import java.util.List;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.syntax.Ranking;

/**
 * How lemmas are proved.
 *
 * @param bound largest depth of a proof; {@link Integer#MAX_VALUE} without bound
 * @param heuristic rankings that override those of the theory; empty without
 * @param threads threads that search at the same time, at least 1
 * @param oracles asks external rankings
 */
public record ProverOptions(
        Strategy strategy, int bound, List<Ranking> heuristic, Limits limits, int threads, GoalOracle oracles) {
    public static final ProverOptions DEFAULT =
            new ProverOptions(Strategy.DFS, Integer.MAX_VALUE, List.of(), Limits.DEFAULT, 1);

    /** Without external rankings. */
    public ProverOptions(Strategy strategy, int bound, List<Ranking> heuristic, Limits limits, int threads) {
        this(strategy, bound, heuristic, limits, threads, GoalOracle.NONE);
    }
}
