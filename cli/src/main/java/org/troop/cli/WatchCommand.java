package org.troop.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code troop watch}: follows a sweep to its end. */
@Command(
        name = "watch",
        description = {"Follows a sweep until it is over. Exit codes as of 'troop sweep'.", ""},
        mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private CoordinatorAddress coordinator;

    @Parameters(paramLabel = "SWEEP", description = "Its id.")
    private String sweep;

    WatchCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (SweepClient client = coordinator.client()) {
            return client.watch(sweep, screen.out());
        }
    }
}
