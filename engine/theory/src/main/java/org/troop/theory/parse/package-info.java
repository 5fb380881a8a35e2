/**
 * Reads theories: {@link org.troop.theory.parse.TheoryParser} is the entry. A recursive descent parser without a separate
 * lexer, since what a character means depends on the symbols declared so far; one class per part of the language over one
 * {@code Scanner}. Items take effect as they are read ({@code TheoryBuilder}), and what is expanded while reading is
 * expanded here: {@code let} blocks, predicates, embedded restrictions, process calls, {@code #ifdef}, {@code #include}.
 *
 * <p>Not here: macros (expanded when rules are closed), wellformedness, everything that needs unification.
 */
@NullMarked
package org.troop.theory.parse;

import org.jspecify.annotations.NullMarked;
