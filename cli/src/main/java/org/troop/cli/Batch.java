package org.troop.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.KnownProof;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofListener;
import org.troop.solver.search.TheoryProver;
import org.troop.solver.source.Source;
import org.troop.solver.system.Workspace;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.Page;
import org.troop.theory.print.Report;
import org.troop.theory.print.Summary;
import org.troop.theory.print.TheoryPrinter;
import org.troop.theory.syntax.Theory;

/** Reads, closes, proves and prints theories one after the other, as the original's batch mode does. */
final class Batch {
    private final BatchOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private volatile LemmaLog log = new LemmaLog();
    private volatile @Nullable LoadedTheory current;

    Batch(BatchOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    /** One analysed file. */
    private record Analysed(
            LoadedTheory theory,
            List<LemmaResult> results,
            @Nullable TraceGraphs graphs,
            double seconds) {}

    /** Warnings are to stop the run. */
    private static final class WarningsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WarningsException(String report) {
            super(report, null, false, false);
        }
    }

    /** The lemma whose proof ended the run with an exception; null if it was something else. */
    @Nullable
    String failedLemma() {
        return log.failed();
    }

    /** @return the exit code */
    int run() throws IOException, UnguardedException {
        if (options.parseOnly) {
            return parseOnly();
        }
        if (options.precomputeOnly) {
            return precomputeOnly();
        }
        if (options.module != null) {
            return translate(options.module);
        }
        requireOutputs();
        List<Analysed> done = new ArrayList<>();
        try (Interruption interruption = new Interruption(this::sayWhatIsKnown)) {
            for (String f : options.files) {
                done.add(analyse(f));
            }
        } catch (WarningsException e) {
            return abort(e);
        }
        boolean invalid = false;
        boolean written = true;
        List<Summary.File> summaries = new ArrayList<>();
        Writer writer = writer();
        for (Analysed a : done) {
            invalid |= TraceComplaints.print("tamarin-prover", a.theory.path(), a.results, err);
            String target = target(a.theory.path());
            if (target == null) {
                a.theory.print(a.results, writer);
                writer.append('\n');
            } else {
                written &= OutputFile.writeOrPrint(
                        Path.of(target), w -> a.theory.print(a.results, w), out, "tamarin-prover", err);
            }
            if (a.graphs != null) {
                writeGraphs(a.graphs);
            }
            summaries.add(new Summary.File(
                    a.theory.path(),
                    target,
                    a.seconds,
                    a.theory.problems().size(),
                    options.isProving(),
                    lines(a.results)));
        }
        writer.append(Summary.text(summaries));
        writer.flush();
        return invalid ? ExitCode.INTERNAL : written ? ExitCode.OK : ExitCode.FAILED;
    }

    private int abort(WarningsException e) {
        out.println(e.getMessage());
        err.println("quit-on-warning mode selected - aborting on wellformedness errors.");
        return ExitCode.FAILED;
    }

    private Writer writer() {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    private Theory read(String file) {
        return LoadedTheory.read(file, options.settings(), err);
    }

    private LoadedTheory load(String file) {
        Theory open = read(file);
        err.println("[Theory " + open.name() + "] Theory loaded");
        err.println("[Theory " + open.name() + "] Theory translated");
        return LoadedTheory.close(file, open, options.settings(), options.lemmaArguments(), err::println);
    }

    private Analysed analyse(String file) throws IOException {
        long start = System.nanoTime();
        log = new LemmaLog();
        current = null;
        LoadedTheory t = load(file);
        err.println("[Theory " + t.open().name() + "] Theory closed");
        if (options.quitOnWarning && !t.problems().isEmpty()) {
            throw new WarningsException(Report.abortText(t.problems()));
        }
        current = t;
        Map<String, KnownProof> known =
                options.resumed == null ? Map.of() : PartialProofs.read(Path.of(options.resumed), t);
        Proofs proofs = t.proofs(l -> options.selects(l.name()), known, err::println, log);
        TraceGraphs graphs = options.outputJson == null && options.outputDot == null
                ? null
                : new TraceGraphs(t.open().name(), proofs);
        return new Analysed(t, proofs.results(), graphs, (System.nanoTime() - start) / 1e9);
    }

    private void writeGraphs(TraceGraphs graphs) throws IOException {
        if (options.outputJson != null) {
            graphs.writeJson(Path.of(options.outputJson));
        }
        if (options.outputDot != null) {
            graphs.writeDot(Path.of(options.outputDot));
        }
    }

    private void requireOutputs() throws IOException {
        for (String f : options.files) {
            String target = options.output != null && options.output.isEmpty() ? null : target(f);
            OutputFile.requirePossible(target == null ? null : Path.of(target));
        }
        OutputFile.requirePossible(options.outputJson == null ? null : Path.of(options.outputJson));
        OutputFile.requirePossible(options.outputDot == null ? null : Path.of(options.outputDot));
    }

    /** Where the theory is written; null for standard output. */
    private @Nullable String target(String file) {
        if (options.output != null && !options.output.isEmpty()) {
            return options.output;
        }
        if (options.outputDirectory != null) {
            String name = String.valueOf(Path.of(file).getFileName());
            int dot = name.lastIndexOf('.');
            return Path.of(options.outputDirectory, (dot > 0 ? name.substring(0, dot) : name) + "_analyzed.spthy")
                    .toString();
        }
        if (options.output != null) {
            throw new UsageException("Please specify a valid output file/directory");
        }
        return null;
    }

    private static List<Summary.Result> lines(Collection<LemmaResult> results) {
        List<Summary.Result> out = new ArrayList<>();
        for (LemmaResult r : results) {
            out.add(new Summary.Result(r.lemma().name(), null, r.lemma().quantifier(), r.status(), r.steps()));
        }
        return out;
    }

    private void sayWhatIsKnown() {
        LemmaLog known = log;
        err.println("tamarin-prover: interrupted. Known so far:");
        lines(known.finished().values()).forEach(l -> err.println("  " + l.text()));
        known.running()
                .forEach(r -> err.println(
                        "  " + r.lemma().name() + " (" + r.lemma().quantifier().text() + "): no verdict ("
                                + r.run().expanded() + " nodes expanded)"));
        LoadedTheory t = current;
        if (t != null && options.isProving()) {
            savePartialProofs(t, known);
        }
        err.flush();
    }

    private void savePartialProofs(LoadedTheory t, LemmaLog known) {
        String target = target(t.path());
        Path place = target == null ? PartialProofs.defaultPlace(t.path()) : Path.of(target + ".partial");
        try {
            PartialProofs.write(place, t, known.soFar());
            err.println("tamarin-prover: the proofs so far were written to " + place + "; add --resume=" + place
                    + " to go on from there");
        } catch (IOException | RuntimeException e) {
            Complaint.print(e, null, "tamarin-prover", err);
        }
    }

    private int parseOnly() throws IOException, UnguardedException {
        List<Theory> theories = new ArrayList<>();
        for (String f : options.files) {
            theories.add(LoadedTheory.read(f, options.parseOptions(), err));
        }
        Writer writer = writer();
        for (Theory t : theories) {
            Page page = new Page(writer);
            TheoryPrinter.printOpen(t, true, null, page);
            page.flush();
            writer.append('\n');
        }
        writer.flush();
        return ExitCode.OK;
    }

    /** Prints the theories in the form of an output module. */
    private int translate(OutputModule module) throws IOException {
        List<LoadedTheory> theories = new ArrayList<>();
        for (String f : options.files) {
            LoadedTheory t = load(f);
            if (options.quitOnWarning && !t.problems().isEmpty()) {
                return abort(new WarningsException(Report.abortText(t.problems())));
            }
            theories.add(t);
        }
        Writer writer = writer();
        for (LoadedTheory t : theories) {
            String target = target(t.path());
            if (target == null) {
                module.print(t, options::chooses, writer);
                writer.append('\n');
            } else {
                OutputFile.write(Path.of(target), w -> module.print(t, options::chooses, w));
            }
        }
        writer.flush();
        return ExitCode.OK;
    }

    private int precomputeOnly() throws UnguardedException {
        for (String f : options.files) {
            LoadedTheory t = LoadedTheory.close(f, read(f), options.settings(), options.lemmaArguments(), err::println);
            TheoryProver p = t.prover(err::println, ProofListener.NONE);
            Workspace w = new Workspace(t.closed());
            String what = t.closed().restrictions().length > 0 ? " and restrictions: " : ": ";
            out.println(
                    "Multiset rewriting rules" + what + t.closed().protocol().size());
            out.println(statistics("Raw", p.sources().in(w, false), w));
            out.println(statistics("Refined", p.sources().in(w, true), w));
        }
        return ExitCode.OK;
    }

    private static String statistics(String kind, List<Source> sources, Workspace w) {
        int open = 0;
        for (Source x : sources) {
            open += x.partialDeconstructions(w);
        }
        return kind + " sources: " + sources.size() + " cases, "
                + (open == 0 ? "deconstructions complete" : open + " partial deconstructions left");
    }
}
