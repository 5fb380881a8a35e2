package org.troop.solver.search;

import java.util.List;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.syntax.Ranking;

/**
 * How lemmas are proved.
 *
 * @param bound largest depth of a proof; {@link Integer#MAX_VALUE} without bound
 * @param heuristic rankings that override those of the theory; empty without
 * @param threads lemmas that are proved at the same time, at least 1
 */
public record ProverOptions(Strategy strategy, int bound, List<Ranking> heuristic, Limits limits, int threads) {
  public static final ProverOptions DEFAULT =
      new ProverOptions(Strategy.DFS, Integer.MAX_VALUE, List.of(), Limits.DEFAULT, 1);
}
