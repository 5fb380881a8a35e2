package org.troop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How proofs are searched: what commands that prove lemmas have in common. */
public final class SearchArguments {
    @Option(
            names = "--stop-on-trace",
            paramLabel = "METHOD",
            description =
                    "How to search for traces: dfs, bfs, seqdfs, none, or sorry, which leaves open what comes behind"
                            + " the first open node (default: what the theory says, or dfs).")
    private @Nullable String strategy;

    @Option(
            names = {"-b", "--bound"},
            paramLabel = "N",
            description = "Give up at depth N of a proof.")
    private @Nullable String bound;

    @Option(
            names = "--heuristic",
            paramLabel = "RANKINGS",
            description =
                    "Goal rankings instead of the theory's, used in turn by depth: letters of s S c C i I p P o O.")
    private @Nullable String heuristic;

    @Option(
            names = "--oraclename",
            paramLabel = "FILE",
            description = "The script behind the letters o and O of --heuristic (default: THEORY.oracle, or oracle).")
    private @Nullable String oracle;

    @Option(
            names = "--oracle-timeout",
            paramLabel = "SECONDS",
            description = "Time for each question to an oracle (default: 60).")
    private @Nullable String oracleSeconds;

    @Option(names = "--oracle-only", description = "Leave nodes open whose goals the oracle does not rank.")
    private boolean oracleOnly;

    @Option(
            names = "--oracle-restart",
            description =
                    "Start the oracle for every question, Python scripts as well, which are loaded once otherwise.")
    private boolean oracleRestart;

    @Option(names = "--no-oracles", description = "Start no scripts; goals keep the order that an oracle is given.")
    private boolean noOracles;

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

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "N",
            description = "Threads that prove at the same time; results do not depend on it (default: all cores).")
    private @Nullable String threads;

    @Option(
            names = "--no-cache",
            description = "Neither use nor keep computed sources (kept in $TROOP_CACHE, or ~/.cache/troop).")
    private boolean noCache;

    /** Adds what was said; what was not keeps its value. */
    public void addTo(SettingsBuilder s) {
        Arguments.given(strategy, v -> s.strategy(BatchOptions.strategy(v)));
        Arguments.given(bound, v -> s.bound(Arguments.number("--bound", v)));
        Arguments.given(heuristic, s::heuristic);
        Arguments.given(oracle, s::oracle);
        OracleUse use = noOracles ? s.oracleUse().none() : s.oracleUse();
        use = oracleOnly ? use.only() : use;
        s.oracleUse(oracleRestart ? use.restarting() : use);
        Arguments.given(
                oracleSeconds, v -> s.oracleUse(s.oracleUse().withSeconds(Arguments.positive("--oracle-timeout", v))));
        Arguments.given(openChains, v -> s.openChains(Arguments.number("--open-chains", v)));
        Arguments.given(saturation, v -> s.saturation(Arguments.number("--saturation", v)));
        Arguments.given(threads, v -> s.threads(Arguments.positive("--threads", v)));
        if (autoSources) {
            s.autoSources();
        }
        if (noCache) {
            s.withoutCache();
        }
    }
}
