package org.troop.solver.search;

import org.troop.theory.syntax.Item.Lemma;

/**
 * Hears how the lemmas of a theory get on, from the threads that prove them: each call must be quick and safe beside
 * others. For a lemma, {@link #started} comes before {@link #finished} or {@link #failed}; a lemma that has neither a
 * proof nor is to be proved is not spoken of.
 */
public interface ProofListener {
    ProofListener NONE = new ProofListener() {};

    /** @param run can be asked and stopped at any time */
    default void started(StoppableLemma run) {}

    default void finished(LemmaResult result) {}

    /** The calling thread works for a lemma from now on, until it says {@link #rests}. */
    default void works(Lemma lemma) {}

    /** The calling thread works for the lemma no longer. */
    default void rests(Lemma lemma) {}

    /** The prover gives up all lemmas for this reason, and throws it when its threads have ended. */
    default void failed(Lemma lemma, Throwable reason) {}
}
