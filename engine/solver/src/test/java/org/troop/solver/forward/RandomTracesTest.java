package org.troop.solver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.troop.solver.forward.RandomTheory.Palette;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofListener;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.Strategy;
import org.troop.solver.search.TheoryProver;
import org.troop.solver.search.TraceReport;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.validate.Validation;
import org.troop.term.ac.AcLimitException;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.parse.TheoryParser;

/**
 * All traces of random theories are valid. {@code -Dtroop.validation.theories=N} sets the number of theories per palette,
 * {@code -Dtroop.validation.seed=S} the first seed.
 */
class RandomTracesTest {
    private static final int THEORIES = Integer.getInteger("troop.validation.theories", 12);
    private static final long FIRST = Long.getLong("troop.validation.seed", 5_000);
    private static final long MILLIS = 400;

    @ParameterizedTest
    @EnumSource(Palette.class)
    void validatesWhatTheSearchFinds(Palette palette) {
        System.out.printf(
                "validation: %s, seeds %d to %d (-Dtroop.validation.seed, -Dtroop.validation.theories)%n",
                palette, FIRST, FIRST + THEORIES - 1);
        List<String> complaints = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger valid = new AtomicInteger();
        LongStream.range(FIRST, FIRST + THEORIES).forEach(seed -> {
            for (LemmaResult r : results(seed, palette)) {
                for (TraceReport t : r.traces()) {
                    if (t.validation() instanceof Validation.Valid) {
                        valid.incrementAndGet();
                    } else {
                        complaints.add("seed " + seed + ", lemma " + r.lemma().name() + ", " + t);
                    }
                }
            }
        });
        assertEquals(List.of(), complaints);
        assertTrue(valid.get() > 0, "some trace");
    }

    /** Results of the lemmas that are done in time. */
    private static List<LemmaResult> results(long seed, Palette palette) {
        List<LemmaResult> out = Collections.synchronizedList(new ArrayList<>());
        ClosedTheory theory;
        try {
            theory = Verdicts.close(TheoryParser.parseString(RandomTheory.text(seed, palette), "seed " + seed));
        } catch (AcLimitException e) {
            return out;
        }
        ProofListener listener = new ProofListener() {
            @Override
            public void finished(LemmaResult result) {
                out.add(result);
            }
        };
        TheoryProver prover = new TheoryProver(
                theory, new ProverOptions(Strategy.NONE, 7, List.of(), new Limits(6, 3), 1), line -> {}, listener);
        Thread t = new Thread(
                () -> {
                    try {
                        prover.prove(l -> true);
                    } catch (CancellationException | AcLimitException e) {
                        // what was done before counts
                    }
                },
                "seed " + seed);
        t.start();
        try {
            t.join(MILLIS);
            prover.cancel();
            t.interrupt();
            t.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(out);
    }
}
