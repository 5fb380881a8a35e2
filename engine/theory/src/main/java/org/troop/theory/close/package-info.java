/**
 * Closing a theory: everything between a parsed theory and the first constraint system. Rules modulo AC with their
 * variants, the rules of the adversary, loop breakers, injective facts, guarded formulas as terms. {@link
 * org.troop.theory.close.Closing} is the way in, {@link org.troop.theory.close.ClosedTheory} the result. Not here:
 * sources, and anything that looks at constraint systems.
 *
 * <p>Terms are ints of the base store from the first step on ({@code org.troop.term.store}); trees are made again only
 * for what is printed. A rule is worked on as one flat array of fact terms, {@link org.troop.theory.close.RuleBody}.
 */
@NullMarked
package org.troop.theory.close;

import org.jspecify.annotations.NullMarked;
