package org.troop.coordinator;

import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.troop.coordinator.search.UnitBudgets;
import org.troop.proto.GetRequest;
import org.troop.proto.Lease;
import org.troop.proto.SubmitRequest;
import org.troop.proto.Sweep;
import org.troop.proto.SweepOptions;
import org.troop.proto.SweepServiceGrpc;
import org.troop.proto.SweepServiceGrpc.SweepServiceBlockingStub;
import org.troop.proto.Theory;
import org.troop.proto.UnitKey;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.search.GoalOracle;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.SourceCache;
import org.troop.theory.print.ProofPrinter;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.worker.Worker;
import org.troop.worker.WorkerOptions;
import org.troop.worker.client.FetchedProof;
import org.troop.worker.theory.OpenedTheory;
import org.troop.worker.theory.TheoryFiles;
import org.troop.worker.wire.Connections;

/** A coordinator and workers in this process. */
final class TestCluster implements AutoCloseable {
    private final Path directory;
    private final String store;
    private final UnitBudgets budgets;
    private final MeterRegistry registry;
    private CoordinatorOptions.Policy policy = CoordinatorOptions.Policy.DEFAULT;
    private Coordinator coordinator;
    private int port;
    private final List<Worker> workers = new ArrayList<>();
    private ManagedChannel channel;

    TestCluster(Path directory, String store, UnitBudgets budgets) throws IOException {
        this(directory, store, budgets, new CompositeMeterRegistry());
    }

    /** @param registry gets the meters of coordinator and workers */
    TestCluster(Path directory, String store, UnitBudgets budgets, MeterRegistry registry) throws IOException {
        this.registry = registry;
        this.directory = directory;
        this.store = store;
        this.budgets = budgets;
        startCoordinator();
        channel = Connections.to("127.0.0.1:" + port);
    }

    static TestCluster sqlite(Path directory, UnitBudgets budgets) throws IOException {
        return new TestCluster(directory, "jdbc:sqlite:" + directory.resolve("proofs.db"), budgets);
    }

    void startCoordinator() throws IOException {
        CoordinatorOptions o = CoordinatorOptions.local(store, EngineHash.hex(), port)
                .with(budgets)
                .withLeaseMillis(1_500);
        coordinator = Coordinator.start(o.with(policy), registry);
        port = coordinator.port();
    }

    void stopCoordinator() {
        coordinator.close();
    }

    /** From the next start on. */
    void allow(CoordinatorOptions.Policy allowed) {
        policy = allowed;
    }

    Worker startWorker(int cores) throws IOException {
        return startWorker(cores, GoalOracle.NONE);
    }

    Worker startWorker(int cores, GoalOracle oracles) throws IOException {
        Worker w = new Worker(
                new WorkerOptions(
                        "127.0.0.1:" + port,
                        "worker-" + workers.size(),
                        cores,
                        Files.createDirectories(directory.resolve("scratch-" + workers.size())),
                        oracles),
                Connections::to,
                registry);
        workers.add(w);
        Thread.ofPlatform().daemon().name("worker").start(() -> {
            try {
                w.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return w;
    }

    /**
     * A worker that does what the test says.
     *
     * @param held by the worker of that name before the coordinator was started again
     */
    HostileWorker startScripted(String name, UnitKey... held) {
        HostileWorker w = new HostileWorker(channel);
        w.hello(name, held);
        return w;
    }

    ManagedChannel channel() {
        return channel;
    }

    /** A worker that comes back with a lease, and could take others. */
    HostileWorker startScripted(String name, Lease kept) {
        HostileWorker w = new HostileWorker(channel);
        w.hello(name, kept);
        return w;
    }

    SweepServiceBlockingStub sweeps() {
        return SweepServiceGrpc.newBlockingStub(channel).withWaitForReady().withDeadlineAfter(180, TimeUnit.SECONDS);
    }

    Sweep submit(String id, Theory theory, List<String> lemmas) {
        return submit(id, theory, lemmas, SweepOptions.getDefaultInstance());
    }

    Sweep submit(String id, Theory theory, List<String> lemmas, SweepOptions options) {
        return sweeps().submit(SubmitRequest.newBuilder()
                .setId(id)
                .setName(id)
                .setTheory(theory)
                .addAllLemmas(lemmas)
                .setEngine(EngineHash.hex())
                .setOptions(options)
                .build());
    }

    /** Waits until a sweep is over. */
    Sweep await(String id) {
        while (true) {
            try {
                channel.resetConnectBackoff();
                Sweep last = null;
                var watch = sweeps().watch(GetRequest.newBuilder().setId(id).build());
                while (watch.hasNext()) {
                    last = watch.next();
                }
                return last;
            } catch (io.grpc.StatusRuntimeException e) {
                if (e.getStatus().getCode() != io.grpc.Status.Code.UNAVAILABLE
                        && e.getStatus().getCode() != io.grpc.Status.Code.CANCELLED) {
                    throw e;
                }
            }
        }
    }

    /** Scripts of a sweep's lemmas, by name. */
    Map<String, LemmaResult> proofs(String id, OpenedTheory theory) {
        Map<String, LemmaResult> out = new LinkedHashMap<>();
        Sweep s = sweeps().get(GetRequest.newBuilder().setId(id).build());
        for (var l : s.getLemmasList()) {
            Lemma lemma = theory.closed().lemmas().stream()
                    .filter(k -> k.name().equals(l.getName()))
                    .findFirst()
                    .orElseThrow();
            out.put(l.getName(), FetchedProof.fetch(sweeps(), id, theory.closed(), lemma));
        }
        return out;
    }

    static OpenedTheory open(Theory t, Path directory) throws Exception {
        Path main = TheoryFiles.layOut(t, Files.createDirectories(directory));
        return OpenedTheory.open(t, main, 1, GoalOracle.NONE, SourceCache.NONE, line -> {});
    }

    static String script(LemmaResult r) {
        return ProofPrinter.text(r.proof());
    }

    @Override
    public void close() {
        workers.forEach(Worker::close);
        channel.shutdownNow();
        coordinator.close();
    }
}
