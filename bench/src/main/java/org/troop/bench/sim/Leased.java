package org.troop.bench.sim;

import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Frontier;
import org.troop.solver.search.Strategy;

/** A lease. Compared by identity. */
final class Leased {
    private final SimulatedSearch search;
    private final Frontier.Node node;
    private final int at;
    private final int limit;
    private final boolean alone;
    private final int @Nullable [] firstTrace;
    final int worker;
    final long since;
    /** When it was asked to share; -1: it was not. */
    long asked = -1;

    Leased(SimulatedSearch search, Frontier.Node node, int worker, long since) {
        this.search = search;
        this.node = node;
        this.worker = worker;
        this.since = since;
        at = search.tree().at(node.path());
        limit = search.frontier().limit();
        alone = search.frontier().isAlone(node);
        firstTrace = search.frontier().firstTrace();
    }

    SimulatedSearch search() {
        return search;
    }

    RecordedTree tree() {
        return search.tree();
    }

    Strategy strategy() {
        return search.strategy();
    }

    Frontier.Node node() {
        return node;
    }

    /** The node's number in the tree. */
    int at() {
        return at;
    }

    int limit() {
        return limit;
    }

    boolean alone() {
        return alone;
    }

    int @Nullable [] firstTrace() {
        return firstTrace;
    }
}
