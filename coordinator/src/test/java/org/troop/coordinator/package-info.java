/** Whole clusters in one process: real gRPC on the loopback, a real store. */
@NullMarked
package org.troop.coordinator;

import org.jspecify.annotations.NullMarked;
