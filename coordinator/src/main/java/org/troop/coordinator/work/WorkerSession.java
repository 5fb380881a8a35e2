package org.troop.coordinator.work;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.metrics.WorkMeters;
import org.troop.coordinator.metrics.WorkMeters.StreamEnd;
import org.troop.coordinator.search.SearchCommand;
import org.troop.coordinator.search.SearchEntity;
import org.troop.coordinator.work.DispatcherCommand.Began;
import org.troop.coordinator.work.DispatcherCommand.Ended;
import org.troop.coordinator.work.DispatcherCommand.Isolating;
import org.troop.coordinator.work.DispatcherCommand.SessionDown;
import org.troop.coordinator.work.DispatcherCommand.SessionUp;
import org.troop.coordinator.work.SessionCommand.Tell;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.Hello;
import org.troop.proto.UnitKey;
import org.troop.proto.Welcome;
import org.troop.proto.WorkerMessage;

/** One stream of one worker, from its Hello to its end: knows which leases went through it. */
final class WorkerSession extends AbstractBehavior<SessionCommand> {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerSession.class);

    /** How long a refused session stays, for leases that are on their way to it. */
    private static final Duration REFUSED = Duration.ofSeconds(5);

    /** From the stream. */
    record FromWorker(WorkerMessage message) implements SessionCommand {}

    record StreamEnded(StreamEnd how) implements SessionCommand {}

    private record Silence() implements SessionCommand {}

    /** How often a worker is to be heard of, and how long its leases outlive it. */
    record Timing(int heartbeatMillis, int leaseMillis) {}

    private record Unit(String search, long number) {
        static Unit of(UnitKey k) {
            return new Unit(k.getSearch(), k.getUnit());
        }
    }

    private static final class Held {
        UnitKey key;
        boolean begun;
        final boolean isolated;

        Held(UnitKey key, boolean begun, boolean isolated) {
            this.key = key;
            this.begun = begun;
            this.isolated = isolated;
        }
    }

    private final StreamObserver<CoordinatorMessage> out;
    private final ActorRef<DispatcherCommand> dispatcher;
    private final TimerScheduler<SessionCommand> timers;
    private final Timing timing;
    private final ClusterSharding sharding;
    private final WorkMeters meters;
    private final Hello hello;
    private final Map<Unit, Held> held = new LinkedHashMap<>();
    private boolean ended;

    private WorkerSession(
            ActorContext<SessionCommand> context,
            TimerScheduler<SessionCommand> timers,
            StreamObserver<CoordinatorMessage> out,
            Hello hello,
            ActorRef<DispatcherCommand> dispatcher,
            Timing timing,
            String coordinator,
            WorkMeters meters) {
        super(context);
        this.meters = meters;
        this.out = out;
        this.hello = hello;
        this.dispatcher = dispatcher;
        this.timers = timers;
        this.timing = timing;
        sharding = ClusterSharding.get(context.getSystem());
        send(CoordinatorMessage.newBuilder()
                .setWelcome(Welcome.newBuilder()
                        .setCoordinator(coordinator)
                        .setHeartbeatMillis(timing.heartbeatMillis)
                        .setLeaseMillis(timing.leaseMillis))
                .build());
        dispatcher.tell(new SessionUp(
                hello.getWorker(),
                context.getSelf(),
                Math.clamp(hello.getCores(), 1, 1_000),
                Math.clamp(hello.getCredit(), 1, 10_000),
                hello.getOracles()));
        for (UnitKey k : hello.getHeldList()) {
            tell(k, new SearchCommand.Held(k, hello.getWorker(), context.getSelf()));
        }
        heard();
        LOG.info("worker {} with {} cores, {} leases kept", hello.getName(), hello.getCores(), hello.getHeldCount());
    }

    static Behavior<SessionCommand> create(
            StreamObserver<CoordinatorMessage> out,
            Hello hello,
            ActorRef<DispatcherCommand> dispatcher,
            Timing timing,
            String coordinator,
            WorkMeters meters) {
        return Behaviors.setup(c -> Behaviors.withTimers(
                t -> new WorkerSession(c, t, out, hello, dispatcher, timing, coordinator, meters)));
    }

    @Override
    public Receive<SessionCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Tell.class, this::tell)
                .onMessage(FromWorker.class, this::fromWorker)
                .onMessage(SessionCommand.Refuse.class, r -> refuse(r.why()))
                .onMessage(StreamEnded.class, e -> {
                    ended = true;
                    meters.ended(e.how);
                    return Behaviors.stopped();
                })
                .onMessage(Silence.class, s -> {
                    meters.ended(StreamEnd.SILENT);
                    LOG.warn("worker {} has not been heard of for {} ms", hello.getName(), timing.leaseMillis);
                    return Behaviors.stopped();
                })
                .onSignal(PostStop.class, s -> {
                    stop();
                    return this;
                })
                .build();
    }

    private void heard() {
        timers.startSingleTimer(new Silence(), Duration.ofMillis(timing.leaseMillis));
    }

    private void tell(UnitKey k, SearchCommand m) {
        SearchEntity.tell(sharding, k.getSearch(), m);
    }

    // ---- to the worker

    private Behavior<SessionCommand> tell(Tell t) {
        CoordinatorMessage m = t.message();
        switch (m.getMessageCase()) {
            case LEASE -> {
                boolean isolated = m.getLease().getIsolated();
                held.put(Unit.of(m.getLease().getKey()), new Held(m.getLease().getKey(), false, isolated));
                if (isolated) {
                    dispatcher.tell(new Isolating(hello.getWorker(), 1));
                }
            }
            case SETTLED -> forget(m.getSettled().getKey());
            case REVOKE -> forget(m.getRevoke().getKey());
            case RENEW -> {
                UnitKey k = m.getRenew().getKey().toBuilder()
                        .setEpoch(m.getRenew().getEpoch())
                        .build();
                // Whether it was begun is not known; it counts as busy.
                held.put(Unit.of(k), new Held(k, true, false));
                dispatcher.tell(new DispatcherCommand.Kept(hello.getWorker()));
            }
            default -> {}
        }
        send(m);
        return this;
    }

    private void forget(UnitKey k) {
        Held h = held.remove(Unit.of(k));
        if (h != null) {
            if (h.isolated) {
                dispatcher.tell(new Isolating(hello.getWorker(), -1));
            }
            dispatcher.tell(new Ended(hello.getWorker(), h.begun));
        }
    }

    private void send(CoordinatorMessage m) {
        try {
            out.onNext(m);
        } catch (RuntimeException e) {
            LOG.debug("the stream of worker {} is closed already", hello.getName(), e);
        }
    }

    // ---- from the worker

    private Behavior<SessionCommand> fromWorker(FromWorker f) {
        heard();
        WorkerMessage m = f.message;
        String worker = hello.getWorker();
        ActorRef<SessionCommand> self = getContext().getSelf();
        switch (m.getMessageCase()) {
            case STARTED -> {
                Held h = held.get(Unit.of(m.getStarted().getKey()));
                if (h != null && !h.begun) {
                    h.begun = true;
                    dispatcher.tell(new Began(worker));
                }
            }
            case RESULT -> tell(m.getResult().getKey(), new SearchCommand.Result(m.getResult(), worker, self));
            case FAILURE -> tell(m.getFailure().getKey(), new SearchCommand.Failure(m.getFailure(), worker, self));
            case RETURNED -> {
                for (UnitKey k : m.getReturned().getKeysList()) {
                    forget(k);
                    tell(k, new SearchCommand.Returned(k, worker));
                }
            }
            case HELLO -> {
                return refuse("a second Hello");
            }
            case HEARTBEAT, MESSAGE_NOT_SET -> {}
        }
        return this;
    }

    private Behavior<SessionCommand> refuse(String why) {
        LOG.warn("worker {} is refused: {}", hello.getName(), why);
        ended = true;
        meters.ended(StreamEnd.BROKEN);
        for (Held h : held.values()) { // it does not come back for them
            tell(h.key, new SearchCommand.Returned(h.key, hello.getWorker()));
        }
        held.clear();
        out.onError(Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException());
        dispatcher.tell(new SessionDown(hello.getWorker(), getContext().getSelf()));
        timers.startSingleTimer(new Silence(), REFUSED);
        return refused();
    }

    /** Gives back the leases that were on their way, so that nobody waits for a worker that does not come back. */
    private Behavior<SessionCommand> refused() {
        return Behaviors.receive(SessionCommand.class)
                .onMessage(Tell.class, t -> {
                    if (t.message().hasLease()) {
                        UnitKey k = t.message().getLease().getKey();
                        tell(k, new SearchCommand.Returned(k, hello.getWorker()));
                    }
                    return Behaviors.same();
                })
                .onMessage(Silence.class, s -> Behaviors.stopped())
                .onMessage(SessionCommand.class, m -> Behaviors.same())
                .build();
    }

    private void stop() {
        dispatcher.tell(new SessionDown(hello.getWorker(), getContext().getSelf()));
        for (Held h : held.values()) {
            tell(h.key, new SearchCommand.Orphaned(h.key, hello.getWorker(), h.begun));
        }
        if (!ended) {
            try {
                out.onError(Status.UNAVAILABLE.withDescription("not heard of").asRuntimeException());
            } catch (RuntimeException e) {
                LOG.debug("the stream of worker {} is closed already", hello.getName(), e);
            }
        }
    }
}
