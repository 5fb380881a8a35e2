package org.troop.coordinator.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.metrics.SearchMeters.UnitState;

/** The figures of one search, as long as this coordinator owns it. Written by its owner, read by anybody. */
public final class SearchTally implements AutoCloseable {
    private final Consumer<SearchTally> onClose;
    private final List<Meter> meters = new ArrayList<>();
    private @Nullable MeterRegistry registry;
    private volatile Map<UnitState, Long> units = Map.of();
    private volatile long nodes;
    private volatile long merged;

    SearchTally(Consumer<SearchTally> onClose) {
        this.onClose = onClose;
    }

    synchronized void show(MeterRegistry to, String sweep, String lemma) {
        registry = to;
        for (UnitState s : UnitState.values()) {
            show(
                    "troop.search.units",
                    "Open nodes of a search by the state of their unit",
                    t -> t.units(s),
                    sweep,
                    lemma,
                    s);
        }
        show("troop.search.nodes", "Closed nodes of a search", t -> t.nodes, sweep, lemma, null);
        show("troop.search.merged.units", "Results that a search is made of", t -> t.merged, sweep, lemma, null);
    }

    private void show(
            String name,
            String description,
            ToDoubleFunction<SearchTally> value,
            String sweep,
            String lemma,
            @Nullable UnitState state) {
        Gauge.Builder<SearchTally> b = Gauge.builder(name, this, value)
                .description(description)
                .tag("sweep", sweep)
                .tag("lemma", lemma);
        if (state != null) {
            b.tag("state", state.name().toLowerCase(Locale.ROOT));
        }
        meters.add(b.register(registry));
    }

    long units(UnitState state) {
        return units.getOrDefault(state, 0L);
    }

    /** The open nodes of the search: all but the last three are in nobody's hands. */
    public void frontier(long queued, long waiting, long leased, long orphaned, long merging) {
        Map<UnitState, Long> m = new EnumMap<>(UnitState.class);
        m.put(UnitState.QUEUED, queued);
        m.put(UnitState.WAITING, waiting);
        m.put(UnitState.LEASED, leased);
        m.put(UnitState.ORPHANED, orphaned);
        m.put(UnitState.MERGING, merging);
        units = m;
    }

    /** How far the search has come. */
    public void progress(long closedNodes, long mergedUnits) {
        nodes = closedNodes;
        merged = mergedUnits;
    }

    /** The search is over, or somebody else's. */
    @Override
    public synchronized void close() {
        onClose.accept(this);
        MeterRegistry r = registry;
        if (r != null) {
            meters.forEach(r::remove);
            registry = null;
        }
    }
}
