package org.troop.cli;

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
