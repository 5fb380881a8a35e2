package org.troop.worker.client;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.troop.proto.FetchProofRequest;
import org.troop.proto.ProofFragment;
import org.troop.proto.ProofHead;
import org.troop.proto.ProofPart;
import org.troop.proto.SweepServiceGrpc.SweepServiceBlockingStub;
import org.troop.proto.Trace;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofAssembly;
import org.troop.solver.search.ProofCut;
import org.troop.solver.system.MalformedCodeException;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Fingerprint;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.worker.wire.SystemBytes;

/** Fetches the proof of a lemma and puts it together. */
public final class FetchedProof {
    private FetchedProof() {}

    /**
     * @param theory closed as the workers closed it
     * @throws io.grpc.StatusRuntimeException if there is no proof
     * @throws MalformedCodeException if what is sent is no proof, or is for another theory
     */
    public static LemmaResult fetch(SweepServiceBlockingStub sweeps, String sweep, ClosedTheory theory, Lemma lemma) {
        Iterator<ProofPart> parts = sweeps.fetchProof(FetchProofRequest.newBuilder()
                .setId(sweep)
                .setLemma(lemma.name())
                .build());
        if (!parts.hasNext()) {
            throw new MalformedCodeException("a proof without a head");
        }
        ProofHead head = parts.next().getHead();
        boolean isSearched = !head.getFingerprint().isEmpty();
        if (isSearched && !Arrays.equals(head.getFingerprint().toByteArray(), Fingerprint.of(theory))) {
            throw new MalformedCodeException("the proof of '" + lemma.name() + "' belongs to another theory or engine");
        }
        ProofAssembly proof = new ProofAssembly(theory.heads());
        while (parts.hasNext()) {
            ProofPart p = parts.next();
            switch (p.getPartCase()) {
                case FRAGMENT -> add(proof, p.getFragment());
                case TRACE -> add(proof, p.getTrace());
                case HEAD, PART_NOT_SET -> throw new MalformedCodeException("a proof with a part that is unknown");
            }
        }
        String stopped = head.getStopped();
        LemmaResult result = proof.result(theory, lemma, cut(head), stopped.isEmpty() ? null : stopped);
        if (!isSearched && (result.steps() != 1 || result.status() != Status.INCOMPLETE)) {
            throw new MalformedCodeException("a proof of '" + lemma.name() + "' that nobody has searched");
        }
        return result;
    }

    private static void add(ProofAssembly proof, ProofFragment f) {
        byte[] bytes = f.getFragment().toByteArray();
        if (f.getUnit() == 0) {
            proof.addRoot(0, bytes);
        } else {
            proof.add(f.getUnit(), f.getParent(), f.getHole(), bytes);
        }
    }

    private static void add(ProofAssembly proof, Trace t) {
        if (!t.getSystem().isEmpty()) {
            proof.addTrace(
                    ints(t.getPathList()), SystemBytes.decode(t.getSystem().toByteArray()));
        }
    }

    private static ProofCut cut(ProofHead head) {
        return switch (head.getCutCase()) {
            case WHOLE -> new ProofCut.Whole();
            case PATH -> new ProofCut.PathTo(ints(head.getPath().getChoicesList()));
            case UNTIL_SORRY -> new ProofCut.UntilSorry();
            case LEVEL -> new ProofCut.Level(head.getLevel());
            case CUT_NOT_SET -> throw new MalformedCodeException("a proof without its extent");
        };
    }

    private static int[] ints(List<Integer> l) {
        return l.stream().mapToInt(Integer::intValue).toArray();
    }
}
