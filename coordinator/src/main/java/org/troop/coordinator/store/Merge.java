package org.troop.coordinator.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.proto.ProofStatus;
import org.troop.proto.Trace;

/**
 * What a merged unit changes: one transaction.
 *
 * @param children take the holes of the fragment, in order
 * @param nextUnit first number that is free afterwards
 * @param status the strongest status of all closed nodes of the search
 * @param end null if the search goes on
 */
public record Merge(
        String search,
        long incarnation,
        long unit,
        byte[] fragment,
        List<Child> children,
        List<Trace> traces,
        long nextUnit,
        int limit,
        long nodes,
        ProofStatus status,
        long workMillis,
        byte[] fingerprint,
        Counts counts) {

    /** A new open node. */
    public record Child(long unit, int[] path, byte[] system) {}

    /** Open nodes by state, and leases that were given again. */
    public record Counts(long queued, long leased, long waiting, long releases) {}

    /**
     * How a search ended.
     *
     * @param cut an encoded {@link org.troop.proto.ProofHead}; null if there is no proof
     * @param openAs the fragment that takes the place of every open node; null if the proof needs none of them
     */
    public record End(
            boolean failed,
            byte @Nullable [] cut,
            ProofStatus status,
            long steps,
            String message,
            byte @Nullable [] openAs) {
        public End(boolean failed, byte @Nullable [] cut, ProofStatus status, long steps, String message) {
            this(failed, cut, status, steps, message, null);
        }

        /** Whether the lemma has a verdict. */
        public boolean isConclusive() {
            return !failed
                    && (status == ProofStatus.PROOF_STATUS_COMPLETE || status == ProofStatus.PROOF_STATUS_TRACE_FOUND);
        }
    }
}
