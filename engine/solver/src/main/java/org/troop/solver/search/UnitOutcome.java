package org.troop.solver.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.ProofMethod;

/**
 * What became of a work unit: the closed part of its subtree, and what is still open below it. Where it is cut depends on the
 * budget; grafted together, the parts always give the same tree.
 *
 * @param fragment the closed part, written by {@link FragmentWriter}
 * @param nodes closed nodes in the fragment
 * @param expanded nodes that were expanded for it
 * @param limit of the last round that was begun: higher than the unit's only if that was alone
 * @param status the strongest status among the closed nodes
 * @param open the open nodes in the order of the fragment's holes
 * @param traces in preorder
 */
public record UnitOutcome(
        byte[] fragment, long nodes, long expanded, int limit, Status status, List<Open> open, List<Trace> traces) {

    /** @param path from the root of the search */
    public record Open(int[] path, int[] system) {}

    /**
     * @param path from the root of the search
     * @param system encoded; null if it was not kept, because there are many
     * @param doubt why it is not a trace after all; null if its validation found nothing
     */
    public record Trace(
            int[] path, int @Nullable [] system, @Nullable String doubt) {}

    /** What stands for a unit that could not be searched: an open node, so that it is never a verdict. */
    public static UnitOutcome givenUp(String reason, int limit) {
        FragmentWriter w = new FragmentWriter();
        w.node(SearchNode.leaf(new ProofMethod.Sorry(reason)));
        return new UnitOutcome(w.bytes(), 1, 0, limit, Status.INCOMPLETE, List.of(), List.of());
    }
}
