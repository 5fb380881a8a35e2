/** What clients ask: sweeps are submitted, watched, cancelled, and their proofs fetched. */
@NullMarked
package org.troop.coordinator.sweep;

import org.jspecify.annotations.NullMarked;
