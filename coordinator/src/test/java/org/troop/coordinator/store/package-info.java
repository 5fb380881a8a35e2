/** The proof store on SQLite and on a PostgreSQL server of the test's own. */
@NullMarked
package org.troop.coordinator.store;

import org.jspecify.annotations.NullMarked;
