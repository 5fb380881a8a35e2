package org.troop.solver.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A heuristic names a ranking that does not exist. */
public final class UnknownRankingException extends RuntimeException {
    private static final String KNOWN = """

      'C': Goals sorted according to their order of creation
      'I': Goals sorted according to heuristics adapted to stateful injective protocols (loop breakers allowed)
      'P': Goals sorted according to heuristics adapted to a specific model of PKCS#11 expressed using SAPIC. deprecated.
      'S': Goals sorted according to the 'smart' heuristic (loop breakers allowed)
      'c': Goals sorted according to their usefulness and order of creation
      'i': Goals sorted according to heuristics adapted to stateful injective protocols (loop breakers delayed)
      'p': Goals sorted according to heuristics adapted for processes
      's': Goals sorted according to the 'smart' heuristic (loop breakers delayed)""";

    UnknownRankingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    static UnknownRankingException tactic(String name, List<String> known) {
        return new UnknownRankingException(
                "The tactic specified ( \""
                        + name
                        + "\" ) is not written in the theory file, please chose among the following: "
                        + String.join(
                                ", ", known.stream().map(n -> '"' + n + '"').toList()),
                null);
    }

    UnknownRankingException(String ranking) {
        super("Unknown proof method ranking '" + ranking + "'. Use one of the following:" + KNOWN);
    }
}
