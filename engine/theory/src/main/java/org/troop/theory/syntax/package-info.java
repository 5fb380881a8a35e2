/**
 * What a theory is made of, as values: facts, formulas, guarded formulas, rules, lemmas, proof scripts, processes, and
 * {@link org.troop.theory.syntax.Theory} that holds them in file order. Everything is immutable and compares by value.
 *
 * <p>Not here: how text becomes these values ({@code org.troop.theory.parse}), how they become text again ({@code
 * org.troop.theory.print}), what closing computes from them.
 *
 * <p>Bound variables are de Bruijn indices ({@link org.troop.term.Term.Bound}) inside terms; a binder keeps name and
 * sort for printing. Time points are terms, too: a node variable or a bound index.
 */
@NullMarked
package org.troop.theory.syntax;

import org.jspecify.annotations.NullMarked;
