package org.troop.solver.forward;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Predicate;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.Strategy;
import org.troop.solver.search.TheoryProver;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.LemmaAttribute.Flag;
import org.troop.theory.syntax.Theory;

/** What the prover says about a theory, with growing bounds until it is sure or has taken long enough. */
final class Verdicts {
    private Verdicts() {}

    /**
     * The prover's answer to a lemma.
     *
     * @param deniesTraces whether it says that no trace of the wanted kind exists, relying on nothing unproved
     */
    record Verdict(Lemma lemma, Status status, long steps, boolean deniesTraces) {}

    static ClosedTheory close(Theory t) {
        try {
            return Closing.close(t, (signature, heads) -> new AcService(new AcSession(signature), heads));
        } catch (UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** @param millis most time to take */
    static List<Verdict> of(Theory t, long millis) {
        ClosedTheory closed = close(t);
        List<LemmaResult> results = new ArrayList<>();
        Thread prover = new Thread(() -> prove(closed, results), "verdicts");
        prover.setDaemon(true);
        prover.start();
        try {
            prover.join(millis);
            prover.interrupt();
            prover.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return verdicts(results);
    }

    /** Improves the results, which are complete or empty at any time, until all are settled or the thread is interrupted. */
    private static void prove(ClosedTheory closed, List<LemmaResult> results) {
        try {
            for (int bound = 4; bound <= 16; bound += 2) {
                List<Lemma> settled = results.stream()
                        .filter(r -> r.status() != Status.INCOMPLETE)
                        .map(LemmaResult::lemma)
                        .toList();
                if (!results.isEmpty() && settled.size() == results.size()) {
                    return;
                }
                List<LemmaResult> next = prove(closed, bound, l -> !settled.contains(l));
                List<LemmaResult> merged = results.isEmpty() ? next : merge(results, next);
                results.clear();
                results.addAll(merged);
            }
        } catch (CancellationException e) {
            // time is up; what there is counts
        }
    }

    private static List<LemmaResult> merge(List<LemmaResult> old, List<LemmaResult> fresh) {
        List<LemmaResult> out = new ArrayList<>();
        for (int i = 0; i < fresh.size(); i++) {
            boolean settled = old.get(i).status() != Status.INCOMPLETE;
            out.add(settled ? old.get(i) : fresh.get(i));
        }
        return out;
    }

    private static List<LemmaResult> prove(ClosedTheory t, int bound, Predicate<Lemma> selected) {
        return new TheoryProver(
                        t, new ProverOptions(Strategy.SEQDFS, bound, List.of(), new Limits(6, 3), 1), line -> {})
                .prove(selected);
    }

    private static List<Verdict> verdicts(List<LemmaResult> results) {
        boolean grounded = true;
        for (LemmaResult r : results) {
            grounded &= !r.lemma().has(Flag.SOURCES) || isProved(r);
        }
        List<Verdict> out = new ArrayList<>();
        for (LemmaResult r : results) {
            out.add(new Verdict(
                    r.lemma(),
                    r.status(),
                    r.steps(),
                    r.status() == Status.COMPLETE && (grounded || r.lemma().has(Flag.SOURCES))));
            grounded &= !r.lemma().has(Flag.REUSE) || isProved(r);
        }
        return out;
    }

    private static boolean isProved(LemmaResult r) {
        return r.status() == Status.COMPLETE && r.lemma().quantifier() == TraceQuantifier.ALL_TRACES;
    }
}
