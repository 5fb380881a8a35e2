package org.troop.cli.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.troop.cli.Complaint;
import org.troop.cli.ExitCode;
import org.troop.cli.LemmaLimits;
import org.troop.cli.LoadedTheory;
import org.troop.cli.PartialProofs;
import org.troop.cli.Preflight;
import org.troop.cli.UsageException;
import org.troop.cli.report.SweepReport.Cost;
import org.troop.cli.report.TracePicture;
import org.troop.cli.sweep.StateDirectory.Attempts;
import org.troop.solver.search.KnownProof;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofSystems;
import org.troop.solver.search.StoppableLemma;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;

/**
 * Proves the jobs of a group on one closed theory. What ends one lemma leaves the others alone; a thread of its own writes
 * down what comes of them.
 */
final class GroupRun implements LoadedTheory.Sweeper {
    /** Longer than any lemma's result takes to write, and shorter than anybody waits for a process to end. */
    private static final int PATIENCE_SECONDS = 20;

    private final LoadedTheory theory;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final StateDirectory state;
    private final SweepLog log;
    private final ResultMaker results;
    private final LemmaMeter meter = new LemmaMeter();
    private final Map<String, Attempts> attempts = new HashMap<>();
    private final Map<String, StoppableLemma> running = new LinkedHashMap<>();
    private final ExecutorService scribe = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("scribe").factory());
    private volatile @Nullable ProofSystems systems;
    private @Nullable String failed;

    GroupRun(LoadedTheory theory, List<Job> jobs, StateDirectory state, SweepLog log, ResultMaker results) {
        this.theory = theory;
        jobs.forEach(j -> this.jobs.put(j.lemma(), j));
        this.state = state;
        this.log = log;
        this.results = results;
    }

    // ---- the run

    /** Proves until every job is over. */
    void run() throws IOException {
        for (Job j : jobs.values()) {
            attempts.put(j.lemma(), state.attempts(j));
        }
        dropWhatCannotBeSearched();
        while (!jobs.isEmpty()) {
            Map<String, KnownProof> known = partialProofs();
            List<String> names = List.copyOf(jobs.keySet());
            try {
                theory.sweep(l -> names.contains(l.name()), known, line -> {}, this);
                if (!jobs.isEmpty()) {
                    throw new IllegalStateException("the prover has forgotten it");
                }
            } catch (RuntimeException | Error e) {
                lose(e);
            }
        }
        scribe.shutdown();
    }

    private void dropWhatCannotBeSearched() throws IOException {
        for (Job j : List.copyOf(jobs.values())) {
            try {
                Preflight.check(theory, l -> l.name().equals(j.lemma()));
            } catch (RuntimeException e) {
                failed = j.lemma();
                lose(e);
            }
        }
    }

    /** An error has ended the run: the lemma that it came from is over, the others begin again where they were. */
    private synchronized void lose(Throwable e) throws IOException {
        String lemma = failed != null ? failed : jobs.keySet().iterator().next();
        Complaint c = Complaint.about(e, lemma);
        Job job = jobs.remove(lemma);
        if (job != null) {
            boolean isMemory = e instanceof OutOfMemoryError;
            log.over(
                    job,
                    results.failed(job, theory, isMemory ? "out of memory" : c.text(), isMemory, meter.cost(lemma)));
            state.keep(job, log.result(job), false);
        }
        log.failedWith(c.exitCode());
        failed = null;
        running.keySet().forEach(meter::ends);
        running.clear();
    }

    private Map<String, KnownProof> partialProofs() throws IOException {
        Map<String, KnownProof> out = new HashMap<>();
        for (Job j : jobs.values()) {
            if (Files.isRegularFile(state.partial(j))) {
                try {
                    KnownProof p = PartialProofs.read(state.partial(j), theory).get(j.lemma());
                    if (p != null) {
                        out.put(j.lemma(), p);
                    }
                } catch (UsageException e) {
                    attempts.put(j.lemma(), Attempts.NONE); // of another theory: the search begins anew
                }
            } else {
                Attempts a = attempts.getOrDefault(j.lemma(), Attempts.NONE);
                attempts.put(j.lemma(), new Attempts(a.deaths(), 0, 0));
            }
        }
        return out;
    }

    // ---- what the prover says

    @Override
    public void begins(ProofSystems s) {
        systems = s;
    }

    @Override
    public LemmaLimits limits(Lemma lemma) {
        Job j = job(lemma.name());
        return j == null ? LemmaLimits.UNLIMITED : j.settings().lemmaLimits();
    }

    private synchronized @Nullable Job job(String lemma) {
        return jobs.get(lemma);
    }

    @Override
    public void started(StoppableLemma run) {
        String lemma = run.lemma().name();
        Job j;
        synchronized (this) {
            j = jobs.get(lemma);
            if (j == null) {
                return;
            }
            running.put(lemma, run);
        }
        Attempts a = attempts.getOrDefault(lemma, Attempts.NONE);
        meter.starts(run, a);
        log.started(j, run);
        write(j, () -> {
            if (job(lemma) != null) {
                state.running(j, a);
            }
        });
    }

    @Override
    public void works(Lemma lemma) {
        meter.works(lemma);
    }

    @Override
    public void rests(Lemma lemma) {
        meter.rests(lemma);
    }

    @Override
    public void finished(LemmaResult result) {
        String lemma = result.lemma().name();
        Job j = job(lemma);
        if (j == null) {
            return;
        }
        StoredResult r = results.of(j, theory, result, meter.cost(lemma));
        synchronized (this) { // at once, so that leave() either writes its proof so far or waits for its result
            jobs.remove(lemma);
            running.remove(lemma);
            write(j, () -> keep(j, r, result));
        }
        meter.ends(lemma);
        log.over(j, r);
    }

    @Override
    public synchronized void failed(Lemma lemma, Throwable reason) {
        if (failed == null) {
            failed = lemma.name();
        }
    }

    @Override
    public void ends() {
        Future<?> written;
        synchronized (this) {
            if (scribe.isShutdown()) {
                return;
            }
            written = scribe.submit(() -> {});
        }
        try {
            written.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- what is kept

    private interface Writing {
        void run() throws IOException;
    }

    /** Nothing is written any more when the process is about to end and all proofs so far are kept. */
    private synchronized void write(Job job, Writing what) {
        if (scribe.isShutdown()) {
            return;
        }
        scribe.execute(() -> {
            try {
                what.run();
            } catch (IOException e) {
                log.notKept(job, e);
            } catch (OutOfMemoryError e) {
                log.notKept(job, new IOException("out of memory", e));
            }
        });
    }

    private void keep(Job job, StoredResult stored, LemmaResult result) throws IOException {
        boolean goesOn = PartialProofs.isPartial(result);
        if (goesOn) {
            PartialProofs.write(state.partial(job), theory, Map.of(job.lemma(), result));
        }
        state.keepProof(job, out -> ResultMaker.printProof(result, out));
        ProofSystems s = systems;
        String graph = s == null ? null : TracePicture.of(theory.open().name(), s, result);
        if (graph != null) {
            state.keepGraph(job, graph);
        }
        state.keep(job, stored, goesOn);
    }

    /** Notes the memory of running lemmas. */
    void sample() {
        meter.sample();
    }

    /** Keeps the proofs so far of all lemmas that run. */
    void checkpoint() throws IOException {
        for (StoppableLemma run : runningNow()) {
            Job j = job(run.lemma().name());
            if (j != null) {
                checkpoint(j, run, false);
            }
        }
    }

    private synchronized List<StoppableLemma> runningNow() {
        return new ArrayList<>(running.values());
    }

    private void checkpoint(Job j, StoppableLemma run, boolean isLast) throws IOException {
        Cost c = meter.cost(j.lemma());
        LemmaResult soFar = new LemmaResult(
                run.lemma(), run.partialProof(), Status.INCOMPLETE, run.expanded(), List.of(), "interrupted");
        Attempts a =
                new Attempts(attempts.getOrDefault(j.lemma(), Attempts.NONE).deaths(), c.seconds(), c.cpuSeconds());
        PartialProofs.write(state.partial(j), theory, Map.of(j.lemma(), soFar));
        if (job(j.lemma()) == null) {
            Files.deleteIfExists(state.partial(j)); // it ended meanwhile
        } else if (isLast) {
            state.stopped(j, a);
        } else {
            state.running(j, a);
        }
    }

    /** The process is about to end: keeps what is known. */
    void leave() {
        try {
            for (StoppableLemma run : runningNow()) {
                Job j = job(run.lemma().name());
                if (j != null) {
                    checkpoint(j, run, true);
                }
            }
            synchronized (this) {
                scribe.shutdown();
            }
            if (!scribe.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                log.failedWith(ExitCode.INTERNAL);
            }
        } catch (IOException e) {
            log.notKept(jobs.values().iterator().next(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
