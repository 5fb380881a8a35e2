package org.troop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What each lemma may use: limits that commands have in common. */
public final class LimitArguments {
    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            description =
                    "Wall clock time per lemma, such as 90s, 15m or 2h. At a limit, that lemma ends incomplete with"
                            + " the proof so far, and the others go on.")
    private @Nullable String timeout;

    @Option(
            names = "--max-memory",
            paramLabel = "SIZE",
            description = "Memory per lemma, such as 500M or 4G, as Troop estimates it.")
    private @Nullable String maxMemory;

    @Option(
            names = "--max-steps",
            paramLabel = "N",
            description =
                    "Nodes that may be expanded per lemma; each lemma is then searched by one thread of this process (workers"
                            + " share the limit, and which nodes they expand depends on timing).")
    private @Nullable String maxSteps;

    public void addTo(SettingsBuilder s) {
        Arguments.given(timeout, v -> s.timeout("--timeout", v));
        Arguments.given(maxMemory, v -> s.maxMemory("--max-memory", v));
        Arguments.given(maxSteps, v -> s.maxSteps("--max-steps", v));
    }

    boolean areGiven() {
        return timeout != null || maxMemory != null || maxSteps != null;
    }

    boolean hasSteps() {
        return maxSteps != null;
    }
}
