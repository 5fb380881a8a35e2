/**
 * Syntactic unification and matching with delayed AC equations, fresh substitutions and the equation store (Schmidt 2012,
 * chapters 2 and 3). AC problems are passed to {@link org.troop.term.store.AcSolver}; constraint systems are not known here.
 */
@NullMarked
package org.troop.term.unify;

import org.jspecify.annotations.NullMarked;
