package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.Ranking;

/** Proves the lemmas of a closed theory on the threads of this process; results do not depend on their number. */
public final class TheoryProver {
    /** How many times a proof's number of steps a check may execute in search of other orders of cases. */
    private static final long OTHER_ORDERS = 30;

    /** Proofs are deep recursions over terms and trees. */
    private static final long STACK_BYTES = 1L << 30;

    private final ClosedTheory theory;
    private final ProverOptions options;
    private final Consumer<String> log;
    private final ProofListener listener;
    private final ExpansionWatch watch;
    private final RuleIndex rules;
    private final SharedSources sources;
    private final TraceCheck traces;
    private final @Nullable ClosedSubtrees closed;
    private volatile boolean cancelled;
    private volatile boolean checks;
    private volatile @Nullable WorkPool current;

    /** @param log gets progress lines for standard error, from any thread */
    public TheoryProver(ClosedTheory theory, ProverOptions options, Consumer<String> log) {
        this(theory, options, log, ProofListener.NONE);
    }

    /** @param log gets progress lines for standard error, from any thread */
    public TheoryProver(ClosedTheory theory, ProverOptions options, Consumer<String> log, ProofListener listener) {
        this(theory, options, log, listener, ExpansionWatch.NONE);
    }

    /** @param log gets progress lines for standard error, from any thread */
    public TheoryProver(
            ClosedTheory theory,
            ProverOptions options,
            Consumer<String> log,
            ProofListener listener,
            ExpansionWatch watch) {
        this.theory = theory;
        this.options = options;
        this.log = log;
        this.listener = listener;
        this.watch = watch;
        rules = new RuleIndex(theory);
        traces = new TraceCheck(theory);
        closed = watch == ExpansionWatch.NONE ? options.closedSubtrees() : null;
        sources = new SharedSources(theory, rules, options.limits(), options.threads(), log, options.sources());
    }

    /** How often closed subtrees were taken again. */
    public SubgoalCounts subgoals() {
        return closed == null ? new SubgoalCounts(0, 0, 0) : closed.counts();
    }

    public SharedSources sources() {
        return sources;
    }

    /** The systems inside proofs that this prover found. */
    public ProofSystems systems() {
        return new ProofSystems(theory, rules, sources, options);
    }

    /** Makes {@link #prove} end soon with a CancellationException, now or whenever it is called. */
    public void cancel() {
        cancelled = true;
        WorkPool pool = current;
        if (pool != null) {
            pool.abort();
        }
    }

    /**
     * Replays the stored proofs of all lemmas, to find out which hold: a proof does, too, if cases of one goal that only a
     * number tells apart stand in another order.
     *
     * @return one result per lemma, in file order
     */
    public List<LemmaResult> check() {
        checks = true;
        return prove(l -> false);
    }

    /**
     * Replays the stored proofs of all lemmas and completes those of the selected ones.
     *
     * @param selected lemmas whose open cases are searched
     * @return one result per lemma, in file order
     * @throws CancellationException if the calling thread was interrupted before everything was proved
     * @throws UnguardedLemmaException if a guarded form is needed that does not exist
     */
    public List<LemmaResult> prove(Predicate<Lemma> selected) {
        return prove(selected, Map.of());
    }

    /**
     * The same, continuing earlier searches.
     *
     * @param known by lemma; where the theory itself has a stored proof, that one counts
     */
    public List<LemmaResult> prove(Predicate<Lemma> selected, Map<String, KnownProof> known) {
        List<Lemma> lemmas = theory.lemmas();
        LemmaResult[] results = new LemmaResult[lemmas.size()];
        AtomicInteger next = new AtomicInteger();
        AtomicInteger left = new AtomicInteger(results.length);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        WorkPool pool = new WorkPool();
        current = pool;
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
        // Rankings that race have threads of their own, as many as there are.
        int rankings = Math.max(1, options.race().entrants().size());
        int drivers = Math.max(1, options.threads() / rankings);
        int racers = Math.min(options.threads(), drivers * rankings);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.threads() - racers + drivers; i++) {
            boolean drives = i < drivers;
            Runnable work = () -> {
                try {
                    int k;
                    while (drives && failure.get() == null && (k = next.getAndIncrement()) < results.length) {
                        results[k] = prove(lemmas.get(k), selected.test(lemmas.get(k)), known, pool);
                        if (left.decrementAndGet() == 0) {
                            pool.close();
                        }
                    }
                    help(pool);
                } catch (Throwable e) {
                    failure.compareAndSet(null, e);
                    pool.abort();
                }
            };
            Thread t = new Thread(null, work, "prover-" + i, STACK_BYTES);
            t.setDaemon(true);
            threads.add(t);
            t.start();
        }
        if (results.length == 0) {
            pool.close();
        }
        join(threads, pool);
        Throwable e = failure.get();
        if (e instanceof RuntimeException r) {
            throw r;
        }
        if (e instanceof Error r) {
            throw r;
        }
        if (e != null) {
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
        return List.of(results);
    }

    /** Expands subtrees of lemmas that other threads prove, until all lemmas are done. */
    private static void help(WorkPool pool) throws InterruptedException {
        LemmaSearch owner = null;
        Prover prover = null;
        WorkPool.Task t;
        while ((t = pool.take()) != null) {
            if (prover == null || owner != t.owner()) {
                owner = t.owner();
                prover = null;
                try {
                    prover = owner.proverForHelper();
                } catch (OutOfMemoryError e) {
                    owner.lemmaRun().stop(LemmaSearch.OUT_OF_MEMORY);
                }
            }
            t.run(prover);
        }
    }

    /** Waits for all threads; hands an interruption on to them. */
    private static void join(List<Thread> threads, WorkPool pool) {
        boolean interrupted = false;
        for (Thread t : threads) {
            while (true) {
                try {
                    t.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    pool.abort();
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private LemmaResult prove(Lemma lemma, boolean search, Map<String, KnownProof> known, WorkPool pool) {
        if (lemma.proof() == null && !search) {
            return LemmaResult.of(lemma, SearchNode.leaf(new ProofMethod.Sorry(null)), List.of());
        }
        try {
            LemmaResult result = lemma.proof() == null && options.race().isRun()
                    ? race(lemma, pool)
                    : alone(lemma, search, lemma.proof() == null ? known.get(lemma.name()) : null, pool);
            listener.finished(result);
            return result;
        } catch (CancellationException e) {
            throw e;
        } catch (Throwable e) {
            listener.failed(lemma, e);
            throw e;
        }
    }

    private LemmaResult alone(Lemma lemma, boolean search, @Nullable KnownProof known, WorkPool pool) {
        LemmaRun run = new LemmaRun(lemma, options.maxSteps(), listener);
        listener.started(run);
        return result(run, options.heuristic(), search, known, pool);
    }

    /** All rankings side by side; of a lemma without a stored proof. */
    private LemmaResult race(Lemma lemma, WorkPool pool) {
        LemmaRace race = new LemmaRace(lemma, options.race().entrants(), options.maxSteps(), listener);
        listener.started(race);
        LemmaResult result = race.run((run, e) -> result(run, e.rankings(), true, null, pool), STACK_BYTES);
        if (pool.isAborted()) {
            throw new CancellationException("another lemma failed");
        }
        return result;
    }

    private LemmaResult result(
            LemmaRun run, List<Ranking> heuristic, boolean search, @Nullable KnownProof known, WorkPool pool) {
        Lemma lemma = run.lemma();
        SearchNode root = run.root();
        try {
            LemmaContext context = LemmaContext.of(theory, lemma, heuristic);
            Prover prover = new Prover(rules, context, sources, options.oracles(), options.workspaceTerms(), watch)
                    .with(SubgoalReuse.of(closed, context, options.subgoals() == SubgoalSharing.CHECKED));
            List<SearchNode> open = known == null ? replay(run, prover, search) : resume(run, prover, known);
            for (SearchNode n : open) {
                n.become(new LemmaSearch(
                                prover,
                                pool,
                                options.strategy(),
                                options.bound(),
                                options.race().firstTraceEnds(),
                                run,
                                n,
                                log)
                        .run());
            }
            return LemmaResult.of(lemma, root, traces.check(lemma, root), run.stopReason());
        } catch (OutOfMemoryError e) {
            run.stop(LemmaSearch.OUT_OF_MEMORY);
        } catch (CancellationException e) {
            if (!run.isStopped() || pool.isAborted()) {
                throw e;
            }
        }
        run.closeOpenNodes(root);
        return LemmaResult.notReplayed(lemma, root, run.stopReason());
    }

    /** Builds the known tree at the root, where the search goes on if it had not ended. */
    private static List<SearchNode> resume(LemmaRun run, Prover prover, KnownProof known) {
        SearchNode root = run.root();
        run.enter(prover);
        try {
            ConstraintSystem start = prover.context().initialSystem(prover.workspace());
            SearchNode tree = Resumption.tree(known.proof());
            if (tree.isExpanded()) {
                root.become(tree);
                return List.of();
            }
            root.become(tree);
            if (known.isFinished()) {
                root.become(Resumption.result(prover.expander(), start, known.proof()));
                return List.of();
            }
            root.setWaiting(SystemCodec.encode(prover.workspace(), start));
            return List.of(root);
        } catch (UnguardedException e) {
            throw new UnguardedLemmaException(e);
        } finally {
            run.leave(prover);
        }
    }

    /** Replays the stored proof into the root; returns the nodes to search at. */
    private List<SearchNode> replay(LemmaRun run, Prover prover, boolean search) {
        ProofReplay replay = new ProofReplay(prover.expander(), search);
        ProofNode stored = run.lemma().proof();
        if (checks && stored != null) {
            replay.acceptEquivalent(OTHER_ORDERS * stored.size());
        }
        run.enter(prover);
        try {
            if (stored != null) {
                run.root().become(SearchNode.stored(stored));
            }
            ConstraintSystem start = prover.context().initialSystem(prover.workspace());
            replay.replay(start, stored == null ? ProofNode.open() : stored, run.root());
        } catch (UnguardedException e) {
            throw new UnguardedLemmaException(e);
        } finally {
            run.leave(prover);
        }
        run.addOpen(replay.open().size() - 1L);
        return replay.open();
    }
}
