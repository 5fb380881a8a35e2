package org.troop.solver.search;

import java.util.function.LongSupplier;
import org.troop.theory.syntax.Item.Lemma;

/**
 * Hears how the lemmas of a theory get on, from the threads that prove them: each call must be quick and safe beside
 * others. For a lemma, {@link #started} comes before {@link #finished} or {@link #failed}; a lemma that has neither a
 * proof nor is to be proved is not spoken of.
 */
public interface ProofListener {
    ProofListener NONE = new ProofListener() {};

    /** @param expanded how many nodes were expanded so far, those that the proof leaves out included; ask at any time */
    default void started(Lemma lemma, LongSupplier expanded) {}

    default void finished(LemmaResult result) {}

    /** The prover gives up all lemmas for this reason, and throws it when its threads have ended. */
    default void failed(Lemma lemma, Throwable reason) {}
}
