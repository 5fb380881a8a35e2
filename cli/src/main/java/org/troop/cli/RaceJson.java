package org.troop.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.RaceReport;
import tools.jackson.core.JsonGenerator;

/** Races in files for programs: the properties {@code winner} and {@code race} of a lemma. */
public final class RaceJson {
    private RaceJson() {}

    /** @param race null without one */
    public static void write(@Nullable RaceReport race, JsonGenerator out) {
        if (race == null || race.winner().isEmpty()) {
            out.writeNullProperty("winner");
        } else {
            out.writeStringProperty("winner", race.winner());
        }
        out.writeArrayPropertyStart("race");
        for (RaceReport.Entrant e : race == null ? List.<RaceReport.Entrant>of() : race.entrants()) {
            out.writeStartObject();
            out.writeStringProperty("heuristic", e.heuristic());
            out.writeStringProperty("outcome", e.fate().name().toLowerCase(Locale.ROOT));
            out.writeNumberProperty("steps", e.steps());
            String message = e.message();
            if (message == null) {
                out.writeNullProperty("stopped");
            } else {
                out.writeStringProperty("stopped", message);
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
