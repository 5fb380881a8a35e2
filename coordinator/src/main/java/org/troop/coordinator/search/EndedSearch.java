package org.troop.coordinator.search;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.BehaviorBuilder;
import akka.actor.typed.javadsl.Behaviors;
import org.troop.coordinator.search.SearchCommand.Claim;
import org.troop.coordinator.search.SearchCommand.Failure;
import org.troop.coordinator.search.SearchCommand.Held;
import org.troop.coordinator.search.SearchCommand.Results;
import org.troop.coordinator.search.SearchCommand.Wake;
import org.troop.coordinator.work.DispatcherCommand.Claimed;
import org.troop.coordinator.work.DispatcherCommand.Offer;
import org.troop.proto.UnitResult;

/** A search without an owner: whoever still has a unit may forget it. */
final class EndedSearch {
    private EndedSearch() {}

    /** @param gone that nothing is on offer */
    static Behavior<SearchCommand> over(Offer gone) {
        return answering(BehaviorBuilder.create(), gone);
    }

    /** The same until it is woken. */
    static Behavior<SearchCommand> leaving(Offer gone) {
        return answering(BehaviorBuilder.<SearchCommand>create().onMessage(Wake.class, w -> Behaviors.stopped()), gone);
    }

    private static Behavior<SearchCommand> answering(BehaviorBuilder<SearchCommand> first, Offer gone) {
        return first.onMessage(Results.class, r -> {
                    Replies.settled(
                            r.session(),
                            r.results().getResultsList().stream()
                                    .map(UnitResult::getKey)
                                    .toList());
                    return Behaviors.same();
                })
                .onMessage(Failure.class, f -> {
                    Replies.settled(f.session(), f.failure().getKey());
                    return Behaviors.same();
                })
                .onMessage(Held.class, h -> {
                    Replies.settled(h.session(), h.key());
                    return Behaviors.same();
                })
                .onMessage(Claim.class, c -> {
                    c.dispatcher().tell(new Claimed(c.id(), 0, gone));
                    return Behaviors.same();
                })
                .onMessage(SearchCommand.class, m -> Behaviors.same())
                .build();
    }
}
