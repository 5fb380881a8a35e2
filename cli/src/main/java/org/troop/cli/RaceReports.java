package org.troop.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.proto.Entrant;
import org.troop.proto.Lemma;
import org.troop.proto.LemmaState;
import org.troop.proto.ProofStatus;
import org.troop.solver.search.RaceReport;
import org.troop.solver.search.RaceReport.Fate;

/** Races on a cluster, as this process would report its own. */
final class RaceReports {
    private RaceReports() {}

    /** Null without a race. */
    static @Nullable RaceReport of(Lemma l) {
        List<RaceReport.Entrant> entrants = l.getEntrantsList().stream()
                .filter(e -> e.getState() != LemmaState.LEMMA_STATE_RUNNING)
                .map(e -> new RaceReport.Entrant(
                        e.getHeuristic(),
                        fate(e, l),
                        e.getSteps(),
                        e.getMessage().isEmpty() ? null : e.getMessage()))
                .toList();
        return l.getEntrantsCount() == 0 ? null : new RaceReport(l.getWinner(), entrants);
    }

    private static Fate fate(Entrant e, Lemma l) {
        return switch (e.getState()) {
            case LEMMA_STATE_DONE ->
                e.getHeuristic().equals(l.getWinner())
                        ? Fate.WON
                        : e.getStatus() == ProofStatus.PROOF_STATUS_COMPLETE
                                        || e.getStatus() == ProofStatus.PROOF_STATUS_TRACE_FOUND
                                ? Fate.CANCELLED
                                : Fate.INCOMPLETE;
            case LEMMA_STATE_FAILED -> Fate.FAILED;
            default -> Fate.CANCELLED;
        };
    }
}
