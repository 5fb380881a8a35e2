/**
 * The way from a theory as it was read to the closed theory that is proved: the same in every process that works on it, so
 * that encodings mean the same.
 */
@NullMarked
package org.troop.solver.prepare;

import org.jspecify.annotations.NullMarked;
