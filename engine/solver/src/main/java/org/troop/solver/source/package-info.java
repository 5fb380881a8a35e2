/**
 * Precomputed sources: for every protocol fact and every adversary message a list of systems that covers all ways to obtain
 * it (Schmidt 2012, section 3.4.3; Tamarin manual, "Precomputation: refined sources"). How a proof step uses them is
 * here, too; when it does is decided in {@code org.troop.solver.search}.
 */
@NullMarked
package org.troop.solver.source;

import org.jspecify.annotations.NullMarked;
