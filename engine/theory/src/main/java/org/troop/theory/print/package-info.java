/**
 * Text out: the layout engine and the printers of terms, facts, rules, formulas, proofs and whole theories, character
 * for character as specified. Not here: parsing, and the web pages (they use these documents and add their frame).
 *
 * <p>The layout engine ({@link org.troop.theory.print.Doc} describes, {@link org.troop.theory.print.Layout} chooses) is
 * in the family of
 *
 * <ol>
 *   <li>J. Hughes, <em>The Design of a Pretty-printing Library</em>, AFP 1995: the algebra ({@code <>}, {@code $$},
 *       {@code nest}, {@code sep}) with its laws, blocks that move as a whole, the ribbon;
 *   <li>S. Peyton Jones's revision of it: {@code empty} as a unit, {@code fsep}, overlap in {@code $$};
 *   <li>D. Oppen, <em>Prettyprinting</em>, TOPLAS 1980: widths computed bottom-up and an explicit stack of the blocks
 *       that are open, instead of lazily built sets of layouts.
 * </ol>
 *
 * <p>The specification states the engine as a lazy rewriting of documents. {@code Layout} is that rewriting run
 * forward: what the rewriting suspends in the rest of a document is here a stack of open blocks in absolute columns.
 * Every document is measured once, when it is built, and never expanded, so laying out takes time linear in its size.
 */
@NullMarked
package org.troop.theory.print;

import org.jspecify.annotations.NullMarked;
