/** Theories as they travel: packed by clients, opened by workers. */
@NullMarked
package org.troop.worker.theory;

import org.jspecify.annotations.NullMarked;
