/** Who is let in, to do what, and the record of it. */
@NullMarked
package org.troop.coordinator.access;

import org.jspecify.annotations.NullMarked;
