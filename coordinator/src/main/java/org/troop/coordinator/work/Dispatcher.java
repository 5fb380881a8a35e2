package org.troop.coordinator.work;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.actor.typed.receptionist.ServiceKey;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.metrics.WorkMeters;
import org.troop.coordinator.search.SearchCommand;
import org.troop.coordinator.search.SearchEntity;
import org.troop.coordinator.work.DispatcherCommand.Claimed;
import org.troop.coordinator.work.DispatcherCommand.Ended;
import org.troop.coordinator.work.DispatcherCommand.Isolating;
import org.troop.coordinator.work.DispatcherCommand.Kept;
import org.troop.coordinator.work.DispatcherCommand.Offer;
import org.troop.coordinator.work.DispatcherCommand.SessionDown;
import org.troop.coordinator.work.DispatcherCommand.SessionUp;
import org.troop.coordinator.work.DispatcherCommand.Tick;

/**
 * Brings the workers of this node and the searches of the cluster together. Sweeps share the workers in proportion to their
 * priorities: each has a pass that grows with the work it gets, and the sweep with the smallest pass is next (stride scheduling,
 * Waldspurger and Weihl 1995). A worker has units for half a second to a second ahead, so that small ones do not wait for the network and come in groups.
 */
public final class Dispatcher extends AbstractBehavior<DispatcherCommand> {
    public static final ServiceKey<DispatcherCommand> KEY = ServiceKey.create(DispatcherCommand.class, "dispatcher");

    private static final Duration TICK = Duration.ofMillis(100);
    private static final long CLAIM_NANOS = 10_000_000_000L;
    private static final long AHEAD_MILLIS = 1_000;
    /** Searching that a lease is worth. */
    private static final long MESSAGE_MILLIS = 20;

    private static final int MOST_AHEAD_PER_CORE = 500;

    private static final class Session {
        final ActorRef<SessionCommand> ref;
        final int cores;
        final int credit;
        final boolean oracles;
        /** Leases that it has or that were claimed for it. */
        int load;

        int isolating;

        Session(ActorRef<SessionCommand> ref, int cores, int credit, boolean oracles) {
            this.oracles = oracles;
            this.ref = ref;
            this.cores = cores;
            this.credit = credit;
        }

        /** Cores that have something to do. */
        int busy() {
            return Math.min(cores, load);
        }
    }

    /** A claim without an answer. */
    private record Pending(Session session, int units, long since) {}

    private final ClusterSharding sharding;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private long claims;
    private final WorkMeters meters;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, Offer> offers = new LinkedHashMap<>();
    private final Map<String, Double> passes = new HashMap<>();

    private Dispatcher(
            ActorContext<DispatcherCommand> context, TimerScheduler<DispatcherCommand> timers, WorkMeters meters) {
        super(context);
        this.meters = meters;
        sharding = ClusterSharding.get(context.getSystem());
        timers.startTimerWithFixedDelay(new Tick(), TICK);
        context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
    }

    public static Behavior<DispatcherCommand> create(WorkMeters meters) {
        return Behaviors.setup(c -> Behaviors.withTimers(t -> new Dispatcher(c, t, meters)));
    }

    @Override
    public Receive<DispatcherCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Offer.class, o -> {
                    note(o);
                    return match();
                })
                .onMessage(Claimed.class, this::claimed)
                .onMessage(SessionUp.class, u -> {
                    sessions.put(u.worker(), new Session(u.session(), u.cores(), u.credit(), u.oracles()));
                    return match();
                })
                .onMessage(SessionDown.class, this::down)
                .onMessage(Kept.class, k -> {
                    Session s = sessions.get(k.worker());
                    if (s != null) {
                        s.load++;
                    }
                    return this;
                })
                .onMessage(Isolating.class, i -> {
                    Session s = sessions.get(i.worker());
                    if (s != null) {
                        s.isolating += i.more();
                    }
                    return match();
                })
                .onMessage(Ended.class, this::ended)
                .onMessage(Tick.class, t -> tick())
                .build();
    }

    private void note(Offer o) {
        if (o.over()) {
            offers.remove(o.search());
        } else {
            offers.put(o.search(), o);
            // A sweep that comes later begins level with the others.
            passes.computeIfAbsent(
                    o.sweep(),
                    s -> passes.values().stream().min(Comparator.naturalOrder()).orElse(0.0));
        }
    }

    private Behavior<DispatcherCommand> down(SessionDown d) {
        Session s = sessions.get(d.worker());
        if (s != null && s.ref.equals(d.session())) {
            sessions.remove(d.worker());
        }
        return this;
    }

    private Behavior<DispatcherCommand> claimed(Claimed c) {
        Pending p = pending.remove(c.id());
        if (p != null) {
            p.session.load -= p.units - c.granted();
        }
        note(c.now());
        return match();
    }

    /** Claims that nobody answers, because the owner of the search was lost. */
    private void forgetOldClaims() {
        long before = System.nanoTime() - CLAIM_NANOS;
        Iterator<Pending> i = pending.values().iterator();
        while (i.hasNext()) {
            Pending p = i.next();
            if (p.since - before > 0) {
                return;
            }
            p.session.load -= p.units;
            i.remove();
        }
    }

    private Behavior<DispatcherCommand> ended(Ended e) {
        Session s = sessions.get(e.worker());
        if (s != null) {
            s.load -= e.units();
        }
        return match();
    }

    private Behavior<DispatcherCommand> match() {
        while (true) {
            Offer o = next();
            Map.Entry<String, Session> e = o == null ? null : roomiest(o);
            if (o == null || e == null) {
                return this;
            }
            Session s = e.getValue();
            // One per core at a time, so that a few units reach all workers; of many, a share; of small ones what is
            // worth a message.
            long few = Math.max(1, Math.max(s.cores - s.load, MESSAGE_MILLIS / Math.max(1, o.unitMillis())));
            int share = (int) Math.max(few, o.queued() / (4 * cores()));
            int units = Math.min(Math.min(o.queued(), room(s, o)), share);
            s.load += units;
            offers.put(
                    o.search(),
                    new Offer(
                            o.search(),
                            o.sweep(),
                            o.priority(),
                            o.queued() - units,
                            o.leased() + units,
                            o.unitMillis(),
                            o.oracles(),
                            false));
            passes.merge(o.sweep(), (double) units * o.unitMillis() / Math.max(1, o.priority()), Double::sum);
            SearchEntity.tell(
                    sharding,
                    o.search(),
                    new SearchCommand.Claim(
                            nextClaim(s, units), e.getKey(), s.ref, getContext().getSelf(), units));
        }
    }

    private int cores() {
        int n = 0;
        for (Session s : sessions.values()) {
            n += s.cores;
        }
        return Math.max(1, n);
    }

    private long nextClaim(Session s, int units) {
        pending.put(++claims, new Pending(s, units, System.nanoTime()));
        return claims;
    }

    private @Nullable Offer next() {
        return offers.values().stream()
                .filter(o -> o.queued() > 0)
                .min(Comparator.comparingDouble((Offer o) -> passes.getOrDefault(o.sweep(), 0.0))
                        .thenComparingInt(Offer::leased)
                        .thenComparing(Offer::search))
                .orElse(null);
    }

    /** The least loaded worker that can take a unit of this search. */
    private Map.@Nullable Entry<String, Session> roomiest(Offer o) {
        Optional<Map.Entry<String, Session>> e = sessions.entrySet().stream()
                .filter(x -> room(x.getValue(), o) > 0)
                .min(Comparator.comparingDouble(x -> (double) x.getValue().load / x.getValue().cores));
        return e.orElse(null);
    }

    private static int room(Session s, Offer o) {
        if (s.isolating > 0 || (o.oracles() && !s.oracles)) {
            return 0;
        }
        long ahead = Math.clamp(AHEAD_MILLIS / Math.max(1, o.unitMillis()), 1, MOST_AHEAD_PER_CORE);
        long wanted = s.cores * (ahead + 1);
        if (s.load >= s.cores && s.load > wanted / 2) {
            return 0; // many at once are cheaper
        }
        return (int) (Math.min(s.credit, wanted) - s.load);
    }

    /** Asks for more where cores are idle and nothing is queued. */
    private Behavior<DispatcherCommand> tick() {
        forgetOldClaims();
        int idle = 0;
        int cores = 0;
        int busy = 0;
        for (Session s : sessions.values()) {
            cores += s.cores;
            busy += s.busy();
            idle += s.cores - s.busy();
        }
        meters.fleet(sessions.size(), cores, busy);
        if (idle > 0) {
            for (Offer o : offers.values()) {
                SearchEntity.tell(
                        sharding,
                        o.search(),
                        new SearchCommand.Hungry(idle, getContext().getSelf()));
            }
        }
        return match();
    }
}
