/**
 * Hash-consed terms as ints in flat arrays: the solver's representation of messages, facts, atoms, guarded formulas,
 * goals and rule instances alike, so that substitution, order, equality and copying are one mechanism for all of them.
 *
 * <p>Here live the store, the order, substitution, renaming, syntactic unification and matching. Reasoning modulo AC is
 * behind {@link org.troop.term.store.AcSolver}; what facts and formulas mean is the business of the modules above.
 */
@NullMarked
package org.troop.term.store;

import org.jspecify.annotations.NullMarked;
