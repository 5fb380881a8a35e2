package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.TraceReport;
import org.troop.solver.validate.Validation;
import org.troop.theory.print.Layout;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofNode;
import tools.jackson.core.JsonGenerator;

/**
 * The results of a run for programs, as JSON; {@code docs/results.md} describes the format. A file is complete at any time:
 * it is written anew after each theory.
 */
final class ResultsFile {
    /** Goes up when a field changes its meaning or disappears; new fields may come without. */
    static final int VERSION = 1;

    private static final double UNKNOWN = -1;

    private final Path path;
    private final List<TheoryEntry> theories = new ArrayList<>();
    private @Nullable LoadedTheory latest;

    ResultsFile(Path path) {
        this.path = path;
    }

    private record TheoryEntry(
            String file,
            String name,
            Settings settings,
            String strategy,
            boolean complete,
            double seconds,
            List<Problem> problems,
            List<LemmaEntry> lemmas) {}

    /**
     * @param result null if there is none, because the run was interrupted
     * @param seconds {@link #UNKNOWN} if nothing was measured
     * @param assumptions lemmas that the verdict rests on and that were not proved
     */
    private record LemmaEntry(
            Lemma lemma, boolean selected, @Nullable LemmaResult result, double seconds, List<String> assumptions) {}

    /**
     * Adds a theory, or what is known about it now, and writes the file.
     *
     * @param results by lemma name; lemmas that are not there were not finished
     * @param seconds of a lemma, negative if unknown
     */
    synchronized void add(
            LoadedTheory t,
            Predicate<Lemma> selected,
            Map<String, LemmaResult> results,
            ToDoubleFunction<String> seconds,
            double total)
            throws IOException {
        Assumptions assumptions = new Assumptions(t.closed());
        List<LemmaEntry> lemmas = new ArrayList<>();
        boolean complete = true;
        for (Lemma l : t.lemmas()) {
            LemmaResult r = results.get(l.name());
            complete &= r != null;
            lemmas.add(new LemmaEntry(
                    l,
                    selected.test(l),
                    r == null ? null : withoutProof(r),
                    seconds.applyAsDouble(l.name()),
                    r == null ? List.of() : assumptions.unproved(r, results)));
        }
        if (latest == t) {
            theories.removeLast();
        }
        latest = t;
        theories.add(new TheoryEntry(
                t.path(), t.open().name(), t.settings(), t.strategy().name(), complete, total, t.problems(), lemmas));
        String text = JsonText.of(2, this::write) + "\n";
        OutputFile.write(path, text);
    }

    /** Proofs may be large, and only what is known about them is written. */
    private static LemmaResult withoutProof(LemmaResult r) {
        return new LemmaResult(r.lemma(), ProofNode.open(), r.status(), r.steps(), r.traces(), r.stopped(), r.race());
    }

    private void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("format", "troop-results");
        out.writeNumberProperty("version", VERSION);
        out.writeStringProperty("troop", Version.number());
        out.writeArrayPropertyStart("theories");
        theories.forEach(t -> write(t, out));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(TheoryEntry t, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("file", t.file);
        out.writeStringProperty("theory", t.name);
        out.writeBooleanProperty("complete", t.complete);
        seconds(t.seconds, out);
        out.writeObjectPropertyStart("options");
        options(t.settings, t.strategy, out);
        out.writeEndObject();
        out.writeArrayPropertyStart("warnings");
        for (Problem p : t.problems) {
            out.writeStartObject();
            out.writeStringProperty("topic", p.topic().lines().findFirst().orElse(""));
            out.writeStringProperty("text", Layout.LINE.render(p.text()));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("lemmas");
        t.lemmas.forEach(l -> write(l, out));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void options(Settings s, String strategy, JsonGenerator out) {
        out.writeArrayPropertyStart("defines");
        s.defines().forEach(out::writeString);
        out.writeEndArray();
        out.writeStringProperty("stopOnTrace", strategy.toLowerCase(Locale.ROOT));
        limit("bound", s.bound() == Integer.MAX_VALUE ? LemmaLimits.NONE : s.bound(), out);
        text("heuristic", s.heuristic(), out);
        out.writeArrayPropertyStart("race");
        s.race().forEach(out::writeString);
        out.writeEndArray();
        out.writeBooleanProperty("firstTrace", s.firstTraceEnds());
        out.writeNumberProperty("openChains", s.limits().openChains());
        out.writeNumberProperty("saturation", s.limits().saturation());
        out.writeBooleanProperty("autoSources", s.autoSources());
        out.writeNumberProperty("derivationCheckSeconds", s.derivation().seconds());
        out.writeNumberProperty("threads", s.threadCount());
        limit("timeoutSeconds", s.lemmaLimits().seconds(), out);
        limit("maxMemoryBytes", s.lemmaLimits().bytes(), out);
        limit("maxSteps", s.lemmaLimits().steps(), out);
    }

    private static void write(LemmaEntry l, JsonGenerator out) {
        LemmaResult r = l.result;
        out.writeStartObject();
        out.writeStringProperty("name", l.lemma.name());
        out.writeStringProperty("quantifier", l.lemma.quantifier().text());
        out.writeBooleanProperty("selected", l.selected);
        out.writeStringProperty("verdict", r == null ? "none" : Verdict.of(r).word());
        out.writeStringProperty("summary", r == null ? "interrupted" : Verdict.text(r));
        if (r == null) {
            out.writeNullProperty("steps");
        } else {
            out.writeNumberProperty("steps", r.steps());
        }
        seconds(l.seconds, out);
        text("stopped", r == null ? null : r.stopped(), out);
        RaceJson.write(r == null ? null : r.race(), out);
        out.writeArrayPropertyStart("traces");
        if (r != null) {
            r.traces().forEach(t -> write(t, out));
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("assumptions");
        l.assumptions.forEach(out::writeString);
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(TraceReport t, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("path", t.path());
        out.writeStringProperty(
                "validation",
                switch (t.validation()) {
                    case Validation.Valid v -> "valid";
                    case Validation.Mismatch m -> "mismatch";
                    case Validation.NotValidated n -> "not-validated";
                });
        text(
                "reason",
                switch (t.validation()) {
                    case Validation.Valid v -> null;
                    case Validation.Mismatch m -> m.reason();
                    case Validation.NotValidated n -> n.reason();
                },
                out);
        out.writeEndObject();
    }

    private static void text(String name, @Nullable String value, JsonGenerator out) {
        if (value == null) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(name, value);
        }
    }

    private static void limit(String name, long value, JsonGenerator out) {
        if (value == LemmaLimits.NONE) {
            out.writeNullProperty(name);
        } else {
            out.writeNumberProperty(name, value);
        }
    }

    /** With milliseconds. */
    private static void seconds(double s, JsonGenerator out) {
        if (s <= UNKNOWN) {
            out.writeNullProperty("seconds");
        } else {
            out.writeNumberProperty("seconds", Math.round(s * 1000) / 1000.0);
        }
    }
}
