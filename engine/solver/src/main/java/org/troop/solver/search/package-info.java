/**
 * Proof search: which goal is solved next, how the proof tree is walked, when it ends, and the replay of stored proofs
 * (Tamarin manual, "Advanced features": heuristics). Reductions are used as a pure function from a system to named cases.
 */
@NullMarked
package org.troop.solver.search;

import org.jspecify.annotations.NullMarked;
