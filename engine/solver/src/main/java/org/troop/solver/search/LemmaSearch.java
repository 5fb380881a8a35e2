package org.troop.solver.search;

import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.SystemCodec;
import org.troop.theory.syntax.ProofMethod;

/**
 * The search for a proof of one system by a strategy. A round expands the tree down to a limit, on this thread and on all
 * that are hungry; then the result is read off the tree as the strategy defines it. So it does not depend on who expanded
 * what, nor when.
 */
final class LemmaSearch {
    private static final int UNLIMITED = Integer.MAX_VALUE;
    private static final int FIRST_LIMIT = 4;
    private static final int MOST_KEPT = 1_000;

    private final Prover prover;
    private final WorkPool pool;
    private final int bound;
    private final Consumer<String> log;
    private final SearchNode root = new SearchNode();

    private volatile int limit;
    private volatile boolean cut;
    private final AtomicReference<int @Nullable []> firstTrace = new AtomicReference<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final AtomicLong expansions;
    private final AtomicInteger kept = new AtomicInteger();
    private int outstanding;
    private boolean stopsAtTrace;

    /**
     * @param bound nodes at this depth become sorry; {@link Integer#MAX_VALUE} without
     * @param expansions is counted up at each node that is expanded
     */
    LemmaSearch(Prover prover, WorkPool pool, int bound, AtomicLong expansions, Consumer<String> log) {
        this.prover = prover;
        this.pool = pool;
        this.bound = bound;
        this.expansions = expansions;
        this.log = log;
    }

    /** @param code the encoded system to start from */
    SearchNode run(int[] code, Strategy strategy) {
        root.setWaiting(code);
        return switch (strategy) {
            case DFS -> deepening();
            case SEQDFS -> {
                expandTo(UNLIMITED, true);
                ArrayDeque<Integer> path = new ArrayDeque<>();
                yield find(root, 0, UNLIMITED, path) ? onlyPath(root, path) : root;
            }
            case BFS -> breadthFirst();
            case NONE -> {
                expandTo(UNLIMITED, false);
                yield root;
            }
        };
    }

    /** A prover for this search's lemma, for another thread. */
    Prover proverForHelper() {
        return prover.copy();
    }

    // ---- what subtree searches ask and tell

    int limit() {
        return limit;
    }

    int bound() {
        return bound;
    }

    void setCut() {
        cut = true;
    }

    /** Whether the system of one more solved node is to be kept: of many traces only some are validated. */
    boolean keepsAnother() {
        return kept.incrementAndGet() <= MOST_KEPT;
    }

    void countExpansion() {
        expansions.incrementAndGet();
    }

    boolean isHungry() {
        return pool.isHungry();
    }

    boolean isStopped() {
        return failure.get() != null || pool.isAborted();
    }

    void traceFound(int[] path) {
        firstTrace.accumulateAndGet(path, (a, b) -> a == null || compare(b, a) < 0 ? b : a);
    }

    /** Whether a trace is known that comes first in preorder, so that the node is not needed. */
    boolean isBehindTrace(Supplier<int[]> path) {
        int[] t = firstTrace.get();
        return stopsAtTrace && t != null && compare(path.get(), t) > 0;
    }

    /** Preorder of paths. */
    private static int compare(int[] a, int[] b) {
        return java.util.Arrays.compare(a, b);
    }

    // ---- rounds

    /** Expands all waiting nodes above the limit that the strategy may need. */
    private void expandTo(int newLimit, boolean stopAtTrace) {
        limit = newLimit;
        stopsAtTrace = stopAtTrace;
        cut = false;
        firstTrace.set(null);
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

    /** Continues at the waiting nodes below an expanded one, in preorder. */
    private void resume(SearchNode n, int[] path) {
        if (isBehindTrace(() -> path)) {
            return;
        }
        int[] code = n.waiting();
        if (code != null) {
            if (path.length >= limit) {
                cut = true;
            } else if (pool.isHungry()) {
                n.setWaiting(null);
                offer(n, code, path);
            } else {
                n.setWaiting(null);
                new SubtreeSearch(this, prover, path).run(n, SystemCodec.decode(prover.workspace(), code));
            }
            return;
        }
        if (n.isExpanded() && n.isSolved()) {
            traceFound(path);
        }
        for (int i = 0; i < n.caseCount(); i++) {
            int[] p = java.util.Arrays.copyOf(path, path.length + 1);
            p[path.length] = i;
            resume(n.subproof(i), p);
        }
    }

    /** Leaves a subtree to any thread. */
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
                if (isBehindTrace(() -> path) || isStopped()) {
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

    // ---- depth first

    private SearchNode deepening() {
        for (long l = FIRST_LIMIT; ; l *= 2) {
            int depth = (int) Math.min(l, UNLIMITED);
            expandTo(depth, true);
            ArrayDeque<Integer> path = new ArrayDeque<>();
            if (find(root, 0, depth, path)) {
                return onlyPath(root, path);
            }
            if (!cut) {
                return root;
            }
        }
    }

    /** Preorder search for a trace below the limit; the path to it is the choice of children from the root on. */
    private static boolean find(SearchNode n, int depth, int limit, ArrayDeque<Integer> path) {
        if (depth >= limit || !n.isExpanded()) {
            return false;
        }
        if (n.isSolved()) {
            return true;
        }
        for (int i = 0; i < n.caseCount(); i++) {
            if (find(n.subproof(i), depth + 1, limit, path)) {
                path.addFirst(i);
                return true;
            }
        }
        return false;
    }

    private static SearchNode onlyPath(SearchNode n, ArrayDeque<Integer> path) {
        if (path.isEmpty()) {
            return n;
        }
        int i = path.removeFirst();
        SearchNode child = onlyPath(n.subproof(i), path);
        return new SearchNode(n.step(), new String[] {n.caseName(i)}, new SearchNode[] {child}, n.isAnnotated());
    }

    // ---- breadth first

    private boolean found;

    private SearchNode breadthFirst() {
        for (int level = 1; ; level++) {
            log.accept("searching for attacks at depth: " + level);
            expandTo(level + 1, false);
            boolean anyCut = cut;
            found = false;
            SearchNode tree = cutAt(root, 0, level);
            if (found) {
                log.accept("attack found at depth: " + level);
                return tree;
            }
            if (!anyCut) {
                return root;
            }
        }
    }

    private SearchNode cutAt(SearchNode n, int depth, int level) {
        found |= depth == level && n.isSolved();
        if (n.caseCount() == 0) {
            return n;
        }
        if (depth == level) {
            return SearchNode.leaf(new ProofMethod.Sorry(found ? "ignored (attack exists)" : "bound reached"));
        }
        String[] names = new String[n.caseCount()];
        SearchNode[] children = new SearchNode[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = n.caseName(i);
            children[i] = cutAt(n.subproof(i), depth + 1, level);
        }
        return new SearchNode(n.step(), names, children, n.isAnnotated());
    }
}
