package org.troop.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code troop status}: how sweeps are getting on. */
@Command(
        name = "status",
        description = {"Says how a sweep is getting on, or lists all sweeps.", ""},
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private CoordinatorAddress coordinator;

    @Parameters(arity = "0..1", paramLabel = "SWEEP", description = "Its id; all sweeps without.")
    private @Nullable String sweep;

    @Mixin
    private ReportArguments reports;

    StatusCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        reports.requirePossible();
        try (SweepClient client = coordinator.client()) {
            if (sweep == null) {
                if (reports.areWanted()) {
                    throw new UsageException("--report: name the sweep that it is about");
                }
                return client.list(screen.out());
            }
            if (reports.areWanted()) {
                reports.write(
                        new ClusterReport(client, screen).of(client.sweep(sweep).getName(), List.of(sweep)), screen);
            }
            return client.status(sweep, screen.out());
        }
    }
}
