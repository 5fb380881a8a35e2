package org.troop.theory.print;

import java.util.List;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.ProofTree;
import org.troop.theory.syntax.RuleAC;

/**
 * What closing and proving added to a theory, as the printer asks for it. Items are referred to by their index in {@code
 * Theory.items()}; the theory's items are those of the file followed by those that translation and closing generated.
 */
public interface ClosedView {
    /**
     * The facts with injective instances, in any order: one list for a trace theory; for a diff theory those of the trace
     * systems (left, right) and of the diff systems (left, right).
     */
    List<List<FactTag>> injectiveFacts();

    /** The closed rules of a rule item, at least one. */
    List<RuleAC> closedRules(int item);

    /** The proof of a lemma or diff lemma item. */
    ProofTree proof(int item);

    Trailer trailer();

    /**
     * What stands behind the items of the file.
     *
     * @param firstGenerated index of the first generated item; the number of items if there is none
     * @param report {@link Report#text}
     * @param version {@code Generated from:} and lines of the form {@code key: value}
     */
    record Trailer(int firstGenerated, String report, String version) {}
}
