package org.troop.coordinator.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.troop.coordinator.store.Reads.SweepRow;
import org.troop.coordinator.store.SearchRow;
import org.troop.proto.Entrant;
import org.troop.proto.Lemma;
import org.troop.proto.LemmaState;
import org.troop.proto.Sweep;
import org.troop.proto.SweepState;

/** Sweeps as clients see them: the searches of a race are one lemma. */
final class SweepView {
    private SweepView() {}

    /** @param searches of the sweep in the order of the submission */
    static Sweep of(SweepRow row, List<SearchRow> searches) {
        Map<String, List<SearchRow>> lemmas = new LinkedHashMap<>();
        for (SearchRow s : searches) {
            lemmas.computeIfAbsent(s.lemma(), name -> new ArrayList<>()).add(s);
        }
        boolean over = true;
        Sweep.Builder b = Sweep.newBuilder()
                .setId(row.id())
                .setName(row.name())
                .setTheory(row.theory())
                .setPriority(row.priority())
                .setSubmittedMillis(row.submitted());
        for (List<SearchRow> of : lemmas.values()) {
            Lemma l = of.size() == 1 ? of.getFirst().toProto() : race(of);
            over &= l.getState() != LemmaState.LEMMA_STATE_RUNNING;
            b.addLemmas(l);
        }
        return b.setState(over ? SweepState.SWEEP_STATE_OVER : SweepState.SWEEP_STATE_RUNNING)
                .build();
    }

    /** The search that says how it is with its lemma: the winner of a race, or else one that runs, that is done, or that failed. */
    static SearchRow first(List<SearchRow> searches) {
        for (SearchRow s : searches) {
            if (s.isConclusive()) {
                return s;
            }
        }
        for (LemmaState state :
                List.of(LemmaState.LEMMA_STATE_RUNNING, LemmaState.LEMMA_STATE_DONE, LemmaState.LEMMA_STATE_FAILED)) {
            for (SearchRow s : searches) {
                if (s.state() == state) {
                    return s;
                }
            }
        }
        return searches.getFirst();
    }

    private static Lemma race(List<SearchRow> searches) {
        SearchRow first = first(searches);
        Lemma.Builder b = first.toProto().toBuilder()
                .setWinner(first.isConclusive() ? first.heuristic() : "")
                .setWorkMillis(sum(searches, SearchRow::workMillis))
                .setUnits(sum(searches, SearchRow::units))
                .setReleases(sum(searches, SearchRow::releases))
                .setQueued(sum(searches, SearchRow::queued))
                .setLeased(sum(searches, SearchRow::leased))
                .setWaiting(sum(searches, SearchRow::waiting))
                .setStartedMillis(searches.stream()
                        .mapToLong(SearchRow::started)
                        .filter(t -> t != 0)
                        .min()
                        .orElse(0));
        if (first.state() == LemmaState.LEMMA_STATE_RUNNING) {
            b.setSteps(sum(searches, SearchRow::nodes));
        }
        for (SearchRow s : searches) {
            Lemma l = s.toProto();
            b.addEntrants(Entrant.newBuilder()
                    .setHeuristic(s.heuristic())
                    .setState(l.getState())
                    .setStatus(l.getStatus())
                    .setSteps(l.getSteps())
                    .setWorkMillis(l.getWorkMillis())
                    .setMessage(l.getMessage()));
        }
        return b.build();
    }

    private static long sum(List<SearchRow> searches, java.util.function.ToLongFunction<SearchRow> of) {
        return searches.stream().mapToLong(of).sum();
    }
}
