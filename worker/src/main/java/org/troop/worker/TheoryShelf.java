package org.troop.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.proto.Theory;
import org.troop.solver.search.GoalOracle;
import org.troop.theory.guard.UnguardedException;
import org.troop.worker.theory.OpenedTheory;
import org.troop.worker.theory.TheoryFiles;

/** The theories that are open in this process, each opened once; the least recently used is closed first. Thread-safe. */
final class TheoryShelf {
    private static final Logger LOG = LoggerFactory.getLogger(TheoryShelf.class);
    private static final int MOST = 4;

    private final Path scratch;
    private final int threads;
    private final GoalOracle oracles;
    private final Function<String, Theory> fetch;
    private final Map<String, FutureTask<OpenedTheory>> open = new LinkedHashMap<>(16, 0.75f, true);

    /** @param fetch gets a theory by its identity */
    TheoryShelf(Path scratch, int threads, GoalOracle oracles, Function<String, Theory> fetch) {
        this.scratch = scratch;
        this.threads = threads;
        this.oracles = oracles;
        this.fetch = fetch;
    }

    /** @throws ExecutionException with the cause why it cannot be opened; another attempt may be made */
    OpenedTheory get(String identity) throws InterruptedException, ExecutionException {
        FutureTask<OpenedTheory> mine = new FutureTask<>(() -> open(identity));
        FutureTask<OpenedTheory> task;
        synchronized (this) {
            FutureTask<OpenedTheory> known = open.putIfAbsent(identity, mine);
            task = known == null ? mine : known;
            if (open.size() > MOST) {
                open.remove(open.keySet().iterator().next());
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

    private OpenedTheory open(String identity) throws IOException, UnguardedException {
        Theory t = fetch.apply(identity);
        if (!TheoryFiles.identity(t).equals(identity)) {
            throw new IllegalArgumentException("the theory that was sent is not the one that was asked for");
        }
        Path directory = Files.createDirectories(scratch.resolve(identity));
        long start = System.nanoTime();
        OpenedTheory opened =
                OpenedTheory.open(t, TheoryFiles.layOut(t, directory), threads, oracles, line -> LOG.debug("{}", line));
        LOG.info("opened theory {} in {} ms", opened.closed().theory().name(), (System.nanoTime() - start) / 1_000_000);
        return opened;
    }
}
