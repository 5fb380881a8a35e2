package org.troop.coordinator.store;

import org.jspecify.annotations.Nullable;
import org.troop.proto.Lemma;
import org.troop.proto.LemmaState;
import org.troop.proto.ProofStatus;

/**
 * One lemma of one sweep, as the store has it.
 *
 * @param heuristic rankings of this search of a race; empty without a race
 * @param cut an encoded {@link org.troop.proto.ProofHead}; null if it is not done
 */
public record SearchRow(
        String id,
        String sweep,
        String lemma,
        String heuristic,
        int strategy,
        long incarnation,
        LemmaState state,
        int limit,
        long nextUnit,
        long nodes,
        ProofStatus status,
        long steps,
        long units,
        long releases,
        long workMillis,
        long queued,
        long leased,
        long waiting,
        long started,
        long finished,
        String message,
        byte @Nullable [] cut,
        byte @Nullable [] fingerprint) {

    /** The lemma, in a race with the rankings. */
    public String label() {
        return heuristic.isEmpty() ? lemma : lemma + " [heuristic=" + heuristic + "]";
    }

    /** Whether it ended with a verdict. */
    public boolean isConclusive() {
        return state == LemmaState.LEMMA_STATE_DONE
                && (status == ProofStatus.PROOF_STATUS_COMPLETE || status == ProofStatus.PROOF_STATUS_TRACE_FOUND);
    }

    /** For clients. */
    public Lemma toProto() {
        return Lemma.newBuilder()
                .setName(lemma)
                .setState(state)
                .setStatus(status)
                .setSteps(state == LemmaState.LEMMA_STATE_DONE ? steps : nodes)
                .setQueued(queued)
                .setLeased(leased)
                .setWaiting(waiting)
                .setWorkMillis(workMillis)
                .setStartedMillis(started)
                .setFinishedMillis(finished)
                .setMessage(message)
                .setUnits(units)
                .setReleases(releases)
                .build();
    }
}
