/**
 * Terms, and everything that is said of terms alone: signatures, sorts and symbols, the two-tier term store, the exact
 * order on terms, substitutions, normal forms, unification and matching, variants. Not here: facts, rules and formulas
 * (they are the theory's), concrete syntax, anything that knows a constraint system.
 */
@NullMarked
package org.troop.term;

import org.jspecify.annotations.NullMarked;
