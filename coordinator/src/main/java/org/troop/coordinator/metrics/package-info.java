/** What a coordinator measures of itself, as meters of a registry; docs/metrics.md lists them. Nothing is decided here. */
@NullMarked
package org.troop.coordinator.metrics;

import org.jspecify.annotations.NullMarked;
