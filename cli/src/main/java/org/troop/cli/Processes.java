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
import org.troop.metrics.Health;
import org.troop.metrics.Telemetry;
import org.troop.solver.search.GoalOracle;
import org.troop.worker.Worker;
import org.troop.worker.WorkerOptions;
import org.troop.worker.wire.Connections;
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
            int leaseMillis,
            @Nullable String metrics)
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
        Telemetry telemetry = telemetry(metrics);
        Coordinator c;
        try {
            c = telemetry == null ? Coordinator.start(options) : Coordinator.start(options, telemetry.registry());
        } catch (StoreException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(c::close, "shutdown"));
        if (telemetry != null) {
            telemetry.watch(Running.READY);
        }
        screen.out().println("troop: coordinator at " + listen.substring(0, listen.lastIndexOf(':')) + ":" + c.port());
        screen.out().flush();
        c.awaitTermination();
        return ExitCode.OK;
    }

    static int worker(
            String coordinator,
            int cores,
            @Nullable String name,
            @Nullable Path scratch,
            boolean runsOracles,
            boolean withParent,
            @Nullable String metrics)
            throws IOException, InterruptedException {
        boolean temporary = scratch == null;
        Path directory = temporary ? Files.createTempDirectory("troop-worker") : scratch;
        String own =
                name != null ? name : hostName() + "-" + ProcessHandle.current().pid();
        OracleScripts oracles = new OracleScripts(OracleUse.DEFAULT);
        // Without scripts a theory that needs them is refused: another ranking would be another proof.
        WorkerOptions options =
                new WorkerOptions(coordinator, own, cores, directory, runsOracles ? oracles : GoalOracle.NONE);
        Telemetry telemetry = telemetry(metrics);
        Worker w = telemetry == null ? new Worker(options) : new Worker(options, Connections::to, telemetry.registry());
        if (telemetry != null) {
            telemetry.watch(Running.READY);
        }
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
            oracles.close();
            if (temporary) {
                SweepClient.delete(directory);
            }
        }
        return ExitCode.OK;
    }

    /** The metrics endpoint; null without an address. */
    private static @Nullable Telemetry telemetry(@Nullable String address) throws IOException {
        return address == null ? null : Telemetry.start(address, Version.number(), EngineHash.hex());
    }

    /** A process that has started: it mends broken connections by itself, and needs no restart for them. */
    private enum Running implements Health {
        READY;

        @Override
        public @Nullable String ailment() {
            return null;
        }

        @Override
        public @Nullable String obstacle() {
            return null;
        }
    }

    private static String hostName() {
        String h = System.getenv("HOSTNAME");
        return h == null || h.isEmpty() ? "worker" : h;
    }
}
