package org.troop.solver.search;

import java.util.Arrays;
import org.troop.solver.system.SystemCodec;

/**
 * A tree that grows round by round, from the root of a search or from a node somewhere in it. What a round needs and which
 * part of the tree is the result, {@link Rounds} says; the subclasses decide who expands, and for how long.
 */
abstract class TreeSearch {
    final Prover prover;
    final Rounds rounds;
    private final int bound;
    final SearchNode root;

    /** Set when a node waits at the limit; cleared at the start of each round. */
    private volatile boolean cut;

    /** @param bound nodes at this depth become sorry; {@link Integer#MAX_VALUE} without */
    TreeSearch(Prover prover, Rounds rounds, int bound) {
        this(prover, rounds, bound, new SearchNode());
    }

    /** @param root a node that waits, or a tree with such nodes */
    TreeSearch(Prover prover, Rounds rounds, int bound, SearchNode root) {
        this.prover = prover;
        this.rounds = rounds;
        this.bound = bound;
        this.root = root;
    }

    // ---- what subtree searches ask and tell

    final int limit() {
        return rounds.limit();
    }

    final int bound() {
        return bound;
    }

    final void setCut() {
        cut = true;
    }

    final boolean isCut() {
        return cut;
    }

    /** Whether the system of one more solved node is to be kept: of many traces only some are validated. */
    abstract boolean keepsAnother();

    /** Whether one more node may be expanded. */
    boolean mayExpand() {
        return true;
    }

    /** A node became a step with so many cases. */
    abstract void countExpansion(int depth, int cases);

    /** Whether a node may become a closed tree of so many nodes. */
    boolean mayReuse(int nodes) {
        return true;
    }

    /** A node became a closed tree of so many nodes. */
    abstract void countReuse(int depth, int nodes);

    /** A node at this path is solved; told again in each round. */
    void traceFound(int[] path) {
        rounds.traceFound(path);
    }

    void leaveWaiting(SearchNode n, int[] code) {
        n.setWaiting(code);
    }

    /** A node that waited is about to be expanded, by whomever. */
    void take(SearchNode n, int[] code) {
        n.setWaiting(null);
    }

    /** Whether somebody waits for a subtree. */
    abstract boolean isHungry();

    /** Whether nothing more is to be expanded now. */
    abstract boolean isStopped();

    /** Leaves a subtree to somebody else. */
    abstract void offer(SearchNode n, int[] code, int[] path);

    /** The name of the case that a node is; empty at the root, and where nobody knows. */
    final String caseName(int[] path) {
        SearchNode n = root;
        for (int d = 0; d < path.length - 1 && path[d] < n.caseCount(); d++) {
            n = n.subproof(path[d]);
        }
        return path.length > 0 && path[path.length - 1] < n.caseCount() ? n.caseName(path[path.length - 1]) : "";
    }

    // ---- rounds

    final void startRound() {
        cut = false;
    }

    /** Continues at the waiting nodes below an expanded one, in preorder. */
    final void resume(SearchNode n, int[] path) {
        if (isStopped() || rounds.isBehindTrace(() -> path)) {
            return;
        }
        if (path.length >= limit()) {
            cut = true;
            return;
        }
        int[] code = n.waiting();
        if (code != null) {
            if (isHungry()) {
                take(n, code);
                offer(n, code, path);
            } else {
                take(n, code);
                new SubtreeSearch(this, prover, path).run(n, SystemCodec.decode(prover.workspace(), code));
            }
            return;
        }
        if (n.isExpanded() && n.isSolved()) {
            traceFound(path);
        } else if (rounds.strategy() == Strategy.SORRY && n.isSorry()) {
            rounds.sorryFound(path);
        }
        for (int i = 0; i < n.caseCount(); i++) {
            int[] p = Arrays.copyOf(path, path.length + 1);
            p[path.length] = i;
            resume(n.subproof(i), p);
        }
    }
}
