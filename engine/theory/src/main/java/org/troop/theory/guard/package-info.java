/**
 * From formulas as written to guarded trace formulas (Schmidt, Meier, Cremers, Basin, CSF 2012, "Guarded trace
 * properties"), and what is asked of them as a whole. Not here: the formulas themselves ({@code
 * org.troop.theory.syntax}), induction and everything else that proofs do with them.
 */
@NullMarked
package org.troop.theory.guard;

import org.jspecify.annotations.NullMarked;
