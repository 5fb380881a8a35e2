package org.troop.solver.source;

import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;
import java.util.function.Function;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;

/** Canonical copies of systems, for finding cases that are equal up to renaming. */
final class CanonicalCases {
  CanonicalCases(Workspace w, IntSet stable) {}

  <T> List<T> withoutRepetitions(List<T> cases, Function<T, ConstraintSystem> system) {
    return cases;
  }
}
