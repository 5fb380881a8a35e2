/**
 * Why a constraint system has no solution: cycles, terms that are not normal, impossible chains, normal-form conditions of
 * the adversary's rules, false formulas, injectivity, the last node (Schmidt 2012, section 3.4; Tamarin manual).
 */
@NullMarked
package org.troop.solver.contradict;

import org.jspecify.annotations.NullMarked;
