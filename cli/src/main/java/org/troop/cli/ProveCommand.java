package org.troop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.KnownProof;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Theory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code troop prove}: proves or refutes lemmas. */
@Command(
        name = "prove",
        description = {"Proves or refutes lemmas, and prints each verdict as soon as it is known.", ""},
        customSynopsis = "troop prove [OPTIONS] FILE... [LEMMA...]",
        mixinStandardHelpOptions = true,
        versionProvider = Troop.ProgramVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every lemma has a verdict, whether verified or falsified",
            "1:bad input or command line",
            "2:an internal error, or out of memory",
            "3:no JDK 25, no Maven, or the build failed (from the launcher)",
            "4:the theory needs something that is not supported yet",
            "5:--check-expected found another verdict than expected",
            "6:a lemma has no verdict: bound reached, or its proof cannot be finished",
            "130:interrupted (Ctrl-C)"
        },
        footer = {
            "",
            "Examples:",
            "  troop prove model.spthy",
            "  troop prove model.spthy types 'auth_*' -o model.proved.spthy",
            "  troop prove model.spthy --heuristic=C --stop-on-trace=seqdfs -D with_resumption",
            "  troop prove examples/*.spthy --check-expected"
        })
final class ProveCommand implements Callable<Integer> {
    private final Screen screen;
    private @Nullable ResultsFile resultsFile;

    @Mixin
    private TheoryArguments theories;

    @Option(
            names = {"--lemma", "--prove"},
            paramLabel = "LEMMA",
            description = "Lemmas to prove, as among the arguments. May be repeated.")
    private List<String> patterns = new ArrayList<>();

    @Mixin
    private SearchArguments search;

    @Mixin
    private SubgoalArguments subgoals;

    @Option(
            names = {"-d", "--derivcheck-timeout"},
            paramLabel = "SECONDS",
            description = "Time for the message derivation checks of all rules (default: 5; 0: no checks).")
    private @Nullable String derivationSeconds;

    @Mixin
    private RaceArguments race;

    @Option(
            names = {"-w", "--workers"},
            paramLabel = "N",
            description =
                    "Prove with N worker processes, which share the cores (default: with threads of this process).")
    private @Nullable String workers;

    @Mixin
    private LimitArguments limits;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write the theory with its proofs to FILE, at once when all is done; on Ctrl-C, with partial proofs"
                            + " (without this option: to THEORY.partial).")
    private @Nullable Path output;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on from the partial proofs that an interrupted or limited run wrote to FILE; the other options"
                            + " must be the same.")
    private @Nullable Path resumed;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the results for programs to FILE, as JSON (docs/results.md); on Ctrl-C, those that are"
                    + " known.")
    private @Nullable Path json;

    @Option(
            names = "--check-expected",
            description = "Compare with the comments '// expected: VERDICT (N steps)' before the lemmas.")
    private boolean checkExpected;

    @Option(
            names = {"-q", "--quiet"},
            description = "Verdicts only: no progress, no heading, no conclusion.")
    private boolean quiet;

    ProveCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        List<String> files = theories.files();
        if (output != null && files.size() > 1) {
            throw new UsageException("--output takes the proofs of one theory, and " + files.size() + " are given");
        }
        if (workers != null && resumed != null) {
            throw new UsageException("--workers goes without --resume");
        }
        if (workers != null) {
            subgoals.requireNone("--workers");
        }
        if (race.areGiven() && resumed != null) {
            throw new UsageException("--race and --first-trace go without --resume: nobody knows whose proof goes on");
        }
        if (resumed != null && files.size() > 1) {
            throw new UsageException("--resume continues one theory, and " + files.size() + " are given");
        }
        List<String> all = new ArrayList<>(theories.lemmas());
        all.addAll(patterns);
        LemmaPatterns lemmas = new LemmaPatterns(all);
        OutputFile.requirePossible(output);
        OutputFile.requirePossible(json);
        resultsFile = json == null ? null : new ResultsFile(json);
        int code = ExitCode.OK;
        for (String f : files) {
            code = worse(code, prove(f, lemmas, settings));
        }
        return code;
    }

    /** An internal error comes before a failed check, and that before a missing verdict. */
    private static int worse(int a, int b) {
        if (a == ExitCode.INTERNAL || b == ExitCode.INTERNAL) {
            return ExitCode.INTERNAL;
        }
        return a == ExitCode.OK || b == ExitCode.CHECK_FAILED ? (b == ExitCode.OK ? a : b) : a;
    }

    private Settings settings() {
        SettingsBuilder s = new SettingsBuilder().define(theories.defines);
        search.addTo(s);
        subgoals.addTo(s);
        race.addTo(s);
        limits.addTo(s);
        Arguments.given(derivationSeconds, v -> s.derivationSeconds(Arguments.number("--derivcheck-timeout", v)));
        return s.build();
    }

    private int prove(String file, LemmaPatterns patterns, Settings settings) throws IOException {
        long start = System.nanoTime();
        Theory open = LoadedTheory.read(file, settings, screen.err());
        TheoryText text = new TheoryText(file);
        LoadedTheory t;
        try {
            t = LoadedTheory.close(file, open, settings, List.of(), line -> {});
            patterns.requireMatches(file, t.lemmas());
            Preflight.check(t, patterns::matches);
        } catch (UnguardedFormulaException e) {
            throw new UsageException(text.placeOf(e.kind(), e.name()) + e.getMessage());
        }
        Map<String, TheoryText.Expected> expected = checkExpected ? text.expected() : Map.of();
        if (checkExpected && expected.isEmpty()) {
            throw new UsageException(file + ": no comment says which verdicts are expected, such as"
                    + " '// expected: verified (12 steps)' before a lemma");
        }
        if (!t.problems().isEmpty()) {
            screen.err()
                    .println("troop: warning: " + file + ": "
                            + Verdict.count(t.problems().size(), "wellformedness check")
                            + " failed, the results might be wrong ('troop check' shows them)");
        }
        Map<String, KnownProof> known = resumed == null ? Map.of() : PartialProofs.read(resumed, t);
        Map<String, LemmaResult> results = search(t, patterns::matches, known, start);
        boolean written = output == null || writeProofs(output, t, results);
        boolean invalid = TraceComplaints.print("troop", file, results.values(), screen.err());
        Conclusion c = new Conclusion(t, patterns, results);
        List<String> mismatches = c.mismatches(expected);
        mismatches.forEach(screen.out()::println);
        if (!quiet) {
            c.winners().forEach(screen.out()::println);
            c.assumptions().forEach(screen.out()::println);
            Path place = written ? output : null;
            screen.out().println(c.line((System.nanoTime() - start) / 1e9, expected, mismatches.size(), place));
        }
        screen.out().flush();
        if (invalid) {
            return ExitCode.INTERNAL;
        }
        if (!written) {
            return ExitCode.FAILED;
        }
        return !mismatches.isEmpty() ? ExitCode.CHECK_FAILED : c.isConclusive() ? ExitCode.OK : ExitCode.INCONCLUSIVE;
    }

    /** If a limit ended a search, the file is one to go on from. */
    private boolean writeProofs(Path target, LoadedTheory t, Map<String, LemmaResult> results) throws IOException {
        Consumer<Appendable> text = results.values().stream().anyMatch(PartialProofs::isPartial)
                ? PartialProofs.text(target, t, results)
                : w -> t.print(t.withStored(results), w);
        return OutputFile.writeOrPrint(target, text, screen.out(), "troop", screen.err());
    }

    private Map<String, LemmaResult> search(
            LoadedTheory t, Predicate<Lemma> selected, Map<String, KnownProof> known, long start) throws IOException {
        if (!quiet) {
            screen.out().println(heading(t));
            screen.out().flush();
        }
        Assumptions assumptions = new Assumptions(t.closed());
        ProofWatch watch =
                new ProofWatch(screen, t.lemmas(), selected, r -> givenAssumptions(r, t, selected, assumptions), quiet);
        try (watch;
                Interruption interruption = new Interruption(() -> sayFarewell(watch, t, selected, start))) {
            Map<String, LemmaResult> out = new LinkedHashMap<>();
            Map<String, LemmaResult> apart = workers == null ? Map.of() : proveApart(t, selected, watch);
            Predicate<Lemma> here = l -> selected.test(l) && !apart.containsKey(l.name());
            for (LemmaResult r : t.proofs(here, known, watch::log, watch).results()) {
                out.put(r.lemma().name(), apart.getOrDefault(r.lemma().name(), r));
            }
            writeResults(t, selected, out, watch, start);
            return out;
        } catch (RuntimeException | Error e) {
            throw new LemmaFailedException(watch.failed(), e);
        }
    }

    /** Proves in worker processes what they can: lemmas without a stored proof. */
    private Map<String, LemmaResult> proveApart(LoadedTheory t, Predicate<Lemma> selected, ProofWatch watch) {
        List<String> names = t.lemmas().stream()
                .filter(l -> selected.test(l) && l.proof() == null)
                .map(Lemma::name)
                .toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        try (LocalCluster cluster = new LocalCluster(
                Arguments.positive("--workers", workers),
                t.settings().threadCount(),
                t.settings().oracleUse().seconds(),
                t.settings().keepsSources())) {
            return cluster.prove(t, names, race, watch);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String heading(LoadedTheory t) {
        int n = t.settings().threadCount();
        return "theory " + t.open().name() + " (" + t.path() + "), " + Verdict.count(n, "thread");
    }

    /** Lemmas that the verdict rests on although this run does not prove them. */
    private static String givenAssumptions(
            LemmaResult r, LoadedTheory t, Predicate<Lemma> selected, Assumptions assumptions) {
        if (!Verdict.restsOnAssumptions(r)) {
            return "";
        }
        List<String> given = t.lemmas().stream()
                .filter(l -> !selected.test(l) && l.proof() == null)
                .map(Lemma::name)
                .filter(assumptions.of(r.lemma().name())::contains)
                .toList();
        return given.isEmpty() ? "" : "assuming " + String.join(", ", given);
    }

    private void sayFarewell(ProofWatch watch, LoadedTheory t, Predicate<Lemma> selected, long start) {
        watch.close();
        Map<String, LemmaResult> finished = watch.finished();
        long asked = t.lemmas().stream().filter(selected).count();
        long known =
                finished.values().stream().filter(r -> selected.test(r.lemma())).count();
        screen.err()
                .println("troop: interrupted after " + Verdict.seconds((System.nanoTime() - start) / 1e9) + "; " + known
                        + " of " + Verdict.count(asked, "lemma") + " done");
        for (LemmaLog.Running r : watch.running()) {
            screen.err()
                    .println("troop: " + r.lemma().name() + " was left after "
                            + Verdict.count(r.run().expanded(), "node") + ", with "
                            + r.run().open() + " open");
        }
        Path target = output != null ? output : PartialProofs.defaultPlace(t.path());
        try {
            PartialProofs.write(target, t, watch.soFar());
            screen.err()
                    .println("troop: the proofs so far were written to " + target + "; add --resume=" + target
                            + " to go on from there");
        } catch (IOException | RuntimeException e) {
            Complaint.print(e, null, "troop", screen.err());
        }
        try {
            writeResults(t, selected, finished, watch, start);
        } catch (IOException | RuntimeException e) {
            Complaint.print(e, null, "troop", screen.err());
        }
        screen.err().flush();
    }

    private void writeResults(
            LoadedTheory t, Predicate<Lemma> selected, Map<String, LemmaResult> results, LemmaLog log, long start)
            throws IOException {
        if (resultsFile != null) {
            resultsFile.add(t, selected, results, log::seconds, (System.nanoTime() - start) / 1e9);
        }
    }
}
