/** Bytes that others send. */
@NullMarked
package org.troop.worker.wire;

import org.jspecify.annotations.NullMarked;
