package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * A rule modulo AC: its instances modulo E are the instances of its variants.
 *
 * @param newVariables the rule's new variables under the variants' common substitution, so possibly not variables
 * @param variants at least one substitution of the rule's variables; {@code [{}]} when there is nothing to choose
 * @param loopBreakers premise indices in order of discovery
 */
public record RuleAC(
        String name,
        List<RuleAttribute> attributes,
        List<Fact> premises,
        List<Fact> conclusions,
        List<Fact> actions,
        List<Term> newVariables,
        List<SortedMap<Var, Term>> variants,
        List<Integer> loopBreakers) {
    public RuleAC {
        attributes = List.copyOf(attributes);
        premises = List.copyOf(premises);
        conclusions = List.copyOf(conclusions);
        actions = List.copyOf(actions);
        newVariables = List.copyOf(newVariables);
        loopBreakers = List.copyOf(loopBreakers);
        List<SortedMap<Var, Term>> vs = new ArrayList<>(variants.size());
        for (SortedMap<Var, Term> v : variants) {
            vs.add(Collections.unmodifiableSortedMap(new TreeMap<>(v)));
        }
        variants = List.copyOf(vs);
    }

    /** One variant that changes nothing, no loop breakers. */
    public static RuleAC trivial(RuleE e) {
        return new RuleAC(
                e.name(),
                e.attributes(),
                e.premises(),
                e.conclusions(),
                e.actions(),
                e.newVariables(),
                List.of(new TreeMap<>()),
                List.of());
    }

    /** Whether there is exactly one variant and it is the identity. */
    public boolean hasOnlyIdentityVariant() {
        return variants.size() == 1 && variants.getFirst().isEmpty();
    }

    /** Whether it is the rule modulo E as written, without a choice of variants. */
    public boolean isTrivialFor(RuleE e) {
        return hasOnlyIdentityVariant()
                && premises.equals(e.premises())
                && conclusions.equals(e.conclusions())
                && actions.equals(e.actions())
                && newVariables.equals(e.newVariables());
    }

    public RuleAC withActions(List<Fact> newActions) {
        return new RuleAC(name, attributes, premises, conclusions, newActions, newVariables, variants, loopBreakers);
    }

    public RuleAC withLoopBreakers(List<Integer> breakers) {
        return new RuleAC(name, attributes, premises, conclusions, actions, newVariables, variants, breakers);
    }
}
