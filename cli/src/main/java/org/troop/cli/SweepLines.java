package org.troop.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.troop.proto.Entrant;
import org.troop.proto.Lemma;
import org.troop.proto.LemmaState;
import org.troop.proto.ProofStatus;
import org.troop.proto.Sweep;
import org.troop.proto.Theory;
import org.troop.solver.prepare.Preparation;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.worker.theory.ScratchDirectory;
import org.troop.worker.theory.TheoryFiles;

/** A line of text for each lemma of a sweep. Coordinators know proofs, not verdicts: those depend on what the lemma says. */
final class SweepLines {
    private final Map<String, TraceQuantifier> quantifiers = new HashMap<>();
    private final Assumptions assumptions;

    /** @param theory of the sweep */
    SweepLines(Theory theory) throws IOException {
        try (ScratchDirectory scratch = ScratchDirectory.temporary()) {
            String file = TheoryFiles.layOut(theory, scratch.path()).toString();
            PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream());
            List<Item.Lemma> lemmas = lemmas(file, TheoryMessages.settings(theory), nowhere);
            lemmas.forEach(l -> quantifiers.put(l.name(), l.quantifier()));
            assumptions = new Assumptions(lemmas);
        }
    }

    /** With the generated ones, which others may rest on. */
    private static List<Item.Lemma> lemmas(String file, Settings settings, PrintStream err) {
        var open = LoadedTheory.read(file, settings, err);
        if (!settings.autoSources()) {
            return open.all(Item.Lemma.class);
        }
        try {
            return settings.preparation(true)
                    .close(open, Preparation.Checks.NONE, line -> {})
                    .lemmas();
        } catch (UnguardedException e) {
            throw LoadedTheory.unguardedRestriction(open, e);
        }
    }

    /** A line for each lemma. */
    List<String> of(Sweep s) {
        return s.getLemmasList().stream().map(l -> of(l, s)).toList();
    }

    /** @param s the sweep of the lemma as it is now: what is not verified in it may be assumed */
    String of(Lemma l, Sweep s) {
        String what = switch (l.getState()) {
            case LEMMA_STATE_RUNNING ->
                "running, " + Verdict.count(l.getSteps(), "node") + " closed, "
                        + (l.getQueued() + l.getLeased() + l.getWaiting()) + " open";
            case LEMMA_STATE_DONE -> verdict(l) + " (" + l.getSteps() + " steps)" + assuming(l, s);
            case LEMMA_STATE_FAILED -> "failed";
            case LEMMA_STATE_CANCELLED -> "cancelled, " + Verdict.count(l.getSteps(), "node") + " closed";
            case LEMMA_STATE_UNSPECIFIED, UNRECOGNIZED -> "in a state that this version does not know";
        };
        String work = l.getUnits() == 0
                ? ""
                : "; " + Verdict.count(l.getUnits(), "unit") + ", " + Verdict.seconds(l.getWorkMillis() / 1e3)
                        + " of work";
        return "  " + l.getName() + ": " + what + work + race(l)
                + (l.getMessage().isEmpty() ? "" : "; " + l.getMessage());
    }

    private static String race(Lemma l) {
        if (l.getEntrantsCount() == 0) {
            return "";
        }
        String others = l.getEntrantsList().stream()
                .map(Entrant::getHeuristic)
                .filter(h -> !h.equals(l.getWinner()))
                .collect(Collectors.joining(", "));
        return l.getWinner().isEmpty()
                ? "; race of " + others
                : "; heuristic=" + l.getWinner() + " was faster than " + others;
    }

    /** What a user may want to write into the theory. */
    List<String> conclusion(Sweep s) {
        Map<String, String> winners = new LinkedHashMap<>();
        s.getLemmasList().forEach(l -> winners.put(l.getName(), l.getWinner()));
        return RaceLines.attributes(winners);
    }

    private String assuming(Lemma l, Sweep s) {
        // A trace is one whatever other lemmas say.
        List<String> given = l.getStatus() != ProofStatus.PROOF_STATUS_COMPLETE
                ? List.of()
                : assumptions.of(l.getName()).stream()
                        .filter(name -> !isVerified(name, s))
                        .toList();
        return given.isEmpty() ? "" : ", assuming " + String.join(", ", given);
    }

    private boolean isVerified(String name, Sweep s) {
        boolean exists = quantifiers.get(name) == TraceQuantifier.EXISTS_TRACE;
        ProofStatus verified = exists ? ProofStatus.PROOF_STATUS_TRACE_FOUND : ProofStatus.PROOF_STATUS_COMPLETE;
        return s.getLemmasList().stream()
                .anyMatch(l -> l.getName().equals(name)
                        && l.getState() == LemmaState.LEMMA_STATE_DONE
                        && l.getStatus() == verified);
    }

    private String verdict(Lemma l) {
        return status(l.getStatus()).text(quantifiers.getOrDefault(l.getName(), TraceQuantifier.ALL_TRACES));
    }

    static Status status(ProofStatus s) {
        return switch (s) {
            case PROOF_STATUS_COMPLETE -> Status.COMPLETE;
            case PROOF_STATUS_TRACE_FOUND -> Status.TRACE_FOUND;
            case PROOF_STATUS_UNFINISHABLE -> Status.UNFINISHABLE;
            case PROOF_STATUS_INCOMPLETE, PROOF_STATUS_UNSPECIFIED, UNRECOGNIZED -> Status.INCOMPLETE;
        };
    }
}
