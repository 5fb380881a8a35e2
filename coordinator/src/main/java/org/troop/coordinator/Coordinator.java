package org.troop.coordinator;

import akka.actor.BootstrapSetup;
import akka.actor.setup.ActorSystemSetup;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.SupervisorStrategy;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.typed.Cluster;
import akka.management.cluster.bootstrap.ClusterBootstrap;
import akka.management.javadsl.AkkaManagement;
import akka.remote.artery.tcp.SSLEngineProviderSetup;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.access.RemotingTls;
import org.troop.coordinator.metrics.ClusterMeters;
import org.troop.coordinator.metrics.CoordinatorMeters;
import org.troop.coordinator.metrics.SearchMeters;
import org.troop.coordinator.search.SearchCommand;
import org.troop.coordinator.search.SearchEntity;
import org.troop.coordinator.sources.SourcesCall;
import org.troop.coordinator.sources.SourcesEntity;
import org.troop.coordinator.store.ProofStore;
import org.troop.coordinator.store.Retention;
import org.troop.coordinator.store.StoreException;
import org.troop.coordinator.sweep.SweepGateway;
import org.troop.coordinator.work.Dispatcher;
import org.troop.coordinator.work.DispatcherCommand;
import org.troop.coordinator.work.WorkGateway;
import org.troop.security.TlsIdentity;
import org.troop.security.Transport;
import org.troop.worker.Worker;

/** A running coordinator: a node of the Akka cluster, the proof store, and the gRPC services. */
public final class Coordinator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Coordinator.class);
    private static final Duration COLLECTION = Duration.ofHours(1);
    private static final Duration WAKE = Duration.ofSeconds(3);
    /** How long units of an earlier owner wait for the workers that may hold them: a second longer than these wait to dial. */
    private static final long GRACE_MILLIS = Worker.LONGEST_REDIAL_MILLIS + 1_000;

    private final ProofStore store;
    private final ActorSystem<Void> system;
    private final Membership membership;
    private final Server server;
    private final ExecutorService calls;
    private final HealthStatusManager health = new HealthStatusManager();
    private final AtomicBoolean waking = new AtomicBoolean();
    private volatile boolean closing;
    private volatile boolean putOut;

    /** Serves when this returns. */
    public static Coordinator start(CoordinatorOptions options) throws IOException {
        return start(options, new CompositeMeterRegistry());
    }

    /** As {@link #start(CoordinatorOptions)}, measured. */
    public static Coordinator start(CoordinatorOptions options, MeterRegistry registry) throws IOException {
        return new Coordinator(options, CoordinatorMeters.in(registry));
    }

    private Coordinator(CoordinatorOptions options, CoordinatorMeters meters) throws IOException {
        Transport transport = options.access().transport();
        transport.requireFor("--listen", options.address());
        transport.requireFor(
                "--cluster", options.node().host() + ":" + options.node().port());
        store = ProofStore.open(
                options.store().url(), options.store().user(), options.store().password(), meters);
        calls = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("call-", 0).factory());
        system = ActorSystem.create(Behaviors.empty(), "troop", setup(options));
        membership = join(options);
        ClusterMeters.observe(Cluster.get(system), meters.registry());
        ClusterSharding sharding = ClusterSharding.get(system);
        SearchEntity.Surroundings around = new SearchEntity.Surroundings(
                store, options.budgets(), options.leaseMillis(), GRACE_MILLIS, meters.searches());
        sharding.init(Entity.of(
                SearchEntity.KEY,
                c -> Behaviors.supervise(SearchEntity.create(c.getEntityId(), around))
                        .onFailure(SupervisorStrategy.restartWithBackoff(
                                Duration.ofMillis(200), Duration.ofSeconds(10), 0.2))));
        sharding.init(Entity.of(SourcesEntity.KEY, c -> SourcesEntity.create()));
        ActorRef<DispatcherCommand> dispatcher = system.systemActorOf(
                Behaviors.supervise(Dispatcher.create(meters.work())).onFailure(SupervisorStrategy.restart()),
                "dispatcher",
                Props.empty());
        server = Serving.start(
                options.address(),
                options.access(),
                health,
                List.of(
                        new SweepGateway(
                                store,
                                sharding,
                                options.engine(),
                                options.policy().oracles(),
                                meters.searches(),
                                calls),
                        new WorkGateway(
                                system,
                                dispatcher,
                                store.reads(),
                                options.engine(),
                                options.name(),
                                options.leaseMillis(),
                                meters.work(),
                                calls,
                                new SourcesCall.Surroundings(store.sources(), sharding, calls, meters.sources()))));
        system.scheduler()
                .scheduleAtFixedRate(
                        Duration.ZERO,
                        WAKE,
                        () -> calls.execute(() -> wakeSearches(sharding)),
                        system.executionContext());
        if (options.policy().keepDays() > 0) {
            Retention.Rule rule = new Retention.Rule(options.policy().keepDays(), 0);
            system.scheduler()
                    .scheduleAtFixedRate(
                            COLLECTION,
                            COLLECTION,
                            () -> calls.execute(() -> collect(rule, meters.searches())),
                            system.executionContext());
        }
        // Where the network swallows what is sent, the system's termination may hang behind the node's.
        akka.cluster.Cluster.get(Adapter.toClassic(system)).registerOnMemberRemoved(this::nodeEnded);
        Adapter.toClassic(system).registerOnTermination(this::nodeEnded); // it never became a member
        health.setStatus("", ServingStatus.SERVING);
        LOG.info("coordinator {} serves at port {}", options.name(), server.getPort());
    }

    private static ActorSystemSetup setup(CoordinatorOptions o) {
        ActorSystemSetup plain = ActorSystemSetup.create(BootstrapSetup.create(config(o)));
        return o.access().transport() instanceof Transport.Encrypted(TlsIdentity identity)
                ? plain.withSetup(SSLEngineProviderSetup.create(system -> new RemotingTls(identity)))
                : plain;
    }

    private static Config config(CoordinatorOptions o) {
        Map<String, Object> m = new HashMap<>();
        if (o.access().transport() instanceof Transport.Encrypted) {
            m.put("akka.remote.artery.transport", "tls-tcp");
        }
        m.put("akka.remote.artery.canonical.hostname", o.node().host());
        m.put("akka.remote.artery.canonical.port", o.node().port());
        return ConfigFactory.parseMap(m)
                .withFallback(ConfigFactory.load("troop-coordinator"))
                .resolve();
    }

    private Membership join(CoordinatorOptions o) {
        if (o.node().kubernetes()) {
            AkkaManagement.get(system).start();
            ClusterBootstrap.get(system).start();
        }
        return Membership.begin(
                system, store.roster(), o.node().seeds(), o.node().kubernetes(), calls);
    }

    /** Every search that is not over gets an owner, whatever became of the last one. */
    private void wakeSearches(ClusterSharding sharding) {
        if (!waking.compareAndSet(false, true)) {
            return; // the store hangs
        }
        try {
            for (String search : store.reads().running()) {
                SearchEntity.tell(sharding, search, new SearchCommand.Wake());
            }
        } catch (StoreException e) {
            LOG.warn("searches are not woken: {}", e.getMessage());
        } finally {
            waking.set(false);
        }
    }

    private void collect(Retention.Rule rule, SearchMeters meters) {
        try {
            int n = store.retention()
                    .apply(rule, System.currentTimeMillis(), false)
                    .sweeps()
                    .size();
            meters.removed(n);
            LOG.info("{} old sweeps were removed", n);
        } catch (StoreException | CompletionException e) {
            LOG.warn("old sweeps are not removed: {}", e.getMessage());
        }
    }

    /** Without its node, which others have downed, a coordinator owns no search: workers and clients are sent away. */
    private void nodeEnded() {
        if (!closing && !putOut) {
            putOut = true;
            LOG.error(
                    "this coordinator was put out of the cluster: it cannot reach the others, or could not join them");
            server.shutdownNow();
        }
    }

    /** Why this coordinator should be started again: it was downed, and left the cluster. Null if it should not. */
    public @Nullable String ailment() {
        return putOut ? "the node has left the cluster" : null;
    }

    /** What this coordinator waits for before it can serve; null if it serves. */
    public @Nullable String obstacle() {
        if (server.isShutdown()) {
            return "shutting down";
        }
        MemberStatus s = Cluster.get(system).selfMember().status();
        return s == MemberStatus.up() || s == MemberStatus.weaklyUp() ? null : "joining the cluster";
    }

    /** For tests. */
    ActorSystem<Void> node() {
        return system;
    }

    /** The port of the services. */
    public int port() {
        return server.getPort();
    }

    /**
     * Waits until the coordinator serves no more.
     *
     * @return whether it was put out of the cluster, and should be started again
     */
    public boolean awaitTermination() throws InterruptedException {
        server.awaitTermination();
        return !closing;
    }

    /** Ends in order: leaves the cluster first, so that other coordinators take over at once. */
    @Override
    public void close() {
        closing = true;
        health.enterTerminalState();
        server.shutdown();
        try {
            if (!server.awaitTermination(500, TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
            membership.end();
            system.terminate();
            system.getWhenTerminated().toCompletableFuture().get(putOut ? 3 : 20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("the cluster node did not end in order", e);
        }
        calls.shutdownNow();
        store.close();
    }
}
