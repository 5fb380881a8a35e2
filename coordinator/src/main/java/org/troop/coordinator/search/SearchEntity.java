package org.troop.coordinator.search;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.StashBuffer;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.metrics.SearchMeters;
import org.troop.coordinator.store.ProofStore;
import org.troop.coordinator.store.Reads.SweepRow;
import org.troop.coordinator.store.SearchRow;
import org.troop.coordinator.work.DispatcherCommand.Offer;
import org.troop.proto.Trace;
import org.troop.solver.search.Frontier;

/** A search as a sharded entity: takes it over from the store, then lets its {@link SearchOwner} work. */
public final class SearchEntity {
    public static final EntityTypeKey<SearchCommand> KEY = EntityTypeKey.create(SearchCommand.class, "search");

    /** What an owner needs. */
    public record Surroundings(
            ProofStore store, UnitBudgets budgets, long leaseMillis, long graceMillis, SearchMeters meters) {}

    /** The search as it is in the store. */
    record Recovered(
            SearchRow row, SweepRow sweep, List<Frontier.Node> open, List<Trace> traces, Map<Long, Integer> losses)
            implements SearchCommand {}

    /** The search is over, or the store cannot be read. */
    private record NotRecovered(@Nullable Throwable why) implements SearchCommand {}

    private SearchEntity() {}

    /** The owner of a search, wherever it is. */
    public static void tell(ClusterSharding sharding, String search, SearchCommand m) {
        sharding.entityRefFor(KEY, search).tell(m);
    }

    /** Begins with taking the search over; messages wait until that is done. */
    public static Behavior<SearchCommand> create(String search, Surroundings around) {
        return Behaviors.withStash(
                100_000,
                stash -> Behaviors.setup(context -> {
                    CompletableFuture<SearchCommand> recovery = around.store()
                            .takeOver(search)
                            .thenApplyAsync(row -> {
                                if (row == null) {
                                    return new NotRecovered(null);
                                }
                                var reads = around.store().reads();
                                SweepRow sweep = reads.sweep(row.sweep());
                                return sweep == null
                                        ? new NotRecovered(null)
                                        : new Recovered(
                                                row,
                                                sweep,
                                                reads.open(search),
                                                reads.traces(search),
                                                reads.losses(search));
                            });
                    context.pipeToSelf(recovery, (m, e) -> e == null ? m : new NotRecovered(e));
                    return recovering(search, context, stash, around);
                }));
    }

    private static Behavior<SearchCommand> recovering(
            String search, ActorContext<SearchCommand> context, StashBuffer<SearchCommand> stash, Surroundings around) {
        return Behaviors.receive(SearchCommand.class)
                .onMessage(
                        Recovered.class,
                        r -> stash.unstashAll(
                                Behaviors.withTimers(timers -> new SearchOwner(context, timers, around, r))))
                .onMessage(NotRecovered.class, n -> {
                    if (n.why != null) {
                        throw new IllegalStateException("the search cannot be recovered", n.why);
                    }
                    return stash.unstashAll(EndedSearch.over(Offer.gone(search, "")));
                })
                .onMessage(SearchCommand.class, m -> {
                    stash.stash(m);
                    return Behaviors.same();
                })
                .build();
    }
}
