package org.troop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.Coordinator;
import org.troop.coordinator.CoordinatorOptions;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.coordinator.store.StoreException;
import org.troop.worker.Worker;
import org.troop.worker.WorkerOptions;
import org.troop.worker.wire.EngineHash;

/** The processes of a cluster, from start to signal. */
final class Processes {
    private Processes() {}

    static int coordinator(
            Screen screen,
            String listen,
            String store,
            @Nullable String storeUser,
            String name,
            String cluster,
            List<String> seeds,
            boolean kubernetes,
            int unitMillis,
            int leaseMillis)
            throws IOException, InterruptedException {
        int colon = cluster.lastIndexOf(':');
        CoordinatorOptions options = new CoordinatorOptions(
                name,
                listen,
                store,
                storeUser,
                System.getenv("TROOP_STORE_PASSWORD"),
                EngineHash.hex(),
                cluster.substring(0, colon),
                Integer.parseInt(cluster.substring(colon + 1)),
                seeds,
                kubernetes,
                UnitBudgets.ofMillis(unitMillis),
                leaseMillis);
        Coordinator c;
        try {
            c = Coordinator.start(options);
        } catch (StoreException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(c::close, "shutdown"));
        screen.out().println("troop: coordinator at " + listen.substring(0, listen.lastIndexOf(':')) + ":" + c.port());
        screen.out().flush();
        c.awaitTermination();
        return ExitCode.OK;
    }

    static int worker(
            Screen screen,
            String coordinator,
            int cores,
            @Nullable String name,
            @Nullable Path scratch,
            boolean withParent)
            throws IOException, InterruptedException {
        boolean temporary = scratch == null;
        Path directory = temporary ? Files.createTempDirectory("troop-worker") : scratch;
        String own =
                name != null ? name : hostName() + "-" + ProcessHandle.current().pid();
        Worker w = new Worker(new WorkerOptions(coordinator, own, cores, directory, new OracleScripts()));
        Thread main = Thread.currentThread();
        Thread hook = new Thread(
                () -> {
                    w.drain();
                    try {
                        main.join(27_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        if (withParent) {
            ProcessHandle.current()
                    .parent()
                    .ifPresent(
                            p -> p.onExit().thenRun(() -> Runtime.getRuntime().halt(0)));
        }
        try {
            w.run();
        } catch (IllegalStateException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        } finally {
            if (temporary) {
                SweepClient.delete(directory);
            }
        }
        return ExitCode.OK;
    }

    private static String hostName() {
        String h = System.getenv("HOSTNAME");
        return h == null || h.isEmpty() ? "worker" : h;
    }
}
