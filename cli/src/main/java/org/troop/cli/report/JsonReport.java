package org.troop.cli.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.cli.JsonText;
import org.troop.cli.RaceJson;
import org.troop.cli.report.SweepReport.Cost;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Task;
import org.troop.cli.report.SweepReport.Trace;
import tools.jackson.core.JsonGenerator;

/** A report as JSON; {@code docs/sweep-report.schema.json} is its schema. */
public final class JsonReport {
    /** Goes up when a field changes its meaning or disappears; new fields may come without. */
    static final int VERSION = 1;

    private JsonReport() {}

    static String of(SweepReport r) {
        return JsonText.of(2, out -> write(r, out)) + "\n";
    }

    private static void write(SweepReport r, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("format", "troop-sweep-report");
        out.writeNumberProperty("version", VERSION);
        out.writeStringProperty("troop", r.program());
        out.writeStringProperty("name", r.name());
        text("written", r.written() == null ? null : r.written().toString(), out);
        text("machine", r.machine().isEmpty() ? null : r.machine(), out);
        out.writeObjectPropertyStart("totals");
        for (SweepReport.Outcome o : SweepReport.Outcome.values()) {
            out.writeNumberProperty(o.name().toLowerCase(java.util.Locale.ROOT), r.count(o));
        }
        out.writeEndObject();
        out.writeArrayPropertyStart("tasks");
        r.tasks().forEach(t -> write(t, out));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(Task t, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("name", t.name());
        out.writeStringProperty("file", t.file());
        text("theory", t.theory().isEmpty() ? null : t.theory(), out);
        strings("options", t.options(), out);
        number("warnings", t.warnings(), out);
        out.writeArrayPropertyStart("lemmas");
        for (Entry e : t.lemmas()) {
            out.writeStartObject();
            write(e, out);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** The properties of a lemma; pictures of traces are left out. */
    public static void write(Entry e, JsonGenerator out) {
        out.writeStringProperty("lemma", e.lemma());
        text("quantifier", e.quantifier().isEmpty() ? null : e.quantifier(), out);
        out.writeStringProperty("verdict", e.outcome().name().toLowerCase(java.util.Locale.ROOT));
        out.writeStringProperty("summary", e.summary());
        number("steps", e.steps(), out);
        text("stopped", e.stopped(), out);
        text("expected", e.expected() == null ? null : e.expected().verdict(), out);
        if (e.expected() == null) {
            out.writeNullProperty("asExpected");
        } else {
            out.writeBooleanProperty("asExpected", e.expected().isMet());
        }
        write(e.cost(), out);
        out.writeArrayPropertyStart("traces");
        e.traces().forEach(t -> write(t, out));
        out.writeEndArray();
        strings("assumptions", e.assumptions(), out);
        RaceJson.write(e.race(), out);
        out.writeBooleanProperty("repeats", e.repeats());
    }

    private static void write(Cost c, JsonGenerator out) {
        seconds("seconds", c.seconds(), out);
        seconds("cpuSeconds", c.cpuSeconds(), out);
        number("peakBytes", c.bytes(), out);
        number("nodes", c.nodes(), out);
        number("cacheHits", c.cacheHits(), out);
    }

    private static void write(Trace t, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("path", t.path());
        out.writeStringProperty("validation", t.validation());
        text("reason", t.reason(), out);
        out.writeEndObject();
    }

    private static void strings(String name, List<String> values, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        values.forEach(out::writeString);
        out.writeEndArray();
    }

    private static void text(String name, @Nullable String value, JsonGenerator out) {
        if (value == null) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(name, value);
        }
    }

    private static void number(String name, long value, JsonGenerator out) {
        if (value < 0) {
            out.writeNullProperty(name);
        } else {
            out.writeNumberProperty(name, value);
        }
    }

    /** With milliseconds. */
    private static void seconds(String name, double value, JsonGenerator out) {
        if (value < 0) {
            out.writeNullProperty(name);
        } else {
            out.writeNumberProperty(name, Math.round(value * 1000) / 1000.0);
        }
    }
}
