package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code troop worker}: searches units for a coordinator. */
@Command(
        name = "worker",
        description = {
            "Works for a coordinator until it is ended. SIGTERM: gives back what it has, within 25 s, and ends.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class WorkerCommand implements Callable<Integer> {
    @Mixin
    private CoordinatorAddress coordinator;

    @Option(names = "--cores", paramLabel = "N", description = "Threads that search (default: all cores).")
    private int cores = Runtime.getRuntime().availableProcessors();

    @Option(names = "--name", paramLabel = "NAME", description = "Its name in logs (default: host and process id).")
    private @Nullable String name;

    @Option(
            names = "--scratch",
            paramLabel = "DIRECTORY",
            description = "For the files of theories (default: a temporary one).")
    private @Nullable Path scratch;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            description = "Serve /metrics, /healthz and /readyz there over HTTP (default: not).")
    private @Nullable String metrics;

    @Option(
            names = "--oracles",
            description =
                    "Run scripts that come with theories as oracles: only where those who submit them are trusted. The"
                            + " coordinator must allow it, too.")
    private boolean oracles;

    @Option(
            names = "--oracle-timeout",
            paramLabel = "SECONDS",
            description = "Time for each question to an oracle (default: 60).")
    private int oracleSeconds = 60;

    @Option(
            names = "--with-parent",
            hidden = true,
            description = "End when the process that started this one has ended.")
    private boolean withParent;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (cores < 1) {
            throw new UsageException("--cores: found " + cores + ", expected a number from 1");
        }
        return Processes.worker(
                coordinator.addresses(),
                coordinator::connect,
                cores,
                name,
                scratch,
                oracles ? OracleUse.DEFAULT.apart().withSeconds(oracleSeconds) : OracleUse.DEFAULT.none(),
                withParent,
                metrics == null ? null : CoordinatorCommand.address("--metrics", metrics));
    }
}
