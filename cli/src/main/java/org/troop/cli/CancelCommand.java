package org.troop.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code troop cancel}: ends a sweep. */
@Command(
        name = "cancel",
        description = {"Ends the lemmas of a sweep that are not done. Proofs that are done stay.", ""},
        mixinStandardHelpOptions = true)
final class CancelCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private CoordinatorAddress coordinator;

    @Parameters(paramLabel = "SWEEP", description = "Its id.")
    private String sweep;

    CancelCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        try (SweepClient client = coordinator.client()) {
            return client.cancel(sweep, screen.out());
        }
    }
}
