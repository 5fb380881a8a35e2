package org.troop.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.proto.Theory;
import org.troop.solver.search.GoalOracle;
import org.troop.solver.search.SourceCache;
import org.troop.term.ac.AcService;
import org.troop.theory.guard.UnguardedException;
import org.troop.worker.theory.OpenedTheory;
import org.troop.worker.theory.ScratchDirectory;
import org.troop.worker.theory.TheoryFiles;

/** The theories that are open in this process, each opened once; the least recently used is closed first. Thread-safe. */
final class TheoryShelf {
    private static final Logger LOG = LoggerFactory.getLogger(TheoryShelf.class);
    private static final int MOST = 16;
    private static final AcService.Counts NO_QUERIES = new AcService.Counts(0, 0, 0);

    private final Path scratch;
    private final int threads;
    private final GoalOracle oracles;
    private final SourceCache sources;
    private final Function<String, Theory> fetch;
    private final WorkerMeters meters;
    /** Of theories that are not open any more. */
    private AcService.Counts closed = NO_QUERIES;

    private final LinkedHashMap<String, FutureTask<OpenedTheory>> open = new LinkedHashMap<>(16, 0.75f, true);

    /** @param fetch gets a theory by its identity */
    TheoryShelf(
            Path scratch,
            int threads,
            GoalOracle oracles,
            SourceCache sources,
            Function<String, Theory> fetch,
            WorkerMeters meters) {
        this.scratch = scratch;
        this.threads = threads;
        this.oracles = oracles;
        this.sources = sources;
        this.fetch = fetch;
        this.meters = meters;
    }

    /** @throws ExecutionException with the cause why it cannot be opened; another attempt may be made */
    OpenedTheory get(String identity) throws InterruptedException, ExecutionException {
        FutureTask<OpenedTheory> mine = new FutureTask<>(() -> open(identity));
        FutureTask<OpenedTheory> task;
        synchronized (this) {
            FutureTask<OpenedTheory> known = open.putIfAbsent(identity, mine);
            task = known == null ? mine : known;
            if (open.size() > MOST) {
                FutureTask<OpenedTheory> eldest = open.pollFirstEntry().getValue();
                closed = sum(closed, acQueries(eldest));
            }
        }
        if (task == mine) {
            mine.run();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            synchronized (this) {
                open.remove(identity, task);
            }
            throw e;
        }
    }

    /** Closes all theories but one. */
    synchronized void closeOthers(String identity) {
        open.entrySet().removeIf(e -> {
            boolean isOther = !e.getKey().equals(identity);
            if (isOther) {
                closed = sum(closed, acQueries(e.getValue()));
            }
            return isOther;
        });
    }

    synchronized int size() {
        return open.size();
    }

    /** Queries to AC unification in all theories that were ever open. */
    synchronized AcService.Counts acQueries() {
        AcService.Counts n = closed;
        for (FutureTask<OpenedTheory> t : open.values()) {
            n = sum(n, acQueries(t));
        }
        return n;
    }

    private static AcService.Counts acQueries(FutureTask<OpenedTheory> t) {
        return t.state() == Future.State.SUCCESS && t.resultNow().closed().ac() instanceof AcService ac
                ? ac.counts()
                : NO_QUERIES;
    }

    private static AcService.Counts sum(AcService.Counts a, AcService.Counts b) {
        return new AcService.Counts(a.trivial() + b.trivial(), a.cached() + b.cached(), a.computed() + b.computed());
    }

    private OpenedTheory open(String identity) throws IOException, UnguardedException {
        long start = System.nanoTime();
        Theory t = fetch.apply(identity);
        if (!TheoryFiles.identity(t).equals(identity)) {
            throw new IllegalArgumentException("the theory that was sent is not the one that was asked for");
        }
        // Where scripts run, nobody else's files are, and nobody else looks.
        Path directory = Files.createTempDirectory(
                Files.createDirectories(scratch).toAbsolutePath(), identity.substring(0, 12) + "-");
        OpenedTheory opened;
        try {
            opened = OpenedTheory.open(
                    t, TheoryFiles.layOut(t, directory), threads, oracles, sources, line -> LOG.debug("{}", line));
        } finally {
            if (oracles == GoalOracle.NONE) { // only scripts need the files from now on
                ScratchDirectory.delete(directory);
            }
        }
        meters.opened(System.nanoTime() - start);
        LOG.info("opened theory {} in {} ms", opened.closed().theory().name(), (System.nanoTime() - start) / 1_000_000);
        return opened;
    }
}
