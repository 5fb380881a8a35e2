package org.troop.coordinator.sources;

import org.troop.coordinator.Message;

/** What a {@link SourcesCall} is told. */
public interface SourcesAnswer extends Message {
    /** The sources are in the store. */
    record Known() implements SourcesAnswer {}

    /** They are to be computed. */
    record Compute() implements SourcesAnswer {}
}
