package org.troop.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.troop.proto.Lemma;
import org.troop.proto.ProofStatus;
import org.troop.proto.Theory;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.worker.theory.TheoryFiles;

/** A line of text for each lemma of a sweep. Coordinators know proofs, not verdicts: those depend on what the lemma says. */
final class SweepLines {
    private final Map<String, TraceQuantifier> quantifiers = new HashMap<>();

    /** @param theory of the sweep */
    SweepLines(Theory theory) throws IOException {
        Path scratch = Files.createTempDirectory("troop-sweep");
        try {
            String file = TheoryFiles.layOut(theory, scratch).toString();
            PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
            for (Item.Lemma l : LoadedTheory.read(file, TheoryMessages.settings(theory), nowhere)
                    .all(Item.Lemma.class)) {
                quantifiers.put(l.name(), l.quantifier());
            }
        } finally {
            SweepClient.delete(scratch);
        }
    }

    String of(Lemma l) {
        String what = switch (l.getState()) {
            case LEMMA_STATE_RUNNING ->
                "running, " + Verdict.count(l.getSteps(), "node") + " closed, "
                        + (l.getQueued() + l.getLeased() + l.getWaiting()) + " open";
            case LEMMA_STATE_DONE -> verdict(l) + " (" + l.getSteps() + " steps)";
            case LEMMA_STATE_FAILED -> "failed";
            case LEMMA_STATE_CANCELLED -> "cancelled, " + Verdict.count(l.getSteps(), "node") + " closed";
            case LEMMA_STATE_UNSPECIFIED, UNRECOGNIZED -> "in a state that this version does not know";
        };
        String work = l.getUnits() == 0
                ? ""
                : "; " + Verdict.count(l.getUnits(), "unit") + ", " + Verdict.seconds(l.getWorkMillis() / 1e3)
                        + " of work";
        return "  " + l.getName() + ": " + what + work + (l.getMessage().isEmpty() ? "" : "; " + l.getMessage());
    }

    private String verdict(Lemma l) {
        return status(l.getStatus()).text(quantifiers.getOrDefault(l.getName(), TraceQuantifier.ALL_TRACES));
    }

    private static Status status(ProofStatus s) {
        return switch (s) {
            case PROOF_STATUS_COMPLETE -> Status.COMPLETE;
            case PROOF_STATUS_TRACE_FOUND -> Status.TRACE_FOUND;
            case PROOF_STATUS_UNFINISHABLE -> Status.UNFINISHABLE;
            case PROOF_STATUS_INCOMPLETE, PROOF_STATUS_UNSPECIFIED, UNRECOGNIZED -> Status.INCOMPLETE;
        };
    }
}
