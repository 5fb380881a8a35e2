package org.troop.cli.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.troop.cli.ExitCode;
import org.troop.solver.search.RunningLemma;

/** What is known of a sweep while it goes on. Safe from any thread. */
class SweepLog {
    /** A job whose search goes on, since when. */
    record Running(Job job, RunningLemma run, long since) {}

    private final Map<Job, StoredResult> results = new LinkedHashMap<>();
    private final Map<Job, Running> running = new LinkedHashMap<>();
    private final List<Double> seconds = new ArrayList<>();
    private int code = ExitCode.OK;

    synchronized void started(Job job, RunningLemma run) {
        running.put(job, new Running(job, run, System.nanoTime()));
    }

    /** A job is over. */
    synchronized void over(Job job, StoredResult result) {
        Running r = running.remove(job);
        if (r != null) {
            seconds.add((System.nanoTime() - r.since) / 1e9);
        }
        results.put(job, result);
    }

    /** A result that was there before. */
    synchronized void known(Job job, StoredResult result) {
        results.put(job, result);
    }

    /** What came of a job cannot be written down. */
    void notKept(Job job, IOException reason) {}

    synchronized void failedWith(int exitCode) {
        code = ExitCode.worse(code, exitCode);
    }

    /** Of what failed outside a lemma's verdict. */
    synchronized int failure() {
        return code;
    }

    synchronized StoredResult result(Job job) {
        return Objects.requireNonNull(results.get(job));
    }

    synchronized @Nullable StoredResult resultOrNull(Job job) {
        return results.get(job);
    }

    synchronized Map<Job, StoredResult> results() {
        return new LinkedHashMap<>(results);
    }

    /** In the order of their start. */
    synchronized List<Running> running() {
        return new ArrayList<>(running.values());
    }

    /** No job runs any more. */
    synchronized void noneRuns() {
        running.clear();
    }

    /** What the jobs of this process took, in the order of their ends. */
    synchronized List<Double> seconds() {
        return List.copyOf(seconds);
    }
}
