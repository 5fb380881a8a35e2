package org.troop.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.auto.AutoSources;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.Strategy;
import org.troop.solver.search.TheoryProver;
import org.troop.solver.source.Source;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.Workspace;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.check.Wellformedness;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Page;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.Summary;
import org.troop.theory.print.TheoryPrinter;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Theory;

/** Reads, closes, proves and prints theories one after the other, as the original's batch mode does. */
final class Batch {
    private final BatchOptions options;

    Batch(BatchOptions options) {
        this.options = options;
    }

    /** One analysed file. */
    private record Analysed(
            String path,
            Theory open,
            ClosedTheory theory,
            List<Problem> problems,
            List<LemmaResult> results,
            double seconds) {}

    /** Warnings are to stop the run. */
    private static final class WarningsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WarningsException(String report) {
            super(report, null, false, false);
        }
    }

    int run() throws IOException, UnguardedException {
        if (options.parseOnly) {
            return parseOnly();
        }
        if (options.precomputeOnly) {
            return precomputeOnly();
        }
        List<Analysed> done = new ArrayList<>();
        try {
            for (String f : options.files) {
                done.add(analyse(f));
            }
        } catch (WarningsException e) {
            System.out.println(e.getMessage());
            System.err.println("quit-on-warning mode selected - aborting on wellformedness errors.");
            return ExitCode.FAILED;
        }
        List<Summary.File> summaries = new ArrayList<>();
        try (Writer out = standardOutput()) {
            for (Analysed a : done) {
                String target = target(a.path);
                if (target == null) {
                    print(a, out);
                    out.append('\n');
                } else {
                    writeFile(a, Path.of(target));
                }
                summaries.add(summary(a, target));
            }
            out.append(Summary.text(summaries));
        }
        return ExitCode.OK;
    }

    private static Writer standardOutput() {
        return new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), 1 << 16);
    }

    private Theory parse(String file) {
        Theory t = TheoryParser.parse(Path.of(file), new ParseOptions(options.defines, false));
        t.warnings().forEach(System.err::println);
        return t;
    }

    private ClosedTheory close(Theory t) throws UnguardedException {
        requireSupported(t);
        AcSession session = new AcSession(t.signature());
        ClosedTheory closed = Closing.close(t, (signature, heads) -> new AcService(session, heads));
        if (!options.autoSources && configured(t, "--auto-sources") == null) {
            return closed;
        }
        return new AutoSources(session, limits(), System.err::println).extend(closed);
    }

    private Limits limits() {
        return new Limits(options.openChains, options.saturation);
    }

    private static void requireSupported(Theory t) {
        for (Item i : t.items()) {
            if (i instanceof Item.TopProcess) {
                throw new UnsupportedFeatureException("the translation of processes (item 'process:')");
            }
            if (i instanceof Item.AccountabilityLemma a) {
                throw new UnsupportedFeatureException("the accountability lemma '" + a.name() + "'");
            }
        }
    }

    private Analysed analyse(String file) throws UnguardedException {
        long start = System.nanoTime();
        Theory t = parse(file);
        System.err.println("[Theory " + t.name() + "] Theory loaded");
        ClosedTheory closed = close(t);
        System.err.println("[Theory " + t.name() + "] Theory closed");
        for (String p : options.unmatched(closed.lemmas().stream().map(Item.Lemma::name).toList())) {
            System.err.println("troop: no lemma of " + file + " matches '" + p + "'.");
        }
        List<Problem> problems = Wellformedness.problems(t, options.lemmaArguments());
        if (options.quitOnWarning && !problems.isEmpty()) {
            throw new WarningsException(Report.abortText(problems));
        }
        List<LemmaResult> results = prover(closed).prove(l -> options.selects(l.name()));
        return new Analysed(file, t, closed, problems, results, (System.nanoTime() - start) / 1e9);
    }

    private TheoryProver prover(ClosedTheory t) {
        Strategy strategy = options.strategy != null ? options.strategy : strategy(t.theory());
        int threads = options.threads > 0 ? options.threads : Runtime.getRuntime().availableProcessors();
        return new TheoryProver(
                t,
                new ProverOptions(
                        strategy,
                        options.bound,
                        options.heuristic,
                        limits(),
                        threads),
                System.err::println);
    }

    /** The strategy of the configuration block, depth-first search without one. */
    private static Strategy strategy(Theory t) {
        String configured = configured(t, "--stop-on-trace");
        return configured == null || configured.isEmpty() ? Strategy.DFS : BatchOptions.strategy(configured);
    }

    /** The value of a flag in the configuration block, "" without a value; null if the flag is not there. */
    private static @Nullable String configured(Theory t, String flag) {
        for (Item.Configuration c : t.all(Item.Configuration.class)) {
            for (String word : c.text().strip().split("\\s+")) {
                if (word.equals(flag) || word.startsWith(flag + "=")) {
                    return word.substring(Math.min(word.length(), flag.length() + 1));
                }
            }
        }
        return null;
    }

    private static void print(Analysed a, Appendable out) throws UnguardedException {
        ProvedTheory view = new ProvedTheory(a.open, a.theory, a.results, Report.text(a.problems));
        Page page = new Page(out);
        TheoryPrinter.printClosed(a.theory.theory(), view, page);
        page.flush();
    }

    /** Writes to a temporary file beside the target, then moves it there. */
    private static void writeFile(Analysed a, Path target) throws IOException, UnguardedException {
        Path dir = target.toAbsolutePath().getParent();
        Files.createDirectories(dir);
        Path tmp = Files.createTempFile(dir, ".troop-", ".tmp");
        try (Writer w = Files.newBufferedWriter(tmp)) {
            print(a, w);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        try {
            Files.move(tmp, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(tmp, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Where the theory is written; null for standard output. */
    private @Nullable String target(String file) {
        if (options.output != null && !options.output.isEmpty()) {
            return options.output;
        }
        if (options.outputDirectory != null) {
            String name = Path.of(file).getFileName().toString();
            int dot = name.lastIndexOf('.');
            return Path.of(options.outputDirectory, (dot > 0 ? name.substring(0, dot) : name) + "_analyzed.spthy")
                    .toString();
        }
        if (options.output != null) {
            throw new UsageException("Please specify a valid output file/directory");
        }
        return null;
    }

    private Summary.File summary(Analysed a, @Nullable String target) {
        List<Summary.Result> rs = new ArrayList<>();
        for (LemmaResult r : a.results) {
            rs.add(new Summary.Result(r.lemma().name(), null, r.lemma().quantifier(), r.status(), r.steps()));
        }
        return new Summary.File(a.path, target, a.seconds, a.problems.size(), options.isProving(), rs);
    }

    private int parseOnly() throws IOException, UnguardedException {
        List<Theory> theories = new ArrayList<>();
        for (String f : options.files) {
            theories.add(parse(f));
        }
        try (Writer out = standardOutput()) {
            for (Theory t : theories) {
                Page page = new Page(out);
                TheoryPrinter.printOpen(t, true, null, page);
                page.flush();
                out.append('\n');
            }
        }
        return ExitCode.OK;
    }

    private int precomputeOnly() throws UnguardedException {
        for (String f : options.files) {
            ClosedTheory t = close(parse(f));
            TheoryProver p = prover(t);
            Workspace w = new Workspace(t);
            String what = t.restrictions().length > 0 ? " and restrictions: " : ": ";
            System.out.println("Multiset rewriting rules" + what + t.protocol().size());
            System.out.println(statistics("Raw", p.sources().in(w, false), w));
            System.out.println(statistics("Refined", p.sources().in(w, true), w));
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
