package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Formula;

/**
 * What {@code _restrict(φ)} stands for: a restriction ∀. Restr(x, x.1, …) @ #NOW ⇒ ψ, and an action Restr(t, t1, …) of
 * the rule. ψ is φ with a new variable x.k for every maximal term that depends on the rule's instance only, that is,
 * contains a free variable but neither a bound one nor #NOW. Equal terms get different variables.
 */
final class EmbeddedRestriction {
    private static final Var NOW = new Var("NOW", Sort.NODE, 0);

    private final Map<Var, Term> abstracted = new HashMap<>();
    private final Formula restriction;
    private final Fact action;

    /**
     * @param name of the restriction and of the action's fact symbol
     * @param formula predicates expanded
     */
    EmbeddedRestriction(String name, Formula formula) {
        Formula body = formula.mapTerms((t, depth) -> abstractTerm(t));
        List<Var> parameters = new ArrayList<>();
        body.occurrences(parameters);
        parameters.remove(NOW);
        List<Term> arguments = new ArrayList<>();
        for (Var v : parameters) {
            arguments.add(abstracted.getOrDefault(v, v));
        }
        FactTag tag = FactTag.linear(name, parameters.size());
        action = Fact.of(tag, arguments);
        Formula trigger = new Formula.Atomic(new Atom.Action(NOW, Fact.of(tag, parameters)));
        Formula open = new Formula.Implies(trigger, body);
        restriction = Formula.quantify(true, List.copyOf(open.vars()), open);
    }

    Formula restriction() {
        return restriction;
    }

    Fact action() {
        return action;
    }

    private Term abstractTerm(Term t) {
        return switch (t) {
            case Var v -> v.equals(NOW) ? v : fresh(v);
            case App a
            when dependsOnInstance(a) -> {
                if (!dependsOnTrace(a)) {
                    yield fresh(a);
                }
                List<Term> args = new ArrayList<>(a.args().size());
                for (Term s : a.args()) {
                    args.add(abstractTerm(s));
                }
                yield Term.app(a.symbol(), args);
            }
            default -> t;
        };
    }

    private Term fresh(Term t) {
        Var v = new Var("x", Sort.MSG, abstracted.size());
        abstracted.put(v, t);
        return v;
    }

    private static boolean dependsOnInstance(Term t) {
        return switch (t) {
            case Var v -> !v.equals(NOW);
            case App a -> a.args().stream().anyMatch(EmbeddedRestriction::dependsOnInstance);
            default -> false;
        };
    }

    private static boolean dependsOnTrace(Term t) {
        return switch (t) {
            case Var v -> v.equals(NOW);
            case Bound b -> true;
            case App a -> a.args().stream().anyMatch(EmbeddedRestriction::dependsOnTrace);
            default -> false;
        };
    }
}
