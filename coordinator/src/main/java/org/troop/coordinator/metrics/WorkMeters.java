package org.troop.coordinator.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The workers that are connected to this coordinator. */
public final class WorkMeters {
    /** Why a stream ended. */
    public enum StreamEnd {
        /** The worker closed it. */
        DONE,
        /** The connection, or the worker at its other end, is gone. */
        BROKEN,
        /** Nothing was heard of the worker for too long. */
        SILENT;

        private final String label = name().toLowerCase(java.util.Locale.ROOT);
    }

    private record Fleet(int workers, int cores, int busy) {}

    private final Map<StreamEnd, Counter> ends = new EnumMap<>(StreamEnd.class);
    private volatile Fleet fleet = new Fleet(0, 0, 0);

    WorkMeters(MeterRegistry registry) {
        Gauge.builder("troop.workers", this, m -> m.fleet.workers)
                .description("Workers that are connected")
                .register(registry);
        Gauge.builder("troop.worker.cores", this, m -> m.fleet.cores)
                .description("Cores of the workers that are connected")
                .register(registry);
        Gauge.builder("troop.worker.cores.busy", this, m -> m.fleet.busy)
                .description("Cores that search a unit, as far as the coordinator knows")
                .register(registry);
        for (StreamEnd e : StreamEnd.values()) {
            ends.put(
                    e,
                    Counter.builder("troop.worker.streams.ended")
                            .description("Streams of workers that ended")
                            .tag("reason", e.label)
                            .register(registry));
        }
    }

    public void fleet(int workers, int cores, int busy) {
        fleet = new Fleet(workers, cores, busy);
    }

    public void ended(StreamEnd how) {
        ends.get(how).increment();
    }
}
