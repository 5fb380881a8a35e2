/**
 * Computed sources, kept in a directory between runs, and what tells that they were computed by the same engine. The only place
 * of the engine that touches files, for who embeds it and wants that; nothing else depends on it.
 */
@NullMarked
package org.troop.solver.cache;

import org.jspecify.annotations.NullMarked;
