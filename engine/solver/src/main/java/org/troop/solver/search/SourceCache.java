package org.troop.solver.search;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps computed sources, between runs or for several processes. What it gives is checked before it is used, and computed if
 * it is not what it should be. Thread-safe.
 */
public interface SourceCache {
    /** Keeps nothing. */
    SourceCache NONE = new SourceCache() {
        @Override
        public int @Nullable [] find(SourceKey key) {
            return null;
        }

        @Override
        public void computed(SourceKey key, Supplier<int[]> code) {}

        @Override
        public void abandoned(SourceKey key) {}
    };

    /**
     * Numbers that were given for an equal key; null if there are none that can be read. May wait for somebody else who
     * computes them, for a bounded time.
     */
    int @Nullable [] find(SourceKey key);

    /**
     * Sources that were asked for in vain have been computed.
     *
     * @param code encodes them, numbers from 0; need not be asked for
     */
    void computed(SourceKey key, Supplier<int[]> code);

    /** Sources that were asked for in vain will not be computed. */
    void abandoned(SourceKey key);
}
