package org.troop.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code troop sweep}: has a coordinator prove the lemmas of theories. */
@Command(
        name = "sweep",
        description = {"Submits theories to a coordinator and follows them until all lemmas are done.", ""},
        customSynopsis = "troop sweep [OPTIONS] FILE... [LEMMA...]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every lemma has a verdict",
            "1:bad input or command line, or the coordinator cannot be reached",
            "2:an internal error",
            "6:a lemma has no verdict"
        })
final class SweepCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private CoordinatorAddress coordinator;

    @Mixin
    private TheoryArguments theories;

    @Option(names = "--stop-on-trace", paramLabel = "METHOD", description = "dfs, bfs, seqdfs or none.")
    private @Nullable String strategy;

    @Option(
            names = {"-b", "--bound"},
            paramLabel = "N",
            description = "Give up at depth N of a proof.")
    private @Nullable String bound;

    @Option(names = "--heuristic", paramLabel = "RANKINGS", description = "Goal rankings instead of the theory's.")
    private @Nullable String heuristic;

    @Option(
            names = {"-c", "--open-chains"},
            paramLabel = "N",
            description = "Chains that are solved in the precomputation of sources (default: 10).")
    private @Nullable String openChains;

    @Option(
            names = {"-s", "--saturation"},
            paramLabel = "N",
            description = "Rounds of the saturation of sources (default: 5).")
    private @Nullable String saturation;

    @Option(names = "--auto-sources", description = "Add a generated sources lemma if partial deconstructions remain.")
    private boolean autoSources;

    @Mixin
    private SubmissionOptions submission;

    SweepCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        submission.priority();
        SettingsBuilder s = new SettingsBuilder().define(theories.defines);
        if (strategy != null) {
            s.strategy(BatchOptions.strategy(strategy));
        }
        if (bound != null) {
            s.bound(number("--bound", bound));
        }
        if (heuristic != null) {
            s.heuristic(heuristic);
        }
        if (openChains != null) {
            s.openChains(number("--open-chains", openChains));
        }
        if (saturation != null) {
            s.saturation(number("--saturation", saturation));
        }
        if (autoSources) {
            s.autoSources();
        }
        Settings settings = s.build();
        LemmaPatterns patterns = new LemmaPatterns(theories.lemmas());
        try (SweepClient client = coordinator.client()) {
            return new ClusterSubmission(client, settings, patterns, submission, screen).run(theories.files());
        }
    }

    private static int number(String option, String value) {
        return BatchOptions.integer(value, option + ": found '" + value + "', expected a number");
    }
}
