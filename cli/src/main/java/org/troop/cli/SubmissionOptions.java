package org.troop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a sweep is submitted to a coordinator, beside what is proved. */
final class SubmissionOptions {
    @Option(
            names = "--priority",
            paramLabel = "1..100",
            description = "Sweeps share the workers in proportion (default: 10).")
    private int priority = 10;

    @Option(names = "--detach", description = "Print the ids of the sweeps and end; 'troop watch' follows them.")
    private boolean detach;

    @Option(
            names = "--max-work",
            paramLabel = "TIME",
            description = "Time of workers' cores per lemma, such as 90s, 15m or 2h, as --timeout for wall clock time.")
    private @Nullable String maxWork;

    @Mixin
    private RaceArguments race;

    RaceArguments race() {
        return race;
    }

    /** For work on one lemma, in seconds; 0 without limit. */
    long workSeconds() {
        return maxWork == null
                ? 0
                : LemmaLimits.UNLIMITED.withSeconds("--max-work", maxWork).seconds();
    }

    /** @throws UsageException if something is asked for that only a coordinator does */
    void requireNone() {
        if (maxWork != null || detach) {
            throw new UsageException("--max-work and --detach need --coordinator");
        }
    }

    /** 1 to 100. */
    int priority() {
        if (priority < 1 || priority > 100) {
            throw new UsageException("--priority: found " + priority + ", expected a number from 1 to 100");
        }
        return priority;
    }

    boolean isDetached() {
        return detach;
    }
}
