/**
 * The prover's enemy: explores traces forwards, with explicit states, and hunts for what contradicts a verdict. Shares
 * nothing with the solver but the parsed theory: own matching, own normal forms, own reading of formulas.
 */
@NullMarked
package org.troop.solver.forward;

import org.jspecify.annotations.NullMarked;
