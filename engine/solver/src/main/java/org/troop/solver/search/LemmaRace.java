package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.RaceReport.Fate;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.ProofTree;

/**
 * Searches of one lemma with several rankings, each on a thread of its own, so that the first verdict comes even if the others
 * never end. It ends the others. Which one is first depends on timing; the winner's proof is the one that its ranking alone
 * gives. Without a verdict the first search that was not a failure stands for all.
 */
final class LemmaRace implements StoppableLemma {
    static final String OTHER_WAS_FIRST = "another ranking was first";

    private static final int NOBODY = -1;

    /** Searches with one of the rankings. */
    interface Searcher {
        LemmaResult search(LemmaRun run, Race.Entrant entrant);
    }

    private final Lemma lemma;
    private final List<Race.Entrant> entrants;
    private final List<LemmaRun> runs = new ArrayList<>();
    private final AtomicInteger winner = new AtomicInteger(NOBODY);
    private final @Nullable LemmaResult[] results;
    private final @Nullable Throwable[] failures;

    LemmaRace(Lemma lemma, List<Race.Entrant> entrants, long maxSteps, ProofListener listener) {
        this.lemma = lemma;
        this.entrants = entrants;
        results = new LemmaResult[entrants.size()];
        failures = new Throwable[entrants.size()];
        entrants.forEach(e -> runs.add(new LemmaRun(lemma, maxSteps, listener)));
    }

    /**
     * Runs the race; if all searches fail, the failure of the first one is thrown.
     *
     * @param stackBytes of the threads that search
     */
    LemmaResult run(Searcher searcher, long stackBytes) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            int k = i;
            Thread t = new Thread(null, () -> search(k, searcher), "racer-" + lemma.name() + "-" + i, stackBytes);
            t.setDaemon(true);
            threads.add(t);
        }
        threads.forEach(Thread::start);
        await(threads);
        return result();
    }

    private void search(int i, Searcher searcher) {
        try {
            LemmaResult r = searcher.search(runs.get(i), entrants.get(i));
            results[i] = r;
            if (isVerdict(r) && winner.compareAndSet(NOBODY, i)) {
                for (int k = 0; k < runs.size(); k++) {
                    if (k != i) {
                        runs.get(k).stop(OTHER_WAS_FIRST);
                    }
                }
            }
        } catch (Throwable e) {
            failures[i] = e;
        }
    }

    private static boolean isVerdict(LemmaResult r) {
        return r.status() == Status.COMPLETE || r.status() == Status.TRACE_FOUND;
    }

    /** Waits for all of them; hands an interruption on. */
    private static void await(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread t : threads) {
            while (t.isAlive()) {
                try {
                    t.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private LemmaResult result() {
        LemmaResult first = winner.get() == NOBODY ? null : results[winner.get()];
        for (int i = 0; first == null && i < results.length; i++) {
            first = results[i];
        }
        if (first != null) {
            return first.ofRace(report());
        }
        Throwable e = failures[0];
        if (e instanceof RuntimeException r) {
            throw r;
        }
        if (e instanceof Error r) {
            throw r;
        }
        throw (CancellationException) new CancellationException("interrupted").initCause(e);
    }

    private RaceReport report() {
        List<RaceReport.Entrant> out = new ArrayList<>();
        for (int i = 0; i < results.length; i++) {
            out.add(report(i));
        }
        int w = winner.get();
        return new RaceReport(w == NOBODY ? "" : entrants.get(w).text(), out);
    }

    private RaceReport.Entrant report(int i) {
        String text = entrants.get(i).text();
        LemmaResult r = results[i];
        if (r == null) {
            Throwable e = failures[i];
            String why = e == null || e.getMessage() == null ? String.valueOf(e) : e.getMessage();
            return new RaceReport.Entrant(text, Fate.FAILED, 0, why);
        }
        if (i == winner.get()) {
            return new RaceReport.Entrant(text, Fate.WON, r.steps(), null);
        }
        if (winner.get() != NOBODY && (isVerdict(r) || OTHER_WAS_FIRST.equals(r.stopped()))) {
            return new RaceReport.Entrant(text, Fate.CANCELLED, r.steps(), OTHER_WAS_FIRST);
        }
        return new RaceReport.Entrant(text, Fate.INCOMPLETE, r.steps(), r.stopped());
    }

    // ---- what others ask

    @Override
    public Lemma lemma() {
        return lemma;
    }

    @Override
    public long expanded() {
        return sum(LemmaRun::expanded);
    }

    @Override
    public long reused() {
        return sum(LemmaRun::reused);
    }

    @Override
    public long open() {
        return sum(LemmaRun::open);
    }

    @Override
    public int depth() {
        return runs.stream().mapToInt(LemmaRun::depth).max().orElse(0);
    }

    @Override
    public long bytes() {
        return sum(LemmaRun::bytes);
    }

    private long sum(ToLongFunction<LemmaRun> of) {
        return runs.stream().mapToLong(of).sum();
    }

    /** Nobody knows yet whose proof it will be. */
    @Override
    public ProofTree partialProof() {
        return ProofNode.open();
    }

    @Override
    public List<LemmaRun> parts() {
        return runs;
    }

    @Override
    public void stop(String reason) {
        runs.forEach(r -> r.stop(reason));
    }
}
