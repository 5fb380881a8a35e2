package org.troop.coordinator.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/** The meters of a coordinator by what they measure. Thread-safe. */
public record CoordinatorMeters(
        MeterRegistry registry, SearchMeters searches, StoreMeters store, WorkMeters work, SourceMeters sources) {
    public static CoordinatorMeters in(MeterRegistry registry) {
        return new CoordinatorMeters(
                registry,
                new SearchMeters(registry),
                new StoreMeters(registry),
                new WorkMeters(registry),
                new SourceMeters(registry));
    }

    /** Meters that nobody reads, and that measure nothing. */
    public static CoordinatorMeters none() {
        return in(new CompositeMeterRegistry());
    }
}
