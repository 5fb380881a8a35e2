package org.troop.cli;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.Coordinator;
import org.troop.coordinator.CoordinatorOptions;
import org.troop.coordinator.access.AccessControl;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.coordinator.store.StoreException;
import org.troop.metrics.Health;
import org.troop.metrics.Telemetry;
import org.troop.security.SecuritySetupException;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.cache.LocalSources;
import org.troop.solver.search.GoalOracle;
import org.troop.worker.Worker;
import org.troop.worker.WorkerOptions;
import org.troop.worker.theory.ScratchDirectory;
import org.troop.worker.wire.Faults;

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
            AccessControl access,
            CoordinatorOptions.Policy policy,
            @Nullable String metrics)
            throws IOException, InterruptedException {
        int colon = cluster.lastIndexOf(':');
        CoordinatorOptions options = new CoordinatorOptions(
                name,
                listen,
                new CoordinatorOptions.Store(store, storeUser, System.getenv("TROOP_STORE_PASSWORD")),
                EngineHash.hex(),
                new CoordinatorOptions.Node(
                        cluster.substring(0, colon), Integer.parseInt(cluster.substring(colon + 1)), seeds, kubernetes),
                Faults.mostNodes() > 0
                        ? UnitBudgets.random(Faults.random(), Faults.mostNodes())
                        : UnitBudgets.ofMillis(unitMillis),
                leaseMillis,
                access,
                policy);
        Telemetry telemetry = telemetry(metrics);
        Coordinator c;
        try {
            c = telemetry == null ? Coordinator.start(options) : Coordinator.start(options, telemetry.registry());
        } catch (StoreException | SecuritySetupException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        Runtime.getRuntime().addShutdownHook(new Thread(c::close, "shutdown"));
        if (telemetry != null) {
            telemetry.watch(new Condition(c::ailment, c::obstacle));
        }
        screen.out().println("troop: coordinator at " + listen.substring(0, listen.lastIndexOf(':')) + ":" + c.port());
        screen.out().flush();
        if (c.awaitTermination()) {
            screen.err()
                    .println("troop: this coordinator was put out of the cluster; start it again (exit code "
                            + ExitCode.DOWNED + ")");
            return ExitCode.DOWNED;
        }
        return ExitCode.OK;
    }

    static int worker(
            String coordinator,
            Function<String, ManagedChannel> connect,
            int cores,
            @Nullable String name,
            @Nullable Path scratch,
            OracleUse oracleUse,
            boolean withParent,
            @Nullable String metrics)
            throws IOException, InterruptedException {
        ScratchDirectory directory = scratch == null ? ScratchDirectory.temporary() : ScratchDirectory.below(scratch);
        String own =
                name != null ? name : hostName() + "-" + ProcessHandle.current().pid();
        OracleScripts oracles = new OracleScripts(oracleUse);
        // Without scripts a theory that needs them is refused: another ranking would be another proof.
        WorkerOptions options = new WorkerOptions(
                coordinator,
                own,
                cores,
                directory.path(),
                oracleUse.isAllowed() ? oracles : GoalOracle.NONE,
                LocalSources.of(System.getenv()),
                !LocalSources.isOff(System.getenv()));
        Telemetry telemetry = telemetry(metrics);
        Worker w =
                telemetry == null ? new Worker(options, connect) : new Worker(options, connect, telemetry.registry());
        if (telemetry != null) {
            telemetry.watch(
                    new Condition(() -> null, () -> w.isConnected() ? null : "no coordinator has taken this worker"));
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
            directory.close();
        }
        return ExitCode.OK;
    }

    /** The metrics endpoint; null without an address. */
    private static @Nullable Telemetry telemetry(@Nullable String address) {
        try {
            return address == null ? null : Telemetry.start(address, Version.number(), EngineHash.hex());
        } catch (IOException e) {
            throw new UsageException("--metrics: cannot listen at " + address + ": " + e.getMessage());
        }
    }

    /** How a process is, from what it says of itself when it is asked. */
    private record Condition(Supplier<@Nullable String> ailing, Supplier<@Nullable String> hindered) implements Health {
        @Override
        public @Nullable String ailment() {
            return ailing.get();
        }

        @Override
        public @Nullable String obstacle() {
            return hindered.get();
        }
    }

    private static String hostName() {
        String h = System.getenv("HOSTNAME");
        return h == null || h.isEmpty() ? "worker" : h;
    }
}
