/**
 * Sources of theories that the workers of a cluster share: who computes them, who waits for them, and who gets them from the
 * store. What they are is in the engine; here they are bytes with a checksum.
 */
@NullMarked
package org.troop.coordinator.sources;

import org.jspecify.annotations.NullMarked;
