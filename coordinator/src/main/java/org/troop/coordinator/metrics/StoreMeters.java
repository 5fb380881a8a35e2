package org.troop.coordinator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** How the proof store does. */
public final class StoreMeters {
    private final MeterRegistry registry;
    private final Timer commit;
    private final DistributionSummary batch;
    private final Counter failures;
    private final Counter searchesRemoved;
    private final Counter bytesRemoved;

    StoreMeters(MeterRegistry registry) {
        this.registry = registry;
        commit = Timer.builder("troop.store.commit")
                .description("One transaction of the proof store, from its begin to its commit")
                .serviceLevelObjectives(millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000))
                .register(registry);
        batch = DistributionSummary.builder("troop.store.batch.changes")
                .description("Changes that were committed together")
                .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128, 256)
                .register(registry);
        failures = Counter.builder("troop.store.failures")
                .description("Changes that the proof store could not make")
                .register(registry);
        searchesRemoved = removed("searches", "Searches of old sweeps that were removed");
        bytesRemoved = removed("bytes", "Bytes of proofs, systems and traces that were removed with old sweeps");
    }

    private Counter removed(String what, String description) {
        return Counter.builder("troop.store.removed." + what)
                .description(description)
                .register(registry);
    }

    static Duration[] millis(int... millis) {
        Duration[] out = new Duration[millis.length];
        for (int i = 0; i < millis.length; i++) {
            out[i] = Duration.ofMillis(millis[i]);
        }
        return out;
    }

    /** Shows how many changes wait. */
    public void observe(Collection<?> waiting) {
        Gauge.builder("troop.store.waiting.changes", waiting, Collection::size)
                .description("Changes that wait for the proof store")
                .register(registry);
    }

    public void committed(long nanos, int changes) {
        commit.record(nanos, TimeUnit.NANOSECONDS);
        batch.record(changes);
    }

    /** A sweep was removed. */
    public void removed(int searches, long bytes) {
        searchesRemoved.increment(searches);
        bytesRemoved.increment(bytes);
    }

    public void failed() {
        failures.increment();
    }
}
