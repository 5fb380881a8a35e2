package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.ac.AcLimitException;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Guarded;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Item.Restriction;
import org.troop.theory.syntax.Item.TraceQuantifier;

/**
 * Checks that a solved constraint system is a trace: that it has a concrete run of the theory's rules on which all
 * restrictions hold and the lemma is decided as claimed (an all-traces lemma fails, an exists-trace lemma holds). Variables
 * get values, the nodes an order; a few values and orders are tried before a trace is called a mismatch.
 *
 * <p>May be used by several threads.
 */
public final class TraceValidator {
    private static final int MOST_ORDERS = 40;
    private static final long FORMULA_BUDGET = 1_000_000;

    private final Messages messages;
    private final RuleInstances protocol;
    private final AdversarySteps adversary;
    private final List<Restriction> restrictions;

    public TraceValidator(ClosedTheory theory) {
        messages = new Messages(theory.signature());
        protocol = new RuleInstances(theory, messages);
        adversary = new AdversarySteps(theory, messages);
        restrictions = theory.theory().all(Restriction.class);
    }

    /** Checks a solved system of the lemma. */
    public Validation validate(Workspace w, ConstraintSystem c, Lemma lemma) {
        try {
            return validate(TraceGraph.of(w, c), lemma);
        } catch (RuntimeException e) {
            return new Validation.NotValidated(String.valueOf(e.getMessage()));
        }
    }

    Validation validate(TraceGraph graph, Lemma lemma) {
        try {
            return new Attempt(lemma).validate(graph);
        } catch (UndecidedException | AcLimitException | UnguardedException e) {
            return new Validation.NotValidated(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) { // a defect of the validator says nothing about the trace
            return new Validation.NotValidated(e.toString());
        } catch (StackOverflowError e) {
            return new Validation.NotValidated("a term is nested too deeply");
        }
    }

    /** How far a run came: what is reported of the runs that fail is what happened to the one that came furthest. */
    private enum Stage {
        STEPS,
        ORDER,
        RUN,
        RESTRICTION,
        LEMMA
    }

    private final class Attempt {
        private final Guarded claim;
        private final List<Guarded> guardedRestrictions = new ArrayList<>();
        private Stage furthest = Stage.STEPS;
        private @Nullable String reason;

        Attempt(Lemma lemma) throws UnguardedException {
            Guarded g = Guarding.convert(lemma.formula());
            claim = lemma.quantifier() == TraceQuantifier.ALL_TRACES ? Guarded.not(g) : g;
            for (Restriction r : restrictions) {
                guardedRestrictions.add(Guarding.convert(r.formula()));
            }
        }

        Validation validate(TraceGraph graph) {
            for (Map<Var, Term> values : Valuations.of(graph)) {
                if (isTrace(graph.map(t -> messages.normal(Messages.substitute(t, values))))) {
                    return new Validation.Valid();
                }
            }
            return furthest.compareTo(Stage.RESTRICTION) >= 0 && speaksOfKnowledge()
                    ? new Validation.NotValidated(reason + ", but a formula speaks of KU")
                    : new Validation.Mismatch(String.valueOf(reason));
        }

        /**
         * Whether a formula has an action {@code KU(m)}. The search lets {@code KU(m)} at a time point stand for a node
         * where m was known before, so that such an atom may be false in the run although the search counts it as solved.
         */
        private boolean speaksOfKnowledge() {
            return speaksOfKnowledge(claim) || guardedRestrictions.stream().anyMatch(Attempt::speaksOfKnowledge);
        }

        private static boolean speaksOfKnowledge(Guarded g) {
            return switch (g) {
                case Guarded.Atomic a -> isKnowledge(a.atom());
                case Guarded.Conj c -> c.parts().stream().anyMatch(Attempt::speaksOfKnowledge);
                case Guarded.Disj d -> d.parts().stream().anyMatch(Attempt::speaksOfKnowledge);
                case Guarded.Quant q ->
                    q.guards().stream().anyMatch(Attempt::isKnowledge) || speaksOfKnowledge(q.body());
            };
        }

        private static boolean isKnowledge(Atom a) {
            return a instanceof Atom.Action x && x.fact().tag().equals(FactTag.KU);
        }

        private boolean isTrace(TraceGraph ground) {
            String defect = Execution.defect(ground, protocol, adversary);
            if (defect != null) {
                fails(Stage.STEPS, defect);
                return false;
            }
            Linearisations orders = new Linearisations(ground);
            Execution execution = new Execution(ground);
            for (int k = 0; k < MOST_ORDERS; k++) {
                List<Var> order = orders.next(k);
                if (!orders.isComplete(order)) {
                    fails(Stage.ORDER, "the order of the nodes is cyclic");
                    return false;
                }
                if (isTrace(execution, order)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isTrace(Execution execution, List<Var> order) {
            List<List<Fact>> actions = execution.run(order);
            String stuck = execution.failure();
            if (stuck != null) {
                fails(Stage.RUN, stuck);
                return false;
            }
            FormulaTruth truth = new FormulaTruth(messages, actions, FORMULA_BUDGET);
            for (int i = 0; i < guardedRestrictions.size(); i++) {
                if (!truth.holds(guardedRestrictions.get(i))) {
                    fails(
                            Stage.RESTRICTION,
                            "restriction " + restrictions.get(i).name() + " does not hold");
                    return false;
                }
            }
            if (!truth.holds(claim)) {
                fails(Stage.LEMMA, "the lemma is not decided as claimed");
                return false;
            }
            return true;
        }

        private void fails(Stage stage, String why) {
            if (reason == null || stage.compareTo(furthest) > 0) {
                furthest = stage;
                reason = why;
            }
        }
    }
}
