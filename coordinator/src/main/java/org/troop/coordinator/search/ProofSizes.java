package org.troop.coordinator.search;

import org.troop.coordinator.store.Reads;
import org.troop.proto.ProofStatus;
import org.troop.solver.search.ProofAssembly;
import org.troop.solver.search.ProofCut;
import org.troop.term.store.Heads;

/** Sizes of proofs that are parts of their trees. */
final class ProofSizes {
    private ProofSizes() {}

    record Size(ProofStatus status, long steps) {}

    static Size of(Reads reads, String search, ProofCut cut) {
        ProofAssembly proof = new ProofAssembly(new Heads());
        reads.fragments(search, f -> {
            if (f.parent() < 0) {
                proof.addRoot(f.unit(), f.fragment());
            } else {
                proof.add(f.unit(), f.parent(), f.hole(), f.fragment());
            }
        });
        ProofAssembly.Size size = proof.size(cut);
        ProofStatus status = switch (size.status()) {
            case COMPLETE -> ProofStatus.PROOF_STATUS_COMPLETE;
            case UNFINISHABLE -> ProofStatus.PROOF_STATUS_UNFINISHABLE;
            case TRACE_FOUND -> ProofStatus.PROOF_STATUS_TRACE_FOUND;
            case INCOMPLETE, INVALIDATED, UNDETERMINED -> ProofStatus.PROOF_STATUS_INCOMPLETE;
        };
        return new Size(status, size.steps());
    }
}
