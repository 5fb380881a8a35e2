package org.troop.solver.graph;

import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * A short name for a term.
 *
 * @param expansion the term with other abbreviations inside
 */
record Abbreviation(String name, Term term, Term expansion) {
    /** The name as it stands in place of the term. */
    Var variable() {
        return new Var(name, Sort.MSG, 0);
    }
}
