package org.troop.solver.search;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
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

    static final String OUT_OF_MEMORY = "out of memory";

    private final WorkPool pool;
    private final Consumer<String> log;
    private final LemmaRun run;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicInteger kept = new AtomicInteger();
    private final boolean firstTraceEnds;
    private final AtomicReference<int @Nullable []> anyTrace = new AtomicReference<>();
    private int outstanding;

    /**
     * @param bound nodes at this depth become sorry; {@link Integer#MAX_VALUE} without
     * @param firstTraceEnds whichever trace is found first is the proof
     * @param root where the proof grows: a node that waits, or a tree with such nodes
     */
    LemmaSearch(
            Prover prover,
            WorkPool pool,
            Strategy strategy,
            int bound,
            boolean firstTraceEnds,
            LemmaRun run,
            SearchNode root,
            Consumer<String> log) {
        super(prover, new Rounds(strategy), bound, root);
        this.pool = pool;
        this.firstTraceEnds = firstTraceEnds;
        this.run = run;
        this.log = log;
    }

    /** The proof, which uses nodes of the tree below the root. If the run was stopped, open nodes are {@code sorry}. */
    SearchNode run() {
        run.enter(prover);
        try {
            boolean levels = rounds.strategy() == Strategy.BFS;
            ProofCut result;
            do {
                if (levels) {
                    log.accept("searching for attacks at depth: " + rounds.level());
                }
                round();
                int[] trace = anyTrace.get();
                if (trace != null) {
                    return ProofCutting.apply(new ProofCut.PathTo(trace), root);
                }
                if (run.isStopped()) {
                    return stopped();
                }
                result = rounds.end(isCut());
            } while (result == null);
            if (result instanceof ProofCut.Level l) {
                log.accept("attack found at depth: " + l.depth());
            }
            return ProofCutting.apply(result, root);
        } finally {
            run.leave(prover);
        }
    }

    /** What is known: the path to a trace if there is one and it ends the search; else the tree with its open nodes. */
    private SearchNode stopped() {
        int[] trace = rounds.stopsAtTrace() ? rounds.firstTrace() : null;
        SearchNode tree = trace == null ? root : ProofCutting.apply(new ProofCut.PathTo(trace), root);
        run.closeOpenNodes(tree);
        return tree;
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

    LemmaRun lemmaRun() {
        return run;
    }

    @Override
    void traceFound(int[] path) {
        super.traceFound(path);
        if (firstTraceEnds) {
            anyTrace.compareAndSet(null, path);
        }
    }

    @Override
    boolean mayExpand() {
        return run.mayExpand();
    }

    @Override
    void countExpansion(int depth, int cases) {
        run.expanded(depth, cases);
    }

    @Override
    void countReuse(int depth, int nodes) {
        run.reused(depth, nodes);
    }

    @Override
    void leaveWaiting(SearchNode n, int[] code) {
        super.leaveWaiting(n, code);
        run.nowWaiting(code);
    }

    @Override
    void take(SearchNode n, int[] code) {
        super.take(n, code);
        run.noLongerWaiting(code);
    }

    @Override
    boolean isHungry() {
        return pool.isHungry() && !run.isSequential();
    }

    @Override
    boolean isStopped() {
        return failure.get() != null || anyTrace.get() != null || pool.isAborted() || run.isStopped();
    }

    // ---- rounds

    /** Expands all waiting nodes above the limit that the strategy may need. */
    private void round() {
        startRound();
        guarded(() -> resume(root, new int[0]));
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

    /** Notes what ends an expansion: exhausted memory ends this run; anything else that was not asked for, all runs. */
    private void guarded(Runnable expansion) {
        try {
            expansion.run();
        } catch (OutOfMemoryError e) {
            run.stop(OUT_OF_MEMORY);
        } catch (CancellationException e) {
            if (!run.isStopped()) {
                failure.compareAndSet(null, e);
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
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
        public void run(@Nullable Prover p) {
            try {
                if (p == prover) {
                    guarded(() -> expand(p));
                } else if (p != null) {
                    expandFor(p);
                }
            } finally {
                synchronized (LemmaSearch.this) {
                    outstanding--;
                    LemmaSearch.this.notifyAll();
                }
            }
        }

        private void expandFor(Prover p) {
            run.enter(p);
            try {
                guarded(() -> expand(p));
            } finally {
                run.leave(p);
            }
        }

        private void expand(Prover p) {
            if (rounds.isBehindTrace(() -> path) || isStopped()) {
                leaveWaiting(node, code);
            } else {
                new SubtreeSearch(LemmaSearch.this, p, path).run(node, SystemCodec.decode(p.workspace(), code));
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
                    if (!run.isStopped()) {
                        failure.compareAndSet(null, new IllegalStateException("interrupted", e));
                    }
                }
            }
        }
    }
}
