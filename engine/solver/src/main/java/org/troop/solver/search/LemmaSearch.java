package org.troop.solver.search;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.SystemCodec;

/**
 * The search for a proof of one system by a strategy. A round expands the tree down to a limit, on this thread and on all
 * that are hungry; then the result is read off the tree as the strategy defines it. So it does not depend on who expanded
 * what, nor when.
 */
final class LemmaSearch extends TreeSearch {
    private static final int MOST_KEPT = 1_000;

    private final WorkPool pool;
    private final Consumer<String> log;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong expansions;
    private final AtomicInteger kept = new AtomicInteger();
    private int outstanding;

    /**
     * @param bound nodes at this depth become sorry; {@link Integer#MAX_VALUE} without
     * @param expansions is counted up at each node that is expanded
     */
    LemmaSearch(
            Prover prover, WorkPool pool, Strategy strategy, int bound, AtomicLong expansions, Consumer<String> log) {
        super(prover, new Rounds(strategy), bound);
        this.pool = pool;
        this.expansions = expansions;
        this.log = log;
    }

    /** @param code the encoded system to start from */
    SearchNode run(int[] code) {
        root.setWaiting(code);
        boolean levels = rounds.strategy() == Strategy.BFS;
        ProofCut result;
        do {
            if (levels) {
                log.accept("searching for attacks at depth: " + rounds.level());
            }
            round();
            result = rounds.end(isCut());
        } while (result == null);
        if (result instanceof ProofCut.Level l) {
            log.accept("attack found at depth: " + l.depth());
        }
        return ProofCutting.apply(result, root);
    }

    /** A prover for this search's lemma, for another thread. */
    Prover proverForHelper() {
        return prover.copy();
    }

    // ---- what subtree searches ask and tell

    @Override
    boolean keepsAnother() {
        return kept.incrementAndGet() <= MOST_KEPT;
    }

    @Override
    void countExpansion() {
        expansions.incrementAndGet();
    }

    @Override
    boolean isHungry() {
        return pool.isHungry();
    }

    @Override
    boolean isStopped() {
        return failure.get() != null || pool.isAborted();
    }

    // ---- rounds

    /** Expands all waiting nodes above the limit that the strategy may need. */
    private void round() {
        startRound();
        resume(root, new int[0]);
        awaitOthers();
        Throwable e = failure.get();
        if (e instanceof RuntimeException r) {
            throw r;
        }
        if (e instanceof Error r) {
            throw r;
        }
        if (pool.isAborted()) {
            throw new CancellationException("another lemma failed");
        }
    }

    @Override
    void offer(SearchNode n, int[] code, int[] path) {
        synchronized (this) {
            outstanding++;
        }
        pool.offer(new Subtree(n, code, path));
    }

    private final class Subtree implements WorkPool.Task {
        private final SearchNode node;
        private final int[] code;
        private final int[] path;

        Subtree(SearchNode node, int[] code, int[] path) {
            this.node = node;
            this.code = code;
            this.path = path;
        }

        @Override
        public LemmaSearch owner() {
            return LemmaSearch.this;
        }

        @Override
        public void run(Prover p) {
            try {
                if (rounds.isBehindTrace(() -> path) || isStopped()) {
                    node.setWaiting(code);
                } else {
                    new SubtreeSearch(LemmaSearch.this, p, path).run(node, SystemCodec.decode(p.workspace(), code));
                }
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            } finally {
                synchronized (LemmaSearch.this) {
                    outstanding--;
                    LemmaSearch.this.notifyAll();
                }
            }
        }
    }

    /** Helps with own subtrees until none is left anywhere. */
    private void awaitOthers() {
        while (true) {
            WorkPool.Task t = pool.poll(this);
            if (t != null) {
                t.run(prover);
                continue;
            }
            synchronized (this) {
                if (outstanding == 0) {
                    return;
                }
                try {
                    wait(20);
                } catch (InterruptedException e) {
                    failure.compareAndSet(null, new IllegalStateException("interrupted", e));
                }
            }
        }
    }
}
