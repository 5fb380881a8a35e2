/** What clients do with the sweep service beyond calling it: proofs are put together where they are read, not where they are kept. */
@NullMarked
package org.troop.worker.client;

import org.jspecify.annotations.NullMarked;
