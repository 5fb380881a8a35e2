package org.troop.coordinator.search;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.PreRestart;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.actor.typed.receptionist.Receptionist;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.metrics.SearchMeters.Merging;
import org.troop.coordinator.metrics.SearchMeters.Outcome;
import org.troop.coordinator.metrics.SearchMeters.Requeue;
import org.troop.coordinator.metrics.SearchTally;
import org.troop.coordinator.search.LeaseTable.Lease;
import org.troop.coordinator.search.LeaseTable.State;
import org.troop.coordinator.search.SearchCommand.Cancel;
import org.troop.coordinator.search.SearchCommand.Claim;
import org.troop.coordinator.search.SearchCommand.Failure;
import org.troop.coordinator.search.SearchCommand.Held;
import org.troop.coordinator.search.SearchCommand.Hungry;
import org.troop.coordinator.search.SearchCommand.Orphaned;
import org.troop.coordinator.search.SearchCommand.Results;
import org.troop.coordinator.search.SearchCommand.Returned;
import org.troop.coordinator.search.SearchCommand.Wake;
import org.troop.coordinator.store.Merge;
import org.troop.coordinator.store.Reads.SweepRow;
import org.troop.coordinator.store.SearchRow;
import org.troop.coordinator.store.StoreException;
import org.troop.coordinator.work.Dispatcher;
import org.troop.coordinator.work.DispatcherCommand;
import org.troop.coordinator.work.DispatcherCommand.Claimed;
import org.troop.coordinator.work.DispatcherCommand.Offer;
import org.troop.coordinator.work.SessionCommand;
import org.troop.proto.ProofStatus;
import org.troop.proto.UnitFailure;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResult;
import org.troop.solver.search.Frontier;
import org.troop.solver.search.Strategy;

/**
 * The owner of a search. It holds no truth of its own: it begins with what the store has, changes nothing before the store
 * has it, and leaves when the store says that somebody else is the owner.
 */
final class SearchOwner extends AbstractBehavior<SearchCommand> {
    private static final Logger LOG = LoggerFactory.getLogger(SearchOwner.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final long SHARE_AFTER_MILLIS = 150;
    /** At a time: what one worker gives up is enough for many. */
    private static final int MOST_ASKED = 32;

    // ---- what the owner says to itself

    private record Merged(Lease lease, Merge merge, Merging measured) {}

    private record MergesDone(List<Merged> merges, boolean areFirst) implements SearchCommand {}

    private record StoreFailed(Throwable why) implements SearchCommand {}

    private record Finished(Outcome how, List<String> rivals) implements SearchCommand {}

    private record Sized(Merge.End end) implements SearchCommand {}

    private record Tick() implements SearchCommand {}

    /** Sessions that end may not have seen the last leases that went to them. */
    private record SessionGone(ActorRef<SessionCommand> session) implements SearchCommand {}

    private record Dispatchers(Set<ActorRef<DispatcherCommand>> refs) implements SearchCommand {}

    private final SearchEntity.Surroundings around;
    private final String search;
    private final SearchRow row;
    private final SweepRow sweep;
    private final Frontier frontier;
    private final Grafting grafting;
    private final LeaseTable leases;
    private final SearchTally tally;
    private final Suspects suspects;
    private final Custody custody;
    private final Offers offers = new Offers();
    private final Allowance allowance;
    private final Conclusion conclusion;
    private final LeaseMessages messages;
    private final long offersFrom;
    private final Set<ActorRef<SessionCommand>> watched = new HashSet<>();
    /** When the first unit was leased; 0: none was. */
    private long started;

    private boolean ending;

    SearchOwner(
            ActorContext<SearchCommand> context,
            TimerScheduler<SearchCommand> timers,
            SearchEntity.Surroundings around,
            SearchEntity.Recovered r) {
        super(context);
        this.around = around;
        row = r.row();
        sweep = r.sweep();
        search = row.id();
        frontier = new Frontier(Strategy.values()[row.strategy()], row.limit());
        r.open().forEach(frontier::add);
        r.traces().forEach(t -> frontier.addTrace(org.troop.coordinator.store.Paths.path(t.getPathList())));
        grafting = new Grafting(row, r.traces());
        leases = new LeaseTable(row.incarnation());
        suspects = new Suspects(r.losses());
        allowance = new Allowance(sweep.options().getLimits());
        conclusion = new Conclusion(
                search,
                sweep,
                allowance,
                frontier,
                grafting,
                leases,
                around.store().reads());
        messages = new LeaseMessages(row, sweep.theory(), allowance.memory(), around.budgets(), around.store());
        tally = around.meters().open(search, row.sweep(), row.label());
        custody = new Custody(around, row, frontier, leases, suspects, allowance);
        started = row.started();
        // Workers that hold units of the last owner come back soon; until then nobody else gets them.
        offersFrom = row.incarnation() == 1 ? 0 : now() + around.graceMillis();
        ActorRef<Receptionist.Listing> listing = context.messageAdapter(
                Receptionist.Listing.class, l -> new Dispatchers(l.getServiceInstances(Dispatcher.KEY)));
        context.getSystem().receptionist().tell(Receptionist.subscribe(Dispatcher.KEY, listing));
        timers.startTimerWithFixedDelay(new Tick(), TICK);
        frontier.settle();
        endIfDetermined();
    }

    private static long now() {
        return System.currentTimeMillis();
    }

    @Override
    public Receive<SearchCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(Claim.class, this::claim)
                .onMessage(Results.class, this::results)
                .onMessage(Failure.class, this::failure)
                .onMessage(Returned.class, m -> {
                    custody.returned(m);
                    return offer();
                })
                .onMessage(Held.class, this::held)
                .onMessage(Orphaned.class, m -> {
                    custody.orphaned(m, now());
                    return offer();
                })
                .onMessage(Hungry.class, this::hungry)
                .onMessage(Cancel.class, c -> {
                    around.meters().finished(Outcome.CANCELLED);
                    return leave();
                })
                .onMessage(MergesDone.class, this::merged)
                .onMessage(StoreFailed.class, this::storeFailed)
                .onMessage(Sized.class, s -> end(s.end))
                .onMessage(Finished.class, this::finished)
                .onMessage(Tick.class, t -> tick())
                .onMessage(SessionGone.class, this::sessionGone)
                .onMessage(Dispatchers.class, d -> {
                    offers.to(d.refs);
                    return offer();
                })
                .onMessage(Wake.class, w -> this)
                .onSignal(PreRestart.class, s -> stopCounting())
                .onSignal(PostStop.class, s -> stopCounting())
                .build();
    }

    private Behavior<SearchCommand> stopCounting() {
        tally.close();
        return this;
    }

    // ---- offering and leasing

    private Offer currentOffer() {
        int queued = mayLease() ? frontier.queued() : 0;
        return new Offer(
                search,
                row.sweep(),
                sweep.priority(),
                queued,
                leases.size(),
                grafting.unitMillis(),
                sweep.options().getOracles(),
                false);
    }

    private boolean mayLease() {
        return !ending && !conclusion.isStopping() && now() >= offersFrom && nodesForUnit() > 0;
    }

    /** Nodes that the next unit may close; 0: none may be leased. */
    private long nodesForUnit() {
        return allowance.nodes(around.budgets().nodes(), grafting.nodes(), leases::reserved);
    }

    private Behavior<SearchCommand> offer() {
        offers.tell(currentOffer());
        return this;
    }

    private Behavior<SearchCommand> claim(Claim c) {
        watch(c.session());
        int granted = 0;
        LeaseGroups groups = new LeaseGroups(c.session());
        Frontier.Node n;
        while (granted < c.units() && mayLease() && (n = frontier.take()) != null) {
            boolean isolated = suspects.isIsolated(n.unit());
            long nodes = isolated ? 1 : nodesForUnit();
            Lease l = leases.lease(n, frontier.limit(), frontier.isAlone(n), nodes, c.worker(), c.session(), now());
            groups.add(messages.lease(l, frontier.firstTrace(), isolated), suspects.losses(n.unit()) > 0);
            granted++;
        }
        groups.send();
        around.meters().leased(granted);
        if (granted > 0 && started == 0) {
            started = now();
            around.store().started(search, started);
        }
        c.dispatcher().tell(new Claimed(c.id(), granted, currentOffer()));
        return this;
    }

    private void watch(ActorRef<SessionCommand> session) {
        if (watched.add(session)) {
            getContext().watchWith(session, new SessionGone(session));
        }
    }

    private Behavior<SearchCommand> sessionGone(SessionGone g) {
        watched.remove(g.session);
        custody.sessionGone(g.session, now());
        return this;
    }

    private Behavior<SearchCommand> hungry(Hungry h) {
        if (currentOffer().queued() > 0) {
            h.dispatcher().tell(currentOffer());
            return this;
        }
        for (Lease l : leases.oldest(Math.min(h.cores(), MOST_ASKED), now() - SHARE_AFTER_MILLIS)) {
            l.askedMillis = now();
            Replies.share(l.session, messages.key(l));
        }
        return this;
    }

    // ---- results

    private Behavior<SearchCommand> results(Results m) {
        List<Merged> merges = new ArrayList<>();
        for (UnitResult r : m.results().getResultsList()) {
            Lease l = accepted(r, m);
            if (l != null) {
                merges.add(prepare(l, r));
            }
        }
        return merges.isEmpty() ? offer() : merge(merges);
    }

    /** The lease that a result ends; null if it is not to be merged, which its worker is told. */
    private @Nullable Lease accepted(UnitResult r, Results m) {
        Lease l = leases.current(r.getKey(), m.worker());
        if (l == null || ending) {
            around.meters().dropped();
            Lease other = leases.get(r.getKey().getUnit());
            if (other == null || other.state == State.MERGING || ending) {
                Replies.settled(m.session(), r.getKey());
            } else {
                Replies.revoked(m.session(), r.getKey());
            }
            return null;
        }
        String disagreement = grafting.disagreement(r);
        if (disagreement != null) {
            LOG.warn("unit {} of {} from worker {}: {}", l.node.unit(), search, m.worker(), disagreement);
            Replies.settled(m.session(), r.getKey());
            lost(l, disagreement, Requeue.FAILED);
            return null;
        }
        String objection = grafting.objection(r, l, frontier);
        if (objection != null) { // the worker's fault, not the unit's: it is not held against the unit
            m.session().tell(new SessionCommand.Refuse("unit " + l.node.unit() + " of " + search + ": " + objection));
            custody.putBack(l, Requeue.FAILED);
            return null;
        }
        return l;
    }

    private Merged prepare(Lease l, UnitResult r) {
        if (r.getMemoryReached()) {
            conclusion.memoryReached();
        }
        l.state = State.MERGING;
        Merge.Counts counts = new Merge.Counts(
                frontier.queued() + (long) r.getOpenCount(),
                leases.size() - 1L,
                frontier.waiting(),
                custody.releases());
        return new Merged(l, grafting.merge(l, r, counts), around.meters().begin(r));
    }

    private Behavior<SearchCommand> merge(List<Merged> merges) {
        getContext()
                .pipeToSelf(
                        around.store().merge(merges.stream().map(Merged::merge).toList()),
                        (areFirst, e) -> e == null ? new MergesDone(merges, areFirst) : new StoreFailed(unwrap(e)));
        return this;
    }

    private static Throwable unwrap(Throwable e) {
        return e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
    }

    private Behavior<SearchCommand> merged(MergesDone m) {
        if (!m.areFirst) {
            throw new IllegalStateException(
                    "unit " + m.merges.getFirst().lease.node.unit() + " of " + search + " was merged twice");
        }
        for (Merged one : m.merges) {
            merged(one);
        }
        settle(m.merges);
        if (frontier.endsAtSorry()
                || m.merges.stream().anyMatch(x -> !x.merge.traces().isEmpty())
                || frontier.result() != null) { // else all that was needed still is
            revokeNeedless();
        }
        endIfDetermined();
        return offer();
    }

    private void merged(Merged m) {
        around.meters().merged(m.measured);
        long unit = m.lease.node.unit();
        LOG.debug("merged unit {} of {}", unit, search);
        leases.remove(unit);
        suspects.cleared(unit);
        messages.forget(unit);
        for (Merge.Child k : m.merge.children()) {
            messages.remember(k.unit(), k.system());
        }
        int[] sorry = frontier.endsAtSorry() ? Grafting.firstSorry(m.merge, m.lease.node) : null;
        if (sorry != null) {
            frontier.addSorry(sorry);
        }
        frontier.merge(m.lease.node, m.merge.limit(), Grafting.open(m.merge), Grafting.traces(m.merge));
    }

    /** Tells workers, each once, that they may forget units. */
    private void settle(List<Merged> merges) {
        Map<ActorRef<SessionCommand>, List<UnitKey>> keys = new LinkedHashMap<>();
        for (Merged m : merges) {
            keys.computeIfAbsent(m.lease.session, s -> new ArrayList<>()).add(messages.key(m.lease));
        }
        keys.forEach(Replies::settled);
    }

    private void revokeNeedless() {
        for (Lease l : leases.removeIf(l -> l.state != State.MERGING && !frontier.isNeeded(l.node))) {
            Replies.revoked(l.session, messages.key(l));
        }
    }

    // ---- what goes wrong

    private Behavior<SearchCommand> failure(Failure m) {
        UnitFailure f = m.failure();
        Replies.settled(m.session(), f.getKey());
        Lease l = leases.current(f.getKey(), m.worker());
        if (l == null || ending) {
            return this;
        }
        return f.getKind() == UnitFailure.Kind.KIND_INPUT
                ? end(new Merge.End(true, null, ProofStatus.PROOF_STATUS_INCOMPLETE, 0, f.getMessage()))
                : lost(l, f.getMessage(), Requeue.FAILED);
    }

    /** The search of a unit went wrong: it is tried again, and given up in the end. */
    private Behavior<SearchCommand> lost(Lease l, String why, Requeue how) {
        if (custody.lost(l, how)) {
            return offer();
        }
        around.meters().givenUp();
        LOG.warn("unit {} of {} is given up: {}", l.node.unit(), search, why);
        return merge(List.of(prepare(l, grafting.givenUp(messages.key(l), l.limit, why))));
    }

    private Behavior<SearchCommand> held(Held m) {
        watch(m.session());
        custody.held(m, ending, now());
        return offer();
    }

    private Behavior<SearchCommand> tick() {
        leases.show(frontier, tally);
        tally.progress(grafting.nodes(), grafting.units());
        if (!ending) {
            custody.expire(now() - around.leaseMillis()).forEach(l -> lost(l, "its worker was lost", Requeue.LOST));
        }
        endIfDetermined();
        return offer();
    }

    private Behavior<SearchCommand> storeFailed(StoreFailed f) {
        if (f.why instanceof StoreException.Fenced) {
            LOG.info("search {} is let go: {}", search, f.why.getMessage());
        } else {
            LOG.warn("search {} is let go: {}", search, f.why.getMessage());
        }
        return leave();
    }

    // ---- the end

    private void endIfDetermined() {
        CompletableFuture<Merge.End> end = ending ? null : conclusion.end(started, now());
        if (end == null) {
            return;
        }
        if (end.isDone()) {
            end(end.join());
            return;
        }
        ending = true;
        getContext().pipeToSelf(end, (sized, e) -> e == null ? new Sized(sized) : new StoreFailed(unwrap(e)));
    }

    private Behavior<SearchCommand> end(Merge.End end) {
        ending = true;
        getContext()
                .pipeToSelf(
                        around.store().finish(search, row.incarnation(), end, now()),
                        (rivals, e) ->
                                e == null ? new Finished(Conclusion.outcome(end), rivals) : new StoreFailed(unwrap(e)));
        LOG.info("search {} ({}): {}, {} steps {}", search, row.lemma(), end.status(), end.steps(), end.message());
        return this;
    }

    private Behavior<SearchCommand> finished(Finished f) {
        conclusion.count(f.how, !row.heuristic().isEmpty(), f.rivals.size(), around.meters());
        ClusterSharding sharding = ClusterSharding.get(getContext().getSystem());
        f.rivals.forEach(r -> SearchEntity.tell(sharding, r, new Cancel()));
        return leave();
    }

    /** Lets go of everything; what is not merged is open in the store. */
    private Behavior<SearchCommand> leave() {
        tally.close();
        leases.all().forEach(l -> Replies.revoked(l.session, messages.key(l)));
        Offer gone = Offer.gone(search, row.sweep());
        offers.tell(gone);
        getContext()
                .scheduleOnce(
                        Duration.ofSeconds(1),
                        getContext().getSelf(),
                        new Wake()); // what is on its way is answered until then
        return EndedSearch.leaving(gone);
    }
}
