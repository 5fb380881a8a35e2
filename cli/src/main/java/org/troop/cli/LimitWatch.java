package org.troop.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofListener;
import org.troop.solver.search.StoppableLemma;
import org.troop.theory.syntax.Item.Lemma;

/**
 * Ends the search of a lemma that has used what it may, and that of the largest lemma when the heap is nearly full, so that the
 * others go on. The engine knows no clock: this thread holds it.
 */
final class LimitWatch implements ProofListener, AutoCloseable {
    private static final int TICK_MILLIS = 100;

    private final Function<Lemma, LemmaLimits> limits;
    private final ProofListener next;
    private final HeapGauge heap = new HeapGauge();
    private final Map<String, Long> started = new LinkedHashMap<>();
    private final Map<String, StoppableLemma> running = new LinkedHashMap<>();
    private final Thread ticker;

    /**
     * @param limits of each lemma
     * @param next hears everything, too
     */
    LimitWatch(Function<Lemma, LemmaLimits> limits, ProofListener next) {
        this.limits = limits;
        this.next = next;
        ticker = Thread.ofPlatform().daemon().name("limits").start(this::tick);
    }

    @Override
    public void started(StoppableLemma run) {
        synchronized (this) {
            started.put(run.lemma().name(), System.nanoTime());
            running.put(run.lemma().name(), run);
        }
        next.started(run);
    }

    @Override
    public void finished(LemmaResult result) {
        synchronized (this) {
            running.remove(result.lemma().name());
        }
        next.finished(result);
    }

    @Override
    public void failed(Lemma lemma, Throwable reason) {
        next.failed(lemma, reason);
    }

    @Override
    public void works(Lemma lemma) {
        next.works(lemma);
    }

    @Override
    public void rests(Lemma lemma) {
        next.rests(lemma);
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                List<StoppableLemma> all;
                synchronized (this) {
                    all = new ArrayList<>(running.values());
                }
                all.forEach(this::check);
                if (heap.isNearlyFull()) {
                    all.stream()
                            .flatMap(r -> r.parts().stream())
                            .max(Comparator.comparingLong(StoppableLemma::bytes))
                            .ifPresent(r -> r.stop("out of memory: the heap of "
                                    + LemmaLimits.sizeText(Runtime.getRuntime().maxMemory()) + " is nearly full"));
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void check(StoppableLemma r) {
        LemmaLimits most = limits.apply(r.lemma());
        long since;
        synchronized (this) {
            since = started.getOrDefault(r.lemma().name(), System.nanoTime());
        }
        if (most.seconds() != LemmaLimits.NONE
                && System.nanoTime() - since >= TimeUnit.SECONDS.toNanos(most.seconds())) {
            r.stop("time limit of " + most.timeText() + " reached");
        }
        for (StoppableLemma p : r.parts()) {
            if (most.bytes() != LemmaLimits.NONE && p.bytes() > most.bytes()) {
                p.stop("memory limit of " + LemmaLimits.sizeText(most.bytes()) + " reached");
            }
        }
    }

    @Override
    public void close() {
        ticker.interrupt();
    }
}
