/**
 * Wellformedness: what is suspicious about an open theory, as entries of the report at its end. One class per kind of
 * thing that is looked at. Not here: the report's layout ({@code org.troop.theory.print.Report}), and the message
 * derivation checks, which need proofs.
 */
@NullMarked
package org.troop.theory.check;

import org.jspecify.annotations.NullMarked;
