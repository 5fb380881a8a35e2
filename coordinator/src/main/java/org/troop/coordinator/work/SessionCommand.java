package org.troop.coordinator.work;

import org.troop.coordinator.Message;
import org.troop.proto.CoordinatorMessage;

/** What is said to the session of a worker. */
public interface SessionCommand extends Message {
    /** To be sent to the worker. */
    record Tell(CoordinatorMessage message) implements SessionCommand {}

    /** The worker sent what no worker sends: its stream ends, and its units are leased again. */
    record Refuse(String why) implements SessionCommand {}
}
