package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * A multiset rewriting rule modulo E: as written, after its {@code let} block, with the actions of embedded
 * restrictions, with macros unexpanded.
 *
 * @param restrictions the embedded {@code _restrict} formulas, predicates unexpanded
 * @param newVariables variables of conclusions and actions that are not in the premises, ascending
 */
public record RuleE(
        String name,
        List<RuleAttribute> attributes,
        List<Formula> restrictions,
        List<Fact> premises,
        List<Fact> actions,
        List<Fact> conclusions,
        List<Term> newVariables) {
    public RuleE {
        attributes = List.copyOf(attributes);
        restrictions = List.copyOf(restrictions);
        premises = List.copyOf(premises);
        actions = List.copyOf(actions);
        conclusions = List.copyOf(conclusions);
        newVariables = List.copyOf(newVariables);
    }

    /** A rule whose new variables are computed. */
    public static RuleE of(
            String name,
            List<RuleAttribute> attributes,
            List<Formula> restrictions,
            List<Fact> premises,
            List<Fact> actions,
            List<Fact> conclusions) {
        return new RuleE(
                name,
                attributes,
                restrictions,
                premises,
                actions,
                conclusions,
                newVariables(premises, actions, conclusions));
    }

    /** Variables of actions and conclusions that do not occur in premises, in variable order. */
    public static List<Term> newVariables(List<Fact> premises, List<Fact> actions, List<Fact> conclusions) {
        Set<Var> known = new LinkedHashSet<>();
        for (Fact f : premises) {
            f.occurrences(known);
        }
        TreeSet<Var> fresh = new TreeSet<>();
        for (Fact f : conclusions) {
            f.occurrences(fresh);
        }
        for (Fact f : actions) {
            f.occurrences(fresh);
        }
        fresh.removeAll(known);
        return List.copyOf(fresh);
    }

    /** The rule with more actions behind its own. */
    public RuleE withMoreActions(List<Fact> more) {
        List<Fact> all = new ArrayList<>(actions);
        all.addAll(more);
        return of(name, attributes, restrictions, premises, all, conclusions);
    }

    /** Maps premises, actions and conclusions and computes the new variables anew. */
    public RuleE mapTerms(UnaryOperator<Term> f) {
        return of(name, attributes, restrictions, map(premises, f), map(actions, f), map(conclusions, f));
    }

    /** Appends the variables of premises, conclusions and actions (in this order), repetitions included. */
    public void occurrences(Collection<Var> out) {
        premises.forEach(f -> f.occurrences(out));
        conclusions.forEach(f -> f.occurrences(out));
        actions.forEach(f -> f.occurrences(out));
    }

    private static List<Fact> map(List<Fact> facts, UnaryOperator<Term> f) {
        List<Fact> out = new ArrayList<>(facts.size());
        for (Fact g : facts) {
            out.add(g.map(f));
        }
        return out;
    }
}
