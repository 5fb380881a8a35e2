package org.troop.coordinator.search;

import akka.actor.typed.ActorRef;
import org.troop.coordinator.Message;
import org.troop.coordinator.work.DispatcherCommand;
import org.troop.coordinator.work.SessionCommand;
import org.troop.proto.UnitFailure;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResults;

/** What is said to the owner of a search. */
public interface SearchCommand extends Message {
    /** Be there: after a submission, and again and again while the search is not over. */
    record Wake() implements SearchCommand {}

    /**
     * A worker can take so many units.
     *
     * @param id of the dispatcher, for the answer
     */
    record Claim(
            long id, String worker, ActorRef<SessionCommand> session, ActorRef<DispatcherCommand> dispatcher, int units)
            implements SearchCommand {}

    /** Results of a worker, to be made durable together. */
    record Results(UnitResults results, String worker, ActorRef<SessionCommand> session) implements SearchCommand {}

    record Failure(UnitFailure failure, String worker, ActorRef<SessionCommand> session) implements SearchCommand {}

    /** A worker gives a unit back unsearched. */
    record Returned(UnitKey key, String worker) implements SearchCommand {}

    /** A worker that dialled again still has this lease. */
    record Held(UnitKey key, String worker, ActorRef<SessionCommand> session) implements SearchCommand {}

    /** The stream of a worker broke; {@code begun}: it was searching the unit. */
    record Orphaned(UnitKey key, String worker, boolean begun) implements SearchCommand {}

    /** So many cores have nothing to do. */
    record Hungry(int cores, ActorRef<DispatcherCommand> dispatcher) implements SearchCommand {}

    /** The search is cancelled; the store knows it. */
    record Cancel() implements SearchCommand {}
}
