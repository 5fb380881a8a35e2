/**
 * The language: parser, pretty printer, and the closing of a theory (rule variants, intruder rules, guarded formulas,
 * loop breakers, injective facts). Not here: how terms are stored and unified ({@code org.troop.term}), and the search
 * for proofs ({@code org.troop.solver}).
 */
@NullMarked
package org.troop.theory;

import org.jspecify.annotations.NullMarked;
