package org.troop.coordinator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Computed sources that workers share through the coordinators. */
public final class SourceMeters {
    private final Counter hits;
    private final Counter misses;
    private final Counter sent;
    private final Counter stored;

    SourceMeters(MeterRegistry registry) {
        hits = lookups(registry, "hit");
        misses = lookups(registry, "miss");
        sent = Counter.builder("troop.sources.sent.bytes")
                .description("Encoded sources that were sent to workers")
                .baseUnit("bytes")
                .register(registry);
        stored = Counter.builder("troop.sources.stored.bytes")
                .description("Encoded sources that workers computed and that were stored")
                .baseUnit("bytes")
                .register(registry);
    }

    private static Counter lookups(MeterRegistry registry, String answer) {
        return Counter.builder("troop.sources.lookups")
                .description("Sources that workers asked for: sent to them, or left to them to compute")
                .tag("answer", answer)
                .register(registry);
    }

    public void sent(int bytes) {
        hits.increment();
        sent.increment(bytes);
    }

    public void missed() {
        misses.increment();
    }

    public void stored(int bytes) {
        stored.increment(bytes);
    }
}
