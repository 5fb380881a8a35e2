/** Encoded systems as bytes, what identifies an engine, and how connections are made. */
@NullMarked
package org.troop.worker.wire;

import org.jspecify.annotations.NullMarked;
