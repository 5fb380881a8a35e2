/**
 * A second opinion on traces: a solved constraint system is turned into a concrete run of the multiset rewriting rules, the
 * run is executed step by step, and lemma and restrictions are evaluated on it. Everything here works on trees and shares no
 * code with the reductions, the unifiers and the equation store; the only service from elsewhere is the normal form modulo
 * the theory's equations. It knows nothing of searches and proofs.
 */
@NullMarked
package org.troop.solver.validate;

import org.jspecify.annotations.NullMarked;
