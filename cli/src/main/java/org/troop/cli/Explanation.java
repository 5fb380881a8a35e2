package org.troop.cli;

import java.util.List;
import java.util.Locale;
import org.troop.cli.ProofShape.Place;
import org.troop.cli.SearchProfile.Tally;
import org.troop.solver.search.LemmaResult;
import tools.jackson.core.JsonGenerator;

/**
 * Where the time and the branching of a lemma's search went, as text and as JSON.
 *
 * @param threads that searched
 * @param seconds from the start of the lemma to its end
 * @param rows most lines of a table
 */
record Explanation(
        String theory,
        LemmaResult result,
        SearchProfile profile,
        ProofShape shape,
        Scripts scripts,
        int threads,
        double seconds,
        int rows) {
    /** The version of the JSON form; it changes when something is renamed or removed. */
    private static final int VERSION = 1;

    /**
     * What the oracle scripts did.
     *
     * @param questions rankings that were asked for
     * @param calls of a script; the others were remembered
     * @param seconds in which threads waited for them
     */
    record Scripts(long questions, long calls, double seconds) {}

    String text() {
        StringBuilder out = new StringBuilder();
        Tally all = profile.all();
        line(
                out,
                "%s (%s): %s",
                result.lemma().name(),
                result.lemma().quantifier().text(),
                Verdict.text(result));
        if (result.stopped() != null) {
            line(out, "  stopped: %s", result.stopped());
        }
        line(
                out,
                "  %s in %s on %s; the proof has %s",
                Verdict.count(all.nodes(), "node") + " expanded",
                Verdict.seconds(seconds),
                Verdict.count(threads, "thread"),
                Verdict.count(shape.steps(), "step"));
        if (shape.open() > 0) {
            line(out, "  %s open in it", Verdict.count(shape.open(), "case") + (shape.open() == 1 ? " is" : " are"));
        }
        heading(out, "Time of threads");
        long total = Math.max(1, all.nanos() + profile.sourceNanos());
        share(out, "expanding nodes", all.nanos(), total);
        share(out, "  with precomputed sources", profile.bySource().nanos(), total);
        if (scripts.questions > 0) {
            share(out, "  waiting for oracles", (long) (scripts.seconds * 1e9), total);
        }
        share(out, "computing and copying sources", profile.sourceNanos(), total);
        if (scripts.questions > 0) {
            line(
                    out,
                    "  oracles ranked the goals of %s, and ran %s",
                    Verdict.count(scripts.questions, "node"),
                    scripts.calls == 1 ? "once" : String.format(Locale.ROOT, "%,d times", scripts.calls));
        }
        table(out, "By kind of step", profile.kinds());
        table(out, "By goal", profile.goals());
        table(out, "By rule whose premise was solved", profile.rules());
        table(out, "By case that the node is (numbers left out)", profile.cases());
        places(out);
        return out.toString();
    }

    private void table(StringBuilder out, String title, List<Tally> tallies) {
        if (tallies.isEmpty()) {
            return;
        }
        heading(out, title);
        int width = 20;
        List<Tally> shown = tallies.subList(0, Math.min(rows, tallies.size()));
        for (Tally t : shown) {
            width = Math.max(width, Math.min(48, t.name().length()));
        }
        String format = "  %-" + width + "s  %9s  %9s  %9s  %6s  %10s  %5s";
        line(out, format, "", "nodes", "cases", "per node", "most", "time", "");
        long total = Math.max(1, profile.all().nanos());
        for (Tally t : shown) {
            line(
                    out,
                    format,
                    t.name(),
                    String.format(Locale.ROOT, "%,d", t.nodes()),
                    String.format(Locale.ROOT, "%,d", t.cases()),
                    String.format(Locale.ROOT, "%.1f", t.branching()),
                    t.most(),
                    Verdict.seconds(t.nanos() / 1e9),
                    percent(t.nanos(), total));
        }
        if (shown.size() < tallies.size()) {
            line(out, "  and %d more (--top N shows more)", tallies.size() - shown.size());
        }
    }

    private void places(StringBuilder out) {
        heading(out, "Widest steps of the proof");
        if (shape.widest().isEmpty()) {
            line(out, "  none has more than one case");
        }
        for (Place p : shape.widest()) {
            line(
                    out,
                    "  %s, %s below: %s",
                    Verdict.count(p.cases(), "case"),
                    Verdict.count(p.size() - 1, "node"),
                    p.step());
            at(out, p);
        }
        heading(out, "Deepest ends of the proof");
        for (Place p : shape.deepest()) {
            line(out, "  depth %d: %s", p.depth(), p.step());
            at(out, p);
        }
    }

    private static void at(StringBuilder out, Place p) {
        if (!p.path().isEmpty()) {
            line(out, "    at %s", p.path());
        }
    }

    private static void heading(StringBuilder out, String title) {
        out.append('\n').append(title).append('\n');
    }

    private static void share(StringBuilder out, String what, long nanos, long total) {
        line(out, "  %-32s  %10s  %5s", what, Verdict.seconds(nanos / 1e9), percent(nanos, total));
    }

    private static String percent(long part, long total) {
        return String.format(Locale.ROOT, "%d%%", Math.round(100.0 * part / total));
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    // ---- for programs

    String json() {
        return JsonText.of(2, this::write) + "\n";
    }

    private void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("format", "troop-explanation");
        out.writeNumberProperty("version", VERSION);
        out.writeStringProperty("troop", Version.number());
        out.writeStringProperty("theory", theory);
        out.writeStringProperty("lemma", result.lemma().name());
        out.writeStringProperty("verdict", Verdict.of(result).word());
        out.writeStringProperty("status", Verdict.text(result));
        if (result.stopped() != null) {
            out.writeStringProperty("stopped", result.stopped());
        }
        out.writeNumberProperty("seconds", seconds);
        out.writeNumberProperty("threads", threads);
        out.writeObjectPropertyStart("search");
        numbers(profile.all(), out);
        out.writeNumberProperty("source_seconds", profile.sourceNanos() / 1e9);
        out.writeObjectPropertyStart("by_source");
        numbers(profile.bySource(), out);
        out.writeEndObject();
        out.writeObjectPropertyStart("oracles");
        out.writeNumberProperty("questions", scripts.questions);
        out.writeNumberProperty("calls", scripts.calls);
        out.writeNumberProperty("seconds", scripts.seconds);
        out.writeEndObject();
        array("kinds", profile.kinds(), out);
        array("goals", profile.goals(), out);
        array("rules", profile.rules(), out);
        array("cases_by_name", profile.cases(), out);
        array("depths", profile.depths(), out);
        out.writeEndObject();
        out.writeObjectPropertyStart("proof");
        out.writeNumberProperty("steps", shape.steps());
        out.writeNumberProperty("depth", shape.depth());
        out.writeNumberProperty("open", shape.open());
        places("widest", shape.widest(), out);
        places("deepest", shape.deepest(), out);
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void array(String name, List<Tally> tallies, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        for (Tally t : tallies) {
            out.writeStartObject();
            out.writeStringProperty("name", t.name());
            numbers(t, out);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void numbers(Tally t, JsonGenerator out) {
        out.writeNumberProperty("nodes", t.nodes());
        out.writeNumberProperty("cases", t.cases());
        out.writeNumberProperty("most_cases", t.most());
        out.writeNumberProperty("thread_seconds", t.nanos() / 1e9);
    }

    private static void places(String name, List<Place> places, JsonGenerator out) {
        out.writeArrayPropertyStart(name);
        for (Place p : places) {
            out.writeStartObject();
            out.writeStringProperty("path", p.path());
            out.writeStringProperty("step", p.step());
            out.writeNumberProperty("depth", p.depth());
            out.writeNumberProperty("cases", p.cases());
            out.writeNumberProperty("nodes", p.size());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
