/**
 * Constraint solving: constraint systems, the reductions and contradictions, precomputed sources, heuristics, proof
 * methods, search, replay of proof scripts, and the validator of traces. Not here: reading and printing of theories
 * ({@code org.troop.theory}), and any network, database, actor or clock; a search is given its budget by the caller.
 */
@NullMarked
package org.troop.solver;

import org.jspecify.annotations.NullMarked;
