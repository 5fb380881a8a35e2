/**
 * A load test of a running coordinator: workers that speak the real protocol and search nothing, so that only the coordinator and its
 * store are busy. Not here: what a cluster of many workers would make of a real tree, which is simulated.
 */
@NullMarked
package org.troop.bench.load;

import org.jspecify.annotations.NullMarked;
