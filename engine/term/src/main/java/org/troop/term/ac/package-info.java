/**
 * The order-exact engine for unification and matching modulo AC and C, normal forms and variants. It works on a compact
 * int encoding of queries and on its own hash-consed terms, ordered by the engine's order (arity and declaration first), and
 * answers with the solutions, the order and the witness numbering that proof scripts depend on. {@link
 * org.troop.term.ac.AcSession} is the way in. Not here: syntactic unification that delays AC problems, substitutions of
 * constraint systems, anything about rules.
 *
 * <p>One class per algorithm: {@code Unifier} (order-sorted combination, on the state in {@code Slots}, up to a {@code
 * SolvedForm}), {@code AcSubproblem} (one AC symbol, with {@code ColumnConflicts}), {@code Diophantine} (linear systems), {@code Matcher}, {@code Normaliser}, {@code Narrowing} (folding variant narrowing).
 */
@NullMarked
package org.troop.term.ac;

import org.jspecify.annotations.NullMarked;
