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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.metrics.WorkMeters;
import org.troop.coordinator.metrics.WorkMeters.StreamEnd;
import org.troop.coordinator.search.SearchCommand;
import org.troop.coordinator.search.SearchEntity;
import org.troop.coordinator.work.DispatcherCommand.Ended;
import org.troop.coordinator.work.DispatcherCommand.Isolating;
import org.troop.coordinator.work.DispatcherCommand.SessionDown;
import org.troop.coordinator.work.DispatcherCommand.SessionUp;
import org.troop.coordinator.work.SessionCommand.Tell;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.Hello;
import org.troop.proto.Lease;
import org.troop.proto.Settled;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResult;
import org.troop.proto.UnitResults;
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

    /** Units that came together. */
    private static final class Group {
        boolean begun;

        Group(boolean begun) {
            this.begun = begun;
        }
    }

    private record Held(UnitKey key, Group group, boolean isolated) {}

    private final StreamObserver<CoordinatorMessage> out;
    private final ActorRef<DispatcherCommand> dispatcher;
    private final TimerScheduler<SessionCommand> timers;
    private final Timing timing;
    private final ClusterSharding sharding;
    private final WorkMeters meters;
    private final Hello hello;
    private final Map<Unit, Held> held = new LinkedHashMap<>();

    /** Units that the worker came back with and searches alone, until their searches say whether it keeps them. */
    private final Set<Unit> returning = new HashSet<>();

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
                        .setLeaseMillis(timing.leaseMillis)
                        .setGroups(true))
                .build());
        dispatcher.tell(new SessionUp(
                hello.getWorker(),
                context.getSelf(),
                Math.clamp(hello.getCores(), 1, 1_000),
                Math.clamp(hello.getCredit(), 1, 10_000),
                hello.getOracles()));
        for (UnitKey k : hello.getIsolatedList()) {
            if (hello.getHeldList().contains(k) && returning.add(Unit.of(k))) {
                dispatcher.tell(new Isolating(hello.getWorker(), 1));
            }
        }
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
            case LEASE -> hold(List.of(m.getLease()));
            case LEASES -> hold(m.getLeases().getLeasesList());
            case SETTLED -> forget(List.of(m.getSettled().getKey()));
            case ALL_SETTLED -> forget(m.getAllSettled().getKeysList());
            case REVOKE -> forget(List.of(m.getRevoke().getKey()));
            case RENEW -> {
                UnitKey k = m.getRenew().getKey().toBuilder()
                        .setEpoch(m.getRenew().getEpoch())
                        .build();
                // Whether it was begun is not known; it counts as busy.
                held.put(Unit.of(k), new Held(k, new Group(true), returning.remove(Unit.of(k))));
                dispatcher.tell(new DispatcherCommand.Kept(hello.getWorker()));
            }
            default -> {}
        }
        if (hello.getGroups()) {
            send(m);
        } else {
            single(m).forEach(this::send);
        }
        return this;
    }

    /** A message for a worker that does not take groups. */
    private static List<CoordinatorMessage> single(CoordinatorMessage m) {
        return switch (m.getMessageCase()) {
            case LEASES ->
                m.getLeases().getLeasesList().stream()
                        .map(l -> CoordinatorMessage.newBuilder().setLease(l).build())
                        .toList();
            case ALL_SETTLED ->
                m.getAllSettled().getKeysList().stream()
                        .map(k -> CoordinatorMessage.newBuilder()
                                .setSettled(Settled.newBuilder().setKey(k))
                                .build())
                        .toList();
            default -> List.of(m);
        };
    }

    private void hold(List<Lease> leases) {
        Group group = new Group(false);
        for (Lease l : leases) {
            held.put(
                    Unit.of(l.getKey()),
                    new Held(l.getKey(), hello.getGroups() ? group : new Group(false), l.getIsolated()));
            if (l.getIsolated()) {
                dispatcher.tell(new Isolating(hello.getWorker(), 1));
            }
        }
    }

    private void forget(List<UnitKey> keys) {
        int ended = 0;
        for (UnitKey k : keys) {
            if (returning.remove(Unit.of(k))) {
                dispatcher.tell(new Isolating(hello.getWorker(), -1));
            }
            Held h = held.remove(Unit.of(k));
            if (h != null) {
                ended++;
                if (h.isolated) {
                    dispatcher.tell(new Isolating(hello.getWorker(), -1));
                }
            }
        }
        if (ended > 0) {
            dispatcher.tell(new Ended(hello.getWorker(), ended));
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
                if (h != null) {
                    h.group.begun = true;
                }
            }
            case RESULT -> results(List.of(m.getResult()));
            case RESULTS -> results(m.getResults().getResultsList());
            case FAILURE -> tell(m.getFailure().getKey(), new SearchCommand.Failure(m.getFailure(), worker, self));
            case RETURNED -> {
                forget(m.getReturned().getKeysList());
                for (UnitKey k : m.getReturned().getKeysList()) {
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

    /** Hands results on to the owners of their searches. */
    private void results(List<UnitResult> results) {
        Map<String, UnitResults.Builder> bySearch = new LinkedHashMap<>();
        for (UnitResult r : results) {
            bySearch.computeIfAbsent(r.getKey().getSearch(), s -> UnitResults.newBuilder())
                    .addResults(r);
        }
        bySearch.values()
                .forEach(b -> tell(
                        b.getResults(0).getKey(),
                        new SearchCommand.Results(
                                b.build(), hello.getWorker(), getContext().getSelf())));
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
                    for (CoordinatorMessage m : single(t.message())) {
                        if (m.hasLease()) {
                            UnitKey k = m.getLease().getKey();
                            tell(k, new SearchCommand.Returned(k, hello.getWorker()));
                        }
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
            tell(h.key, new SearchCommand.Orphaned(h.key, hello.getWorker(), h.group.begun));
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
