/**
 * What is done to a theory between closing and proving when the user asks for it: source lemmas that are found
 * automatically (Cortier, Delaune and Dreier, ESORICS 2020, "Automatic generation of sources lemmas in Tamarin"). Not
 * here: the sources themselves ({@code org.troop.solver.source}), the proof of the lemma.
 */
@NullMarked
package org.troop.solver.auto;

import org.jspecify.annotations.NullMarked;
