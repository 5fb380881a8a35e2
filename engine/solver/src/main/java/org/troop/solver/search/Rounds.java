package org.troop.solver.search;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of one search: how deep the tree is expanded, which traces spare which nodes, and when the result is
 * determined. All of it follows from the strategy and the tree, never from who expanded what, nor when; so a search on
 * threads and one on many machines end with the same proof. Paths are choices of children from the root of the search.
 *
 * <p>In a round every open node above {@link #limit} that is not {@linkplain #isBehindTrace behind a trace} is expanded; then
 * {@link #end} gives the result or starts the next round. Traces may be told by any thread; rounds are ended by one.
 */
public final class Rounds {
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int FIRST_LIMIT = 4;

    private final Strategy strategy;
    private volatile int limit;
    private volatile boolean foundAtLevel;
    private final AtomicReference<int @Nullable []> firstTrace = new AtomicReference<>();
    private final AtomicReference<int @Nullable []> firstSorry = new AtomicReference<>();

    public Rounds(Strategy strategy) {
        this(
                strategy,
                switch (strategy) {
                    case DFS -> FIRST_LIMIT;
                    case BFS -> 2;
                    case SEQDFS, NONE, SORRY -> UNLIMITED;
                });
    }

    /** Continues in the round with this limit; traces that were found in it are to be told again. */
    public Rounds(Strategy strategy, int limit) {
        this.strategy = strategy;
        this.limit = limit;
    }

    public Strategy strategy() {
        return strategy;
    }

    /** Nodes at this depth are left to later rounds. */
    public int limit() {
        return limit;
    }

    /** Goes on in a later round, which somebody who had all open nodes began; an earlier limit changes nothing. */
    void reach(int laterLimit) {
        limit = Math.max(limit, laterLimit);
    }

    /** Breadth first: the level at which traces are looked for in this round. */
    int level() {
        return limit - 1;
    }

    /** To be called for every trace above the limit, whether found in this round or before. */
    public void traceFound(int[] path) {
        if (path.length == limit - 1) {
            foundAtLevel = true;
        }
        firstTrace.accumulateAndGet(path, Rounds::first);
    }

    /** To be called for every node that is left open, if the strategy ends there. */
    void sorryFound(int[] path) {
        firstSorry.accumulateAndGet(path, Rounds::first);
    }

    private static int[] first(int @Nullable [] a, int[] b) {
        return a == null || Arrays.compare(b, a) < 0 ? b : a;
    }

    /** The first trace in preorder that is known; null without. */
    public int @Nullable [] firstTrace() {
        return firstTrace.get();
    }

    /** Whether the first trace ends the search. */
    public boolean stopsAtTrace() {
        return strategy == Strategy.DFS || strategy == Strategy.SEQDFS;
    }

    /** Whether something is known that comes first in preorder and ends the search, so that the node is not needed. */
    public boolean isBehindTrace(Supplier<int[]> path) {
        if (strategy == Strategy.SORRY) {
            return isBelowStepBehindSorry(path);
        }
        if (!stopsAtTrace()) {
            return false;
        }
        int[] t = firstTrace.get();
        return t != null && Arrays.compare(path.get(), t) > 0;
    }

    /** Of a node behind the first open one it matters whether it has cases, but not what they are. */
    private boolean isBelowStepBehindSorry(Supplier<int[]> path) {
        int[] s = firstSorry.get();
        if (s == null) {
            return false;
        }
        int[] p = path.get();
        return p.length > 0 && Arrays.compare(Arrays.copyOf(p, p.length - 1), s) > 0;
    }

    /**
     * Ends a round.
     *
     * @param cut whether open nodes are left at the limit
     * @return the part of the tree that is the proof; null if there is another round, which has begun
     */
    public @Nullable ProofCut end(boolean cut) {
        int[] trace = firstTrace.get();
        if (stopsAtTrace() && trace != null) {
            return new ProofCut.PathTo(trace);
        }
        if (strategy == Strategy.BFS && foundAtLevel) {
            return new ProofCut.Level(limit - 1);
        }
        if (!cut) {
            return strategy == Strategy.SORRY ? new ProofCut.UntilSorry() : new ProofCut.Whole();
        }
        limit = strategy == Strategy.BFS ? limit + 1 : (int) Math.min(2L * limit, UNLIMITED);
        return null;
    }
}
