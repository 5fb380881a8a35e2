package org.troop.theory.syntax;

import java.util.List;
import org.troop.term.Term;

/**
 * A hand-written message deduction rule {@code rule (modulo AC) cf: …} or {@code df n: …}.
 *
 * @param destruction {@code d…} as opposed to {@code c…} (construction)
 * @param label the name after that letter
 * @param applications of a destruction rule: how often it may be applied in a row; 0 if not written
 */
public record IntruderRule(
        boolean destruction,
        String label,
        int applications,
        List<Fact> premises,
        List<Fact> actions,
        List<Fact> conclusions,
        List<Term> newVariables) {
    public IntruderRule {
        premises = List.copyOf(premises);
        actions = List.copyOf(actions);
        conclusions = List.copyOf(conclusions);
        newVariables = List.copyOf(newVariables);
    }
}
