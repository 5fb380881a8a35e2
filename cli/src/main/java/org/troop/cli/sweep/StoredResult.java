package org.troop.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.troop.cli.JsonText;
import org.troop.cli.LemmaLimits;
import org.troop.cli.Version;
import org.troop.cli.report.JsonReport;
import org.troop.cli.report.SweepReport.Cost;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.cli.report.SweepReport.Trace;
import org.troop.solver.search.RaceReport;
import tools.jackson.core.JsonGenerator;

/**
 * What came of a job, as it is kept.
 *
 * @param input the {@link Identity} of the job
 * @param key its {@link org.troop.solver.search.ResultKey}; empty if the theory could not be closed
 * @param theory its name
 * @param warnings how many wellformedness checks failed
 * @param model a hash of the theory without lemmas
 * @param statement a hash of what the lemma says
 * @param restsOn all lemmas that are taken for granted in its proof, and in theirs
 * @param limits under which it was searched
 * @param entry without pictures and assumptions
 */
record StoredResult(
        String input,
        String key,
        String theory,
        int warnings,
        String model,
        String statement,
        List<Assumed> restsOn,
        LemmaLimits limits,
        Entry entry) {
    private static final int VERSION = 1;

    /** @param statement a hash of what the lemma says */
    record Assumed(String lemma, String statement) {}

    StoredResult forInput(String now) {
        return new StoredResult(now, key, theory, warnings, model, statement, restsOn, limits, entry);
    }

    /** Whether the search would end otherwise under other limits. */
    boolean isLimited() {
        return !entry.outcome().isConclusive() && entry.stopped() != null;
    }

    String json() {
        return JsonText.of(2, this::write) + "\n";
    }

    private void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("format", "troop-sweep-result");
        out.writeNumberProperty("version", VERSION);
        out.writeStringProperty("troop", Version.number());
        JsonReport.write(entry, out);
        out.writeStringProperty("theory", theory);
        out.writeNumberProperty("warnings", warnings);
        out.writeStringProperty("input", input);
        out.writeStringProperty("key", key);
        out.writeStringProperty("model", model);
        out.writeStringProperty("statement", statement);
        out.writeArrayPropertyStart("restsOn");
        for (Assumed a : restsOn) {
            out.writeStartObject();
            out.writeStringProperty("lemma", a.lemma);
            out.writeStringProperty("statement", a.statement);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeObjectPropertyStart("limits");
        out.writeNumberProperty("seconds", limits.seconds());
        out.writeNumberProperty("bytes", limits.bytes());
        out.writeNumberProperty("steps", limits.steps());
        out.writeEndObject();
        out.writeEndObject();
    }

    /** Reads a file of {@link #json}; null if it is something else. */
    static @Nullable StoredResult read(String file, String text) {
        try {
            return read(JsonValue.read(file, text).object());
        } catch (RuntimeException e) {
            return null; // written by somebody else, or damaged: the lemma is proved again
        }
    }

    private static @Nullable StoredResult read(JsonValue.Obj o) {
        if (!text(o, "format").equals("troop-sweep-result") || number(o, "version") != VERSION) {
            return null;
        }
        JsonValue.Obj l = member(o, "limits").object();
        List<Assumed> restsOn = new ArrayList<>();
        for (JsonValue a : member(o, "restsOn").list()) {
            restsOn.add(new Assumed(text(a.object(), "lemma"), text(a.object(), "statement")));
        }
        return new StoredResult(
                text(o, "input"),
                text(o, "key"),
                text(o, "theory"),
                (int) number(o, "warnings"),
                text(o, "model"),
                text(o, "statement"),
                restsOn,
                new LemmaLimits(number(l, "seconds"), number(l, "bytes"), number(l, "steps")),
                entry(o));
    }

    private static Entry entry(JsonValue.Obj o) {
        List<Trace> traces = new ArrayList<>();
        for (JsonValue t : member(o, "traces").list()) {
            traces.add(new Trace(
                    text(t.object(), "path"), text(t.object(), "validation"), orNull(t.object(), "reason"), null));
        }
        String quantifier = orNull(o, "quantifier");
        return new Entry(
                text(o, "lemma"),
                quantifier == null ? "" : quantifier,
                Outcome.valueOf(text(o, "verdict").toUpperCase(Locale.ROOT)),
                text(o, "summary"),
                number(o, "steps"),
                orNull(o, "stopped"),
                null,
                new Cost(
                        fraction(o, "seconds"),
                        fraction(o, "cpuSeconds"),
                        number(o, "peakBytes"),
                        number(o, "nodes"),
                        number(o, "cacheHits")),
                traces,
                List.of(),
                race(o),
                false);
    }

    private static @Nullable RaceReport race(JsonValue.Obj o) {
        List<RaceReport.Entrant> entrants = new ArrayList<>();
        if (o.get("race") instanceof JsonValue all) {
            for (JsonValue e : all.list()) {
                entrants.add(new RaceReport.Entrant(
                        text(e.object(), "heuristic"),
                        RaceReport.Fate.valueOf(text(e.object(), "outcome").toUpperCase(Locale.ROOT)),
                        number(e.object(), "steps"),
                        orNull(e.object(), "stopped")));
            }
        }
        String winner = orNull(o, "winner");
        return entrants.isEmpty() ? null : new RaceReport(winner == null ? "" : winner, entrants);
    }

    private static JsonValue member(JsonValue.Obj o, String name) {
        JsonValue v = o.get(name);
        if (v == null) {
            throw new IllegalArgumentException(name);
        }
        return v;
    }

    private static String text(JsonValue.Obj o, String name) {
        return member(o, name).text();
    }

    private static @Nullable String orNull(JsonValue.Obj o, String name) {
        JsonValue v = o.get(name);
        return v == null ? null : v.text();
    }

    private static long number(JsonValue.Obj o, String name) {
        return o.get(name) instanceof JsonValue.Num n ? n.value().longValue() : -1;
    }

    private static double fraction(JsonValue.Obj o, String name) {
        return o.get(name) instanceof JsonValue.Num n ? n.value().doubleValue() : -1;
    }
}
