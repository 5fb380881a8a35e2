package org.troop.coordinator.sources;

import akka.actor.typed.ActorRef;
import org.troop.coordinator.Message;

/** What is said to the {@link SourcesEntity} of a key. */
public interface SourcesCommand extends Message {
    /**
     * A worker wants the sources. Said again now and then: an entity that moved has forgotten who asked.
     *
     * @param computing whether it was told to compute them, and does
     */
    record Ask(ActorRef<SourcesAnswer> call, boolean computing) implements SourcesCommand {}

    /** They are in the store. Is answered, so that the call can be there until this is known. */
    record Stored(ActorRef<SourcesAnswer> call) implements SourcesCommand {}
}
