/**
 * Message derivation checks: can the variables of a rule be derived from what its premises contain? Not here: the other
 * wellformedness checks ({@code org.troop.theory.check}), which need no proofs.
 */
@NullMarked
package org.troop.solver.derive;

import org.jspecify.annotations.NullMarked;
