package org.troop.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.troop.proto.CollectRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code troop gc}: removes old sweeps. */
@Command(
        name = "gc",
        description = {
            "Removes sweeps that are over, with their proofs, and theories that no sweep has any more. Sweeps that run are not"
                    + " touched, and go on meanwhile. With both options, sweeps must meet both. Needs the role admin.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Examples:", "  troop gc --older-than 30 --dry-run", "  troop gc --keep-last 100"})
final class GcCommand implements Callable<Integer> {
    private final Screen screen;

    @Option(names = "--older-than", paramLabel = "DAYS", description = "Sweeps that ended at least so many days ago.")
    private @Nullable String days;

    @Option(names = "--keep-last", paramLabel = "N", description = "All but the last N that ended.")
    private @Nullable String last;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dryRun;

    @Mixin
    private CoordinatorAddress coordinator;

    GcCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        if (days == null && last == null) {
            throw new UsageException("gc: say which sweeps are to go, with --older-than DAYS, --keep-last N, or both");
        }
        CollectRequest.Builder r = CollectRequest.newBuilder().setDryRun(dryRun);
        Arguments.given(days, v -> r.setOlderThanDays(notNegative("--older-than", v)));
        Arguments.given(last, v -> r.setKeepLast(notNegative("--keep-last", v)));
        try (SweepClient client = coordinator.client()) {
            return client.collect(r.build(), screen.out());
        }
    }

    private static int notNegative(String option, String value) {
        int n = Arguments.number(option, value);
        if (n < 0) {
            throw new UsageException(option + ": found '" + value + "', expected a number from 0");
        }
        return n;
    }
}
