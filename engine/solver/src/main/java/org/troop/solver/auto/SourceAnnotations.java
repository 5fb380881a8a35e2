package org.troop.solver.auto;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.solver.source.Source;
import org.troop.solver.source.Source.Case;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.GoalMap;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.term.ac.AcSession;
import org.troop.term.store.Heads;
import org.troop.theory.close.ClosedTheory.ClosedRule;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleE;

/**
 * The actions and the formula of an automatic sources lemma, one open chain after the other. Where the message at a
 * chain's start comes from a premise, the innermost term there that protects it is an input; conclusions that unify with
 * that term are its outputs. Inputs for whole facts are used only where no term protects the message.
 */
final class SourceAnnotations {
    private static final Var X = Var.msg("x");
    private static final Var M = Var.msg("m");
    private static final Var I = new Var("i", Sort.NODE, 0);
    private static final Var J = new Var("j", Sort.NODE, 0);

    /** A place in the arguments of a rule's premise. */
    private record Place(String rule, int premise, int argument, List<Integer> position) {}

    /**
     * Where a message enters a rule.
     *
     * @param term the protecting term; null for the whole fact
     * @param message what stands at the place
     */
    private record Input(
            Place place, Fact premise, @Nullable Term term, Term message) {
        String suffix() {
            StringBuilder s = new StringBuilder("_").append(place.premise).append('_');
            if (term != null) {
                s.append(place.argument).append('_');
                place.position.forEach(i -> s.append(i).append('_'));
                s.append('_');
            }
            return s.append(place.rule).toString();
        }

        Fact action() {
            return term != null
                    ? fact("AUTO_IN_TERM" + suffix(), List.of(term, message))
                    : fact("AUTO_IN_FACT" + suffix(), premise.args());
        }

        Fact output(List<Term> arguments) {
            return fact((term != null ? "AUTO_OUT_TERM" : "AUTO_OUT_FACT") + suffix(), arguments);
        }
    }

    /** An action for a rule. */
    private record Annotation(int rule, Fact action) {}

    private final List<ClosedRule> rules;
    private final List<List<Fact>> actions = new ArrayList<>();
    private final AcSession session;
    private final Set<Place> done = new HashSet<>();
    private Formula formula = Formula.TRUE;

    /** @param rules each with one closed form without variants */
    SourceAnnotations(List<ClosedRule> rules, AcSession session) {
        this.rules = rules;
        this.session = session;
        rules.forEach(r -> actions.add(closed(r).actions()));
    }

    /** The rules with their new actions in front of their own. */
    List<ClosedRule> rules() {
        List<ClosedRule> out = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            ClosedRule r = rules.get(i);
            RuleAC a = closed(r).withActions(actions.get(i));
            out.add(new ClosedRule(r.rule(), List.of(a), a.isTrivialFor(r.rule())));
        }
        return out;
    }

    Formula formula() {
        return formula;
    }

    private static RuleAC closed(ClosedRule r) {
        return r.closed().getFirst();
    }

    /** Annotates for all open chains of the sources. */
    void add(Workspace w, List<Source> sources) {
        for (Source x : sources) {
            for (Case k : x.cases()) {
                ConstraintSystem c = k.system();
                c.goals.sort(w.s);
                for (int i = 0; i < c.goals.size(); i++) {
                    int g = c.goals.goal(i);
                    if (w.s.head(g) == Heads.GOAL_CHAIN && !c.goals.isSolved(i)) {
                        int fact = w.conclusion(c, w.s.arg(g, 0), w.s.value(w.s.arg(g, 1)));
                        chain(inputs(w, c, w.s.arg(fact, 0)));
                    }
                }
            }
        }
    }

    // ---- inputs

    private List<Input> inputs(Workspace w, ConstraintSystem c, int message) {
        List<Input> terms = new ArrayList<>();
        List<Input> facts = new ArrayList<>();
        for (int k = 0; k < c.nodeCount(); k++) {
            int rule = w.info(c.instance(k)).isProtocol()
                    ? find(w.info(c.instance(k)).name())
                    : -1;
            if (rule < 0) {
                continue;
            }
            int premises = w.premises(c.instance(k));
            for (int p = 0; p < w.s.arity(premises); p++) {
                int fact = w.s.arg(premises, p);
                FactTag tag = (FactTag) w.heads.key(w.s.head(fact));
                if (tag.isProtocol() || tag.equals(FactTag.IN)) {
                    boolean open = tag.isProtocol() && isOpen(w, c, c.node(k), p, fact);
                    premise(w, rule, p, fact, message, open, terms, facts);
                }
            }
        }
        List<Input> used = terms.isEmpty() ? facts : terms;
        used.removeIf(i -> done.contains(i.place));
        return used;
    }

    private void premise(
            Workspace w,
            int rule,
            int premise,
            int instance,
            int message,
            boolean open,
            List<Input> terms,
            List<Input> facts) {
        RuleAC r = closed(rules.get(rule));
        Fact written = r.premises().get(premise);
        for (int a = 0; a < written.args().size(); a++) {
            List<List<Integer>> positions = new ArrayList<>();
            Positions.of(message, w.s.arg(instance, a), w, positions);
            Term t = written.args().get(a);
            for (List<Integer> position : positions) {
                Place place = new Place(r.name(), premise, a, position);
                Term at = Positions.at(t, position);
                Term protecting = at == null ? null : Positions.protecting(t, position);
                if (protecting != null && !protecting.equals(at)) {
                    terms.add(new Input(place, written, protecting, at));
                }
                if (open && isComposed(t)) {
                    facts.add(new Input(place, written, null, t));
                }
            }
        }
    }

    private static boolean isComposed(Term t) {
        return t instanceof Term.App a ? !Positions.isProtected(a) : t instanceof Var v && v.sort() == Sort.MSG;
    }

    private static boolean isOpen(Workspace w, ConstraintSystem c, int node, int premise, int fact) {
        int i = c.goals.find(w.s.app(Heads.GOAL_PREMISE, node, w.s.integer(premise), fact));
        return i >= 0 && (c.goals.flags(i) & GoalMap.SOLVED) == 0;
    }

    private int find(String name) {
        for (int i = 0; i < rules.size(); i++) {
            if (closed(rules.get(i)).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    // ---- annotations and formula of one chain

    private void chain(List<Input> inputs) {
        List<Annotation> all = new ArrayList<>();
        boolean[] hasOutput = new boolean[inputs.size()];
        for (int i = 0; i < hasOutput.length; i++) {
            Input input = inputs.get(i);
            int rule = find(input.place.rule);
            all.add(new Annotation(rule, input.action()));
            int before = all.size();
            if (input.term != null) {
                addTermOutputs(input, rules.get(rule).rule(), all);
            } else {
                addFactOutputs(input, rules.get(rule).rule(), all);
            }
            hasOutput[i] = all.size() > before;
        }
        for (Annotation a : all.reversed()) {
            if (!actions.get(a.rule).contains(a.action)) {
                List<Fact> more = new ArrayList<>();
                more.add(a.action);
                more.addAll(actions.get(a.rule));
                actions.set(a.rule, more);
            }
        }
        for (int i = hasOutput.length - 1; i >= 0; i--) {
            formula = new Formula.And(formula, claim(inputs.get(i), hasOutput[i]));
            done.add(inputs.get(i).place);
        }
    }

    private void addTermOutputs(Input input, RuleE rule, List<Annotation> out) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).rule().equals(rule)) {
                continue;
            }
            for (Fact f : closed(rules.get(i)).conclusions()) {
                if (f.tag().isProtocol() || f.tag().equals(FactTag.OUT)) {
                    for (Term t : f.args()) {
                        for (Term part : Positions.protectedTerms(t)) {
                            if (unify(List.of(part), List.of(input.term))) {
                                out.add(new Annotation(i, input.output(List.of(part))));
                            }
                        }
                    }
                }
            }
        }
    }

    private void addFactOutputs(Input input, RuleE rule, List<Annotation> out) {
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).rule().equals(rule)) {
                continue;
            }
            for (Fact f : closed(rules.get(i)).conclusions()) {
                if (f.tag().equals(input.premise.tag()) && unify(f.args(), input.premise.args())) {
                    out.add(new Annotation(i, input.output(f.args())));
                }
            }
        }
    }

    /** Whether the lists, whose variables are different ones, unify modulo AC. */
    private boolean unify(List<Term> left, List<Term> right) {
        int shift = 0;
        for (Term t : right) {
            for (Var v : t.vars()) {
                shift = Math.max(shift, v.index() + 1);
            }
        }
        int by = shift;
        List<Term> apart = new ArrayList<>(left.size());
        for (Term t : left) {
            apart.add(t.mapLiterals(l -> l instanceof Var v ? new Var(v.name(), v.sort(), v.index() + by) : l));
        }
        return !session.unify(apart, right).isEmpty();
    }

    private static Formula claim(Input input, boolean hasOutput) {
        if (input.term != null) {
            Formula known = earlier(Fact.of(FactTag.KU, X));
            Formula source = hasOutput ? new Formula.Or(known, earlier(input.output(List.of(M)))) : known;
            return Formula.quantify(
                    true,
                    List.of(X, M, I),
                    new Formula.Implies(at(input.action().tag(), List.of(M, X)), source));
        }
        List<Var> arguments = new ArrayList<>();
        for (int i = 1; i <= input.premise.args().size(); i++) {
            arguments.add(Var.msg("m" + i));
        }
        Formula source = hasOutput ? earlier(input.output(List.copyOf(arguments))) : Formula.FALSE;
        Formula f = new Formula.Implies(at(input.action().tag(), arguments), source);
        return Formula.quantify(true, arguments, Formula.quantify(true, I, f));
    }

    private static Formula at(FactTag tag, List<Var> arguments) {
        return new Formula.Atomic(new Atom.Action(I, Fact.of(tag, arguments)));
    }

    private static Formula earlier(Fact f) {
        return Formula.quantify(
                false,
                J,
                new Formula.And(new Formula.Atomic(new Atom.Action(J, f)), new Formula.Atomic(new Atom.Less(J, I))));
    }

    private static Fact fact(String name, List<Term> arguments) {
        return Fact.of(FactTag.linear(name, arguments.size()), arguments);
    }
}
