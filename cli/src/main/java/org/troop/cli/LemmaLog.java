package org.troop.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofListener;
import org.troop.solver.search.RunningLemma;
import org.troop.solver.search.StoppableLemma;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;

/** Keeps what is known about the lemmas of a theory while they are proved: for progress, errors and Ctrl-C. */
public class LemmaLog implements ProofListener {
    /** A lemma whose search goes on. */
    public record Running(RunningLemma run, long since) {
        public Lemma lemma() {
            return run.lemma();
        }
    }

    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Map<String, LemmaResult> finished = new LinkedHashMap<>();
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private @Nullable String failed;

    @Override
    public void started(StoppableLemma run) {
        watch(run);
    }

    /** The same of a lemma that other processes prove. */
    synchronized void watch(RunningLemma run) {
        running.put(run.lemma().name(), new Running(run, System.nanoTime()));
    }

    @Override
    public synchronized void finished(LemmaResult result) {
        Running r = running.remove(result.lemma().name());
        if (r != null) {
            seconds.put(result.lemma().name(), (System.nanoTime() - r.since) / 1e9);
        }
        finished.put(result.lemma().name(), result);
    }

    @Override
    public synchronized void failed(Lemma lemma, Throwable reason) {
        if (failed == null) {
            failed = lemma.name();
        }
    }

    /** In the order of their start. */
    public synchronized List<Running> running() {
        return new ArrayList<>(running.values());
    }

    synchronized @Nullable Running running(String lemma) {
        return running.get(lemma);
    }

    /** How long the proof of a lemma took; negative if it has not ended or there was none to find. */
    synchronized double seconds(String lemma) {
        return seconds.getOrDefault(lemma, -1.0);
    }

    /** By name, in the order in which they ended. */
    synchronized Map<String, LemmaResult> finished() {
        return new LinkedHashMap<>(finished);
    }

    /** What is known by now: results, and the proofs so far of lemmas whose search goes on. */
    synchronized Map<String, LemmaResult> soFar() {
        Map<String, LemmaResult> out = new LinkedHashMap<>(finished);
        for (Running r : running.values()) {
            out.put(
                    r.lemma().name(),
                    new LemmaResult(
                            r.lemma(),
                            r.run().partialProof(),
                            Status.INCOMPLETE,
                            r.run().expanded(),
                            List.of(),
                            "interrupted"));
        }
        return out;
    }

    /** The lemma that ended the run with an error; null without. */
    public synchronized @Nullable String failed() {
        return failed;
    }
}
