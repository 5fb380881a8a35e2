package org.troop.coordinator.work;

import akka.actor.typed.ActorRef;
import org.troop.coordinator.Message;

/** What is said to the dispatcher of a node. */
public interface DispatcherCommand extends Message {
    /**
     * How it is with a search now.
     *
     * @param queued units that can be claimed
     * @param leased units that workers have
     * @param unitMillis what a unit takes, on average of late
     * @param oracles that only workers can take units that run oracles
     * @param over forget it
     */
    record Offer(
            String search,
            String sweep,
            int priority,
            int queued,
            int leased,
            long unitMillis,
            boolean oracles,
            boolean over)
            implements DispatcherCommand {
        /** Nothing is on offer any more. */
        public static Offer gone(String search, String sweep) {
            return new Offer(search, sweep, 1, 0, 0, 1, false, true);
        }
    }

    /** An answer to the claim with this id: so many units are on their way to the worker. */
    record Claimed(long id, int granted, Offer now) implements DispatcherCommand {}

    record SessionUp(String worker, ActorRef<SessionCommand> session, int cores, int credit, boolean oracles)
            implements DispatcherCommand {}

    record SessionDown(String worker, ActorRef<SessionCommand> session) implements DispatcherCommand {}

    /** A worker has so many units less. */
    record Ended(String worker, int units) implements DispatcherCommand {}

    /** A worker came back with a unit. */
    record Kept(String worker) implements DispatcherCommand {}

    /** A worker has one more unit that it searches alone, or one less: it can take others when it has none. */
    record Isolating(String worker, int more) implements DispatcherCommand {}

    record Tick() implements DispatcherCommand {}
}
