package org.troop.solver.search;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/**
 * One lemma's run: its counters, the root of its proof, the threads that work on it, and whether it is to end. To stop it,
 * the threads are interrupted, which reductions notice between passes; a thread that leaves forgets the interruption.
 */
final class LemmaRun implements StoppableLemma {
    /** A node of the tree with step, goal and names of cases, as measured on proofs of millions of steps. */
    private static final long NODE_BYTES = 200;
    /** A system on a stack: its arrays, without its terms. */
    private static final long SYSTEM_BYTES = 4_000;
    /** A term with its share of the store's tables. */
    static final long TERM_BYTES = 100;

    private final Lemma lemma;
    private final long maxSteps;
    private final ProofListener listener;
    private final AtomicLong expanded = new AtomicLong();
    /** Without those where it was known what to do. */
    private final AtomicLong searched = new AtomicLong();

    private final AtomicLong reused = new AtomicLong();

    private final AtomicLong open = new AtomicLong(1);
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong waitingInts = new AtomicLong();
    private final AtomicInteger depth = new AtomicInteger();
    private final Set<Prover> provers = new HashSet<>();
    private final Set<Thread> threads = new HashSet<>();
    private final SearchNode root = new SearchNode();
    private volatile @Nullable String stopped;

    /** @param maxSteps nodes that may be expanded; {@link Long#MAX_VALUE} without limit */
    LemmaRun(Lemma lemma, long maxSteps, ProofListener listener) {
        this.lemma = lemma;
        this.maxSteps = maxSteps;
        this.listener = listener;
    }

    @Override
    public Lemma lemma() {
        return lemma;
    }

    SearchNode root() {
        return root;
    }

    // ---- what the search tells

    /** A thread begins to work for the lemma. */
    void enter(Prover prover) {
        listener.works(lemma);
        join(prover);
    }

    private synchronized void join(Prover prover) {
        threads.add(Thread.currentThread());
        provers.add(prover);
        if (stopped != null) {
            Thread.currentThread().interrupt();
        }
    }

    /** The thread works for the lemma no longer. */
    void leave(Prover prover) {
        part(prover);
        listener.rests(lemma);
    }

    private synchronized void part(Prover prover) {
        threads.remove(Thread.currentThread());
        provers.remove(prover);
        if (stopped != null) {
            Thread.interrupted();
        }
    }

    /** Counts a node that is to be expanded by the search; false, and the run ends, if there have been enough. */
    boolean mayExpand() {
        if (searched.getAndIncrement() >= maxSteps) {
            stop("limit of " + maxSteps + (maxSteps == 1 ? " node" : " nodes") + " reached");
            return false;
        }
        return true;
    }

    void expanded(int nodeDepth, int cases) {
        expanded.incrementAndGet();
        open.addAndGet(cases - 1L);
        if (nodeDepth > depth.get()) {
            depth.accumulateAndGet(nodeDepth, Math::max);
        }
    }

    /** A node became a closed tree of so many nodes. */
    void reused(int nodeDepth, int nodes) {
        expanded(nodeDepth, 0);
        expanded.decrementAndGet();
        reused.addAndGet(nodes);
    }

    /** Nodes became known other than by an expansion. */
    void addOpen(long nodes) {
        open.addAndGet(nodes);
    }

    void nowWaiting(int[] code) {
        waiting.incrementAndGet();
        waitingInts.addAndGet(code.length);
    }

    void noLongerWaiting(int[] code) {
        waiting.decrementAndGet();
        waitingInts.addAndGet(-code.length);
    }

    boolean isStopped() {
        return stopped != null;
    }

    /** Why it was stopped; null if it was not. */
    @Nullable
    String stopReason() {
        return stopped;
    }

    /** Whether subtrees must be expanded in order, because the run ends after so many. */
    boolean isSequential() {
        return maxSteps != Long.MAX_VALUE;
    }

    /** Turns the open nodes of a tree into {@code sorry} when the run has been stopped. */
    void closeOpenNodes(SearchNode tree) {
        Step sorry = new Step.Plain(new ProofMethod.Sorry(stopped));
        ArrayDeque<SearchNode> stack = new ArrayDeque<>();
        stack.push(tree);
        while (!stack.isEmpty()) {
            SearchNode n = stack.pop();
            if (!n.isExpanded()) {
                n.expandAsKnown(); // the open nodes are below
            }
            if (!n.isExpanded()) {
                n.expand(sorry, List.of());
            }
            for (int i = 0; i < n.caseCount(); i++) {
                stack.push(n.subproof(i));
            }
        }
    }

    // ---- what others ask

    @Override
    public long expanded() {
        return expanded.get();
    }

    @Override
    public long reused() {
        return reused.get();
    }

    @Override
    public long open() {
        return Math.max(0, open.get());
    }

    @Override
    public int depth() {
        return depth.get();
    }

    @Override
    public long bytes() {
        long onStacks = Math.max(0, open.get() - waiting.get());
        long terms = 0;
        synchronized (this) {
            for (Prover p : provers) {
                terms += p.terms();
            }
        }
        return (expanded.get() + open.get()) * NODE_BYTES
                + waitingInts.get() * Integer.BYTES
                + onStacks * SYSTEM_BYTES
                + terms * TERM_BYTES;
    }

    @Override
    public synchronized void stop(String reason) {
        if (stopped == null) {
            stopped = reason;
            threads.forEach(Thread::interrupt);
        }
    }

    @Override
    public ProofTree partialProof() {
        return new PartialProof(root, "not finished");
    }
}
