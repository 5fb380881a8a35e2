package org.troop.cli.report;

import org.jspecify.annotations.Nullable;
import org.troop.cli.ProofPlace;
import org.troop.solver.graph.GraphOptions;
import org.troop.solver.graph.SystemGraph;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofSystems;

/** The first trace of a proof as Graphviz text. */
public final class TracePicture {
    private TracePicture() {}

    /**
     * Null if the proof has no trace.
     *
     * @param theory its name
     */
    public static @Nullable String of(String theory, ProofSystems systems, LemmaResult r) {
        ProofPlace place = ProofPlace.firstTrace(r);
        if (place == null) {
            return null;
        }
        String[] out = new String[1];
        String label = theory + " " + r.lemma().name() + (place.path().isEmpty() ? "" : " " + place.path());
        systems.at(
                r,
                place.cases(),
                (names, w, c) ->
                        out[0] = SystemGraph.of(w, c, GraphOptions.DEFAULT).dot(label));
        return out[0];
    }
}
