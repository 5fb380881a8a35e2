package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Theory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troop explain}: searches for a proof of a lemma, and says where the time and the branching went. */
@Command(
        name = "explain",
        description = {
            "Searches for a proof of one lemma and says where the time and the branching went: by kind of step, by goal, by"
                    + " rule, by case; what sources and oracles took; where the proof is widest and deepest. A proof in"
                    + " the file is not used. For a lemma without end, add a limit, or press Ctrl-C.",
            ""
        },
        customSynopsis = "troop explain [OPTIONS] FILE LEMMA",
        mixinStandardHelpOptions = true,
        versionProvider = Troop.ProgramVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the search is explained, whatever its verdict, and if it ended at a limit",
            "1:bad input or command line",
            "2:an internal error, or out of memory",
            "4:the theory needs something that is not supported yet",
            "130:interrupted (Ctrl-C), after the explanation of what was searched"
        },
        footer = {
            "",
            "Examples:",
            "  troop explain model.spthy secrecy",
            "  troop explain model.spthy secrecy --timeout=60s --heuristic=C --top 30",
            "  troop explain model.spthy secrecy --json explanation.json"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final int PLACES = 5;

    private final Screen screen;

    @Parameters(index = "0", paramLabel = "FILE", description = "A theory.")
    private String file = "";

    @Parameters(index = "1", paramLabel = "LEMMA", description = "One of its lemmas.")
    private String lemma = "";

    @Option(names = "--top", paramLabel = "N", description = "Most lines of each table (default: 12).")
    private int rows = 12;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Also write it to FILE for programs, as JSON with all lines.")
    private @Nullable Path json;

    @Option(
            names = {"-D", "--define"},
            paramLabel = "FLAG",
            description = "Define a flag of the preprocessor (#ifdef).")
    private List<String> defines = new ArrayList<>();

    @Mixin
    private SearchArguments search;

    @Mixin
    private LimitArguments limits;

    private final SearchProfile profile = new SearchProfile();
    private volatile @Nullable OracleScripts scripts;

    ExplainCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        OutputFile.requirePossible(json);
        LoadedTheory t = load();
        Lemma wanted = t.lemma(lemma);
        Preflight.check(t, l -> l == wanted);
        LemmaLog log = new LemmaLog();
        long start = System.nanoTime();
        LemmaResult r;
        try (Interruption interruption = new Interruption(() -> sayFarewell(t, log, start))) {
            r = t.observed(wanted, log, profile, s -> scripts = s);
        } catch (RuntimeException | Error e) {
            throw new LemmaFailedException(log.failed(), e);
        }
        boolean invalid = TraceComplaints.print("troop", file, List.of(r), screen.err());
        print(t, r, start);
        return invalid ? ExitCode.INTERNAL : ExitCode.OK;
    }

    private void sayFarewell(LoadedTheory t, LemmaLog log, long start) {
        LemmaResult r = log.soFar().get(lemma);
        if (r == null) {
            return;
        }
        try {
            print(t, r, start);
        } catch (IOException | RuntimeException e) {
            Complaint.print(e, null, "troop", screen.err());
        }
    }

    private void print(LoadedTheory t, LemmaResult r, long start) throws IOException {
        OracleScripts s = scripts;
        Explanation e = new Explanation(
                t.open().name(),
                r,
                profile,
                ProofShape.of(r.proof(), PLACES),
                s == null
                        ? new Explanation.Scripts(0, 0, 0)
                        : new Explanation.Scripts(s.questions(), s.asked(), s.seconds()),
                limits.hasSteps() ? 1 : t.settings().threadCount(),
                (System.nanoTime() - start) / 1e9,
                rows);
        screen.out().print(e.text());
        screen.out().flush();
        if (json != null) {
            OutputFile.write(json, e.json());
        }
    }

    private LoadedTheory load() throws IOException {
        if (rows < 1) {
            throw new UsageException("--top: found '" + rows + "', expected a number from 1");
        }
        Settings settings = settings();
        Theory read = LoadedTheory.read(file, settings, screen.err());
        List<Item> items = new ArrayList<>();
        for (Item i : read.items()) {
            items.add(i instanceof Lemma l ? l.withProof(null) : i);
        }
        try {
            return LoadedTheory.close(file, read.withItems(items), settings, List.of(), line -> {});
        } catch (UnguardedFormulaException e) {
            throw new UsageException(new TheoryText(file).placeOf(e.kind(), e.name()) + e.getMessage());
        }
    }

    private Settings settings() {
        SettingsBuilder s = new SettingsBuilder().define(defines).derivationSeconds(0);
        search.addTo(s);
        limits.addTo(s);
        return s.build();
    }
}
