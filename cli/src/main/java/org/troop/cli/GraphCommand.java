package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.troop.solver.graph.GraphOptions;
import org.troop.solver.graph.SystemGraph;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Theory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troop graph}: draws the trace that was found for a lemma, or the constraint system at any case of its proof. */
@Command(
        name = "graph",
        description = {
            "Draws the trace found for a lemma, or the constraint system at a case of its proof. A proof in the file is"
                    + " replayed; without one, the lemma is proved first.",
            ""
        },
        customSynopsis = "troop graph [OPTIONS] FILE LEMMA",
        mixinStandardHelpOptions = true,
        versionProvider = Troop.ProgramVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the graph was drawn",
            "1:bad input or command line",
            "2:an internal error, or out of memory",
            "4:svg without Graphviz, or the theory needs something that is not supported yet",
            "6:the lemma has no trace"
        },
        footer = {
            "",
            "Examples:",
            "  troop graph model.spthy secrecy -o attack.svg",
            "  troop graph model.proved.spthy secrecy --case Init/Leak | xdot -"
        })
final class GraphCommand implements Callable<Integer> {
    private enum Format {
        DOT,
        SVG,
        JSON
    }

    private final Screen screen;

    @Parameters(index = "0", paramLabel = "FILE", description = "A theory.")
    private String file = "";

    @Parameters(index = "1", paramLabel = "LEMMA", description = "One of its lemmas.")
    private String lemma = "";

    @Option(
            names = "--case",
            paramLabel = "PATH",
            description =
                    "Draw the system at this case instead of the trace: names of cases from the first step on, with"
                            + " slashes between; cases without a name are left out.")
    private @Nullable String path;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "dot, svg (needs Graphviz) or json (default: what the name of the output file says, or dot).")
    private @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to FILE instead of standard output.")
    private @Nullable Path output;

    @Option(
            names = "--level",
            paramLabel = "N",
            description = "Simplification of orderings, from 0 (all are drawn) to 3 (none that follows from others;"
                    + " default: 2).")
    private int level = GraphOptions.DEFAULT.level();

    @Option(names = "--all-steps", description = "Also draw steps that only hand something on.")
    private boolean allSteps;

    @Option(names = "--all-facts", description = "Draw the adversary's steps with all facts.")
    private boolean allFacts;

    @Option(names = "--full-terms", description = "No abbreviations.")
    private boolean fullTerms;

    @Option(names = "--by-name", description = "Group rules with similar names (default: rules of one role).")
    private boolean byName;

    @Option(
            names = {"-D", "--define"},
            paramLabel = "FLAG",
            description = "Define a flag of the preprocessor (#ifdef).")
    private List<String> defines = new ArrayList<>();

    @Mixin
    private SearchArguments search;

    GraphCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        Format f = format();
        GraphOptions options = options();
        LoadedTheory t = load();
        Lemma wanted = t.lemma(lemma);
        Preflight.check(t, l -> l == wanted);
        LemmaLog log = new LemmaLog();
        Proofs proofs;
        try {
            proofs = t.proofs(l -> l == wanted, Map.of(), line -> {}, log);
        } catch (RuntimeException | Error e) {
            throw new LemmaFailedException(log.failed(), e);
        }
        LemmaResult r = proofs.results().get(t.lemmas().indexOf(wanted));
        if (TraceComplaints.print("troop", file, List.of(r), screen.err())) {
            return ExitCode.INTERNAL;
        }
        ProofPlace place = path == null ? ProofPlace.firstTrace(r) : ProofPlace.at(r, path);
        if (place == null) {
            screen.err()
                    .println("troop: lemma '" + lemma + "' has no trace to draw: " + Verdict.text(r)
                            + "; --case PATH draws the system at a case of its proof");
            return ExitCode.INCONCLUSIVE;
        }
        String label = t.open().name() + " " + lemma + (place.path().isEmpty() ? "" : " " + place.path());
        SystemGraph[] graph = new SystemGraph[1];
        proofs.systems().at(r, place.cases(), (names, w, c) -> graph[0] = SystemGraph.of(w, c, options));
        if (graph[0].isEmpty()) {
            screen.err().println("troop: the system there has no nodes yet, the graph is empty");
        }
        print(
                switch (f) {
                    case DOT -> graph[0].dot(label);
                    case SVG -> Graphviz.svg(graph[0].dot(label));
                    case JSON -> JsonText.of(4, out -> graph[0].json(label, out)) + "\n";
                });
        return ExitCode.OK;
    }

    private Format format() {
        String name = format != null ? format : suffix(output);
        for (Format f : Format.values()) {
            if (f.name().toLowerCase(Locale.ROOT).equals(name)) {
                return f;
            }
        }
        if (format != null) {
            throw new UsageException("--format: found '" + format + "', expected dot, svg or json");
        }
        return Format.DOT;
    }

    private static String suffix(@Nullable Path file) {
        String name = file == null ? "" : file.toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private GraphOptions options() {
        if (level < 0 || level > 3) {
            throw new UsageException("--level: found '" + level + "', expected a number from 0 to 3");
        }
        return new GraphOptions(!allSteps, !allFacts, !fullTerms, level, false, byName);
    }

    private LoadedTheory load() throws IOException {
        SettingsBuilder s = new SettingsBuilder().define(defines).derivationSeconds(0);
        search.addTo(s);
        Settings settings = s.build();
        Theory open = LoadedTheory.read(file, settings, screen.err());
        try {
            return LoadedTheory.close(file, open, settings, List.of(), line -> {});
        } catch (UnguardedFormulaException e) {
            throw new UsageException(new TheoryText(file).placeOf(e.kind(), e.name()) + e.getMessage());
        }
    }

    private void print(String text) throws IOException {
        if (output == null) {
            screen.out().print(text);
            screen.out().flush();
        } else {
            OutputFile.write(output, text);
        }
    }
}
