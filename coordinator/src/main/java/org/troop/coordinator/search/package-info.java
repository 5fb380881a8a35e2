/** One search: its frontier, its leases, its merges. The owner of a search is one actor in the whole cluster. */
@NullMarked
package org.troop.coordinator.search;

import org.jspecify.annotations.NullMarked;
