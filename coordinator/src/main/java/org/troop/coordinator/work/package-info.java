/** Workers: their streams, and who of them gets which search's units. Belongs to the node that they dialled. */
@NullMarked
package org.troop.coordinator.work;

import org.jspecify.annotations.NullMarked;
