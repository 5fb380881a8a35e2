/**
 * The proof store: what is true about sweeps, on disk. SQLite for one coordinator, PostgreSQL for a cluster; the same tables and
 * statements on both.
 *
 * <p>All changes go through one thread per process, {@link org.troop.coordinator.store.StoreWriter}, which puts those that wait
 * into one transaction; a caller hears of its change when it is durable. Reads use connections of their own.
 */
@NullMarked
package org.troop.coordinator.store;

import org.jspecify.annotations.NullMarked;
