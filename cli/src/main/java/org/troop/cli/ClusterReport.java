package org.troop.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.cli.report.SweepReport;
import org.troop.cli.report.SweepReport.Cost;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.cli.report.SweepReport.Task;
import org.troop.cli.report.SweepReport.Trace;
import org.troop.cli.report.TracePicture;
import org.troop.cli.sweep.OptionWords;
import org.troop.proto.LemmaState;
import org.troop.proto.ProofStatus;
import org.troop.proto.Sweep;
import org.troop.proto.Theory;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofListener;
import org.troop.solver.search.ProofSystems;
import org.troop.solver.search.TraceReport;
import org.troop.solver.validate.Validation;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.worker.theory.ScratchDirectory;
import org.troop.worker.theory.TheoryFiles;

/** Makes the report of sweeps on a coordinator. Proofs are fetched where they have traces: for pictures. */
final class ClusterReport {
    private final SweepClient client;
    private final Screen screen;
    private int cores;
    private int workers;

    ClusterReport(SweepClient client, Screen screen) {
        this.client = client;
        this.screen = screen;
    }

    /**
     * A task for each sweep.
     *
     * @param name of the report
     */
    SweepReport of(String name, List<String> ids) throws IOException {
        List<Task> tasks = new ArrayList<>();
        for (String id : ids) {
            tasks.add(task(id));
        }
        return new SweepReport(
                name,
                Version.banner(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                workers == 0 ? "" : Verdict.count(workers, "worker") + " with " + Verdict.count(cores, "core"),
                tasks);
    }

    private Task task(String id) throws IOException {
        Sweep sweep = client.sweep(id);
        workers = Math.max(workers, sweep.getWorkers());
        cores = Math.max(cores, sweep.getCores());
        Theory theory = client.theory(id);
        try (ScratchDirectory scratch = ScratchDirectory.temporary()) {
            String file = TheoryFiles.layOut(theory, scratch.path()).toString();
            Settings settings = TheoryMessages.settings(theory);
            LoadedTheory t = LoadedTheory.close(
                    file, LoadedTheory.read(file, settings, screen.err()), settings, List.of(), line -> {});
            Map<String, Lemma> lemmas = new HashMap<>();
            t.lemmas().forEach(l -> lemmas.put(l.name(), l));
            Assumptions assumptions = new Assumptions(t.closed());
            List<String> verified = sweep.getLemmasList().stream()
                    .filter(l -> outcome(l, lemmas.get(l.getName())) == Outcome.VERIFIED)
                    .map(org.troop.proto.Lemma::getName)
                    .toList();
            List<Entry> entries = new ArrayList<>();
            for (org.troop.proto.Lemma l : sweep.getLemmasList()) {
                List<String> open = l.getStatus() == ProofStatus.PROOF_STATUS_COMPLETE
                        ? assumptions.of(l.getName()).stream()
                                .filter(a -> !verified.contains(a))
                                .toList()
                        : List.of();
                entries.add(
                        entry(l, lemmas.get(l.getName()), traces(sweep, l, t)).resting(open));
            }
            return new Task(
                    id,
                    sweep.getName(),
                    t.open().name(),
                    OptionWords.of(settings),
                    t.problems().size(),
                    entries);
        }
    }

    private List<Trace> traces(Sweep sweep, org.troop.proto.Lemma l, LoadedTheory t) {
        if (l.getStatus() != ProofStatus.PROOF_STATUS_TRACE_FOUND) {
            return List.of();
        }
        LemmaResult r = client.result(sweep, t, l.getName());
        ProofSystems systems = t.prover(line -> {}, ProofListener.NONE).systems();
        List<Trace> out = new ArrayList<>();
        for (TraceReport x : r.traces()) {
            String graph = out.isEmpty() ? TracePicture.of(t.open().name(), systems, r) : null;
            out.add(
                    switch (x.validation()) {
                        case Validation.Valid v -> new Trace(x.path(), "valid", null, graph);
                        case Validation.Mismatch m -> new Trace(x.path(), "mismatch", m.reason(), graph);
                        case Validation.NotValidated n -> new Trace(x.path(), "not-validated", n.reason(), graph);
                    });
        }
        return out;
    }

    private static Entry entry(org.troop.proto.Lemma l, @Nullable Lemma lemma, List<Trace> traces) {
        Outcome o = outcome(l, lemma);
        boolean isOver = o != Outcome.PENDING;
        return new Entry(
                l.getName(),
                lemma == null ? "" : lemma.quantifier().text(),
                o,
                summary(l, lemma, o),
                l.getState() == LemmaState.LEMMA_STATE_DONE ? l.getSteps() : -1,
                l.getMessage().isEmpty() ? null : l.getMessage(),
                null,
                new Cost(
                        l.getFinishedMillis() == 0 || l.getStartedMillis() == 0
                                ? -1
                                : (l.getFinishedMillis() - l.getStartedMillis()) / 1e3,
                        isOver ? l.getWorkMillis() / 1e3 : -1,
                        -1,
                        -1,
                        -1),
                traces,
                List.of(),
                RaceReports.of(l),
                false);
    }

    private static Outcome outcome(org.troop.proto.Lemma l, @Nullable Lemma lemma) {
        boolean exists = lemma != null && lemma.quantifier() == TraceQuantifier.EXISTS_TRACE;
        return switch (l.getState()) {
            case LEMMA_STATE_DONE ->
                switch (l.getStatus()) {
                    case PROOF_STATUS_TRACE_FOUND -> exists ? Outcome.VERIFIED : Outcome.FALSIFIED;
                    case PROOF_STATUS_COMPLETE -> exists ? Outcome.FALSIFIED : Outcome.VERIFIED;
                    default -> Outcome.INCOMPLETE;
                };
            case LEMMA_STATE_FAILED -> Outcome.FAILED;
            case LEMMA_STATE_CANCELLED -> Outcome.INCOMPLETE;
            default -> Outcome.PENDING;
        };
    }

    private static String summary(org.troop.proto.Lemma l, @Nullable Lemma lemma, Outcome o) {
        if (l.getState() == LemmaState.LEMMA_STATE_CANCELLED) {
            return "cancelled";
        }
        if (lemma == null || l.getState() != LemmaState.LEMMA_STATE_DONE) {
            return o.word();
        }
        return SweepLines.status(l.getStatus()).text(lemma.quantifier());
    }
}
