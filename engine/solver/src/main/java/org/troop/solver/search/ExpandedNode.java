package org.troop.solver.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.ProofMethod;

/**
 * A node that a search expanded, whether or not the proof keeps it.
 *
 * @param depth 0 at the root of the search
 * @param name of the case that the node is; empty without
 * @param rule whose premise the step solved for; null if it solved something else
 * @param usesSource whether a precomputed source gave the cases
 * @param cases their names
 * @param nanos from the moment that the node was taken up, by the watcher's clock
 */
public record ExpandedNode(
        int depth,
        String name,
        ProofMethod method,
        @Nullable String rule,
        boolean usesSource,
        List<String> cases,
        long nanos) {}
