package org.troop.solver.forward;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/**
 * Explores the traces of a theory forwards, breadth first: explicit multisets of facts, fresh names drawn in order, a
 * Dolev-Yao adversary. Whatever it reports is a trace of the theory; what it does not find within its bounds says
 * nothing.
 *
 * <p>Steps are rule instances; each message that a rule receives is sent in a step of its own directly before, or was
 * sent earlier if some formula speaks of {@code K}. Then the adversary may also send, at any time, terms that occur in
 * the trace.
 */
final class ForwardExplorer {
    /**
     * How far to look.
     *
     * @param rules most protocol rule instances in a trace
     * @param states most states looked at, half of them breadth first, half of them on random walks
     * @param values most values tried for a variable that the adversary fills, per instance
     * @param depth most constructors that the adversary puts around known terms to fill a variable
     * @param ownNames fresh names that the adversary draws
     * @param publicNames public names beside those of the theory
     * @param sends most messages sent without a rule that receives them
     */
    record Bounds(int rules, int states, int values, int depth, int ownNames, int publicNames, int sends) {
        static final Bounds SMALL = new Bounds(6, 1_600, 4, 0, 1, 2, 1);
        static final Bounds LARGE = new Bounds(9, 40_000, 8, 1, 2, 2, 2);
    }

    private static final int MOST_INSTANCES = 30;

    private final Theory theory;
    private final Bounds bounds;
    private final Rewriting rewriting;
    private final List<RuleE> rules;
    private final List<Formula> restrictions = new ArrayList<>();
    private final List<Term> publicNames = new ArrayList<>();
    private final boolean adversaryMatters;
    private final Map<String, Item.Lemma> open = new LinkedHashMap<>();
    private final Map<String, Trace> found = new LinkedHashMap<>();
    private int looked;
    private Adversary.Choice choice = l -> l;

    ForwardExplorer(Theory theory, Bounds bounds) {
        this.theory = theory;
        this.bounds = bounds;
        rewriting = new Rewriting(theory.signature());
        rules = theory.all(Item.Rule.class).stream().map(Item.Rule::rule).toList();
        theory.all(Item.Restriction.class).forEach(r -> restrictions.add(r.formula()));
        adversaryMatters = Stream.concat(
                        restrictions.stream(),
                        theory.all(Item.Lemma.class).stream().map(Item.Lemma::formula))
                .anyMatch(TraceFormulas::mentionsAdversary);
        Set<Term> names = new TreeSet<>();
        rules.forEach(r -> Stream.of(r.premises(), r.actions(), r.conclusions())
                .flatMap(List::stream)
                .forEach(f -> f.args().forEach(t -> TraceFormulas.subterms(t, names))));
        Stream.concat(
                        restrictions.stream(),
                        theory.all(Item.Lemma.class).stream().map(Item.Lemma::formula))
                .forEach(f -> {
                    List<Atom> atoms = new ArrayList<>();
                    f.atoms(atoms);
                    atoms.forEach(a -> a.terms().forEach(t -> TraceFormulas.subterms(t, names)));
                });
        names.stream().filter(t -> t instanceof Name n && n.sort() == Sort.PUB).forEach(publicNames::add);
        for (int i = 0; i < bounds.publicNames; i++) {
            publicNames.add(new Name(Sort.PUB, "p" + i));
        }
    }

    /** Whether this class can tell the truth of the formula in a trace. */
    static boolean understands(Formula f) {
        return TraceFormulas.understands(f);
    }

    /**
     * @param linear linear facts, sorted; {@code In} facts are messages sent and not received
     * @param sends messages sent without need
     */
    private record State(
            List<Fact> linear,
            Set<Fact> persistent,
            Adversary adversary,
            Trace trace,
            int drawn,
            int fired,
            int sends) {
        /** States with equal keys have equal futures. */
        Object key() {
            return List.of(trace, linear, persistent, adversary.known());
        }
    }

    /**
     * For each lemma, by name, a trace that violates it (all-traces) or satisfies it (exists-trace), if one was found.
     * Lemmas that cannot be evaluated are left out.
     */
    Map<String, Trace> witnesses() {
        open.clear();
        found.clear();
        for (Item.Lemma l : theory.all(Item.Lemma.class)) {
            if (understands(l.formula())) {
                open.put(l.name(), l);
            }
        }
        looked = 0;
        State start = new State(
                List.of(),
                Set.of(),
                Adversary.ignorant(theory.signature(), rewriting, publicNames, bounds.ownNames),
                Trace.EMPTY,
                0,
                0,
                0);
        breadthFirst(start);
        walks(start);
        return found;
    }

    private void breadthFirst(State start) {
        choice = l -> l.subList(0, Math.min(bounds.values, l.size()));
        ArrayDeque<State> queue = new ArrayDeque<>();
        Set<Object> seen = new HashSet<>();
        add(queue, seen, start);
        while (!queue.isEmpty() && !open.isEmpty() && looked < bounds.states / 2) {
            successors(queue.poll(), rules).forEach(t -> add(queue, seen, t));
        }
    }

    private void add(ArrayDeque<State> queue, Set<Object> seen, State s) {
        if (seen.add(s.key())) {
            evaluate(s.trace);
            queue.add(s);
        }
    }

    /** Random walks from the start; the numbers drawn depend on nothing but the bounds. */
    private void walks(State start) {
        Random random = new Random(bounds.states);
        choice = l -> {
            List<Term> some = new ArrayList<>(l);
            Collections.shuffle(some, random);
            return some.subList(0, Math.min(bounds.values, some.size()));
        };
        int stuck = 0;
        while (!open.isEmpty() && looked < bounds.states && stuck < 20) {
            State s = start;
            int before = looked;
            while (s.fired < bounds.rules && looked < bounds.states) {
                boolean sending = random.nextInt(5) == 0 && adversaryMatters && s.sends < bounds.sends;
                List<State> next = sending ? send(s) : List.of();
                List<RuleE> order = new ArrayList<>(rules);
                Collections.shuffle(order, random);
                for (int i = 0; next.isEmpty() && i < order.size(); i++) {
                    next = fire(s, order.get(i));
                }
                next = next.isEmpty() ? successors(s, order) : next;
                if (next.isEmpty()) {
                    break;
                }
                s = next.get(random.nextInt(next.size()));
                evaluate(s.trace);
            }
            stuck = looked == before ? stuck + 1 : 0;
        }
    }

    private List<State> successors(State s, List<RuleE> order) {
        List<State> out = new ArrayList<>();
        if (s.fired < bounds.rules) {
            order.forEach(r -> out.addAll(fire(s, r)));
        }
        if (adversaryMatters && s.sends < bounds.sends) {
            out.addAll(send(s));
        }
        return out;
    }

    private void evaluate(Trace trace) {
        looked++;
        TraceFormulas truth = new TraceFormulas(rewriting, trace);
        Boolean allowed = null;
        for (Item.Lemma l : List.copyOf(open.values())) {
            boolean wanted = l.quantifier() == Item.TraceQuantifier.EXISTS_TRACE;
            if (truth.holds(l.formula()) == wanted) {
                if (allowed == null) {
                    allowed = restrictions.stream().allMatch(truth::holds);
                }
                if (allowed) {
                    found.put(l.name(), trace);
                    open.remove(l.name());
                }
            }
        }
    }

    // --- steps

    /** The adversary sends a term of the trace. */
    private List<State> send(State s) {
        Set<Term> terms = new TreeSet<>();
        s.trace.steps().forEach(as -> as.forEach(f -> f.args().forEach(t -> TraceFormulas.subterms(t, terms))));
        List<State> out = new ArrayList<>();
        for (Term t : terms) {
            Fact sent = Fact.of(FactTag.KNOWN, t);
            if (s.adversary.derivable(t) && s.trace.steps().stream().noneMatch(as -> as.contains(sent))) {
                out.add(new State(
                        plus(s.linear, List.of(Fact.of(FactTag.IN, t))),
                        s.persistent,
                        s.adversary,
                        s.trace.plus(List.of(sent)),
                        s.drawn,
                        s.fired,
                        s.sends + 1));
            }
        }
        return out;
    }

    /** A rule instance in the making: what it takes and what is sent for it. */
    private record Partial(Map<Var, Term> bindings, List<Fact> linear, List<Term> sent, int drawn) {}

    private List<State> fire(State s, RuleE r) {
        List<Fact> order = new ArrayList<>();
        for (FactTag.Kind k : List.of(FactTag.Kind.PROTO, FactTag.Kind.FR, FactTag.Kind.IN)) {
            r.premises().stream().filter(f -> f.tag().kind() == k).forEach(order::add);
        }
        List<Partial> instances = List.of(new Partial(Map.of(), s.linear, List.of(), s.drawn));
        for (Fact f : order) {
            List<Partial> next = new ArrayList<>();
            for (Partial p : instances) {
                premise(s, f, p, next);
            }
            instances = next.size() > MOST_INSTANCES ? next.subList(0, MOST_INSTANCES) : next;
        }
        List<State> out = new ArrayList<>();
        for (Partial p : instances) {
            for (Map<Var, Term> m : publicVariables(r, p.bindings)) {
                out.add(conclude(s, r, p, m));
            }
        }
        return out;
    }

    private void premise(State s, Fact f, Partial p, List<Partial> out) {
        switch (f.tag().kind()) {
            case FR -> {
                Term pattern = Rewriting.substitute(f.args().getFirst(), p.bindings);
                Map<Var, Term> m = Rewriting.match(pattern, new Name(Sort.FRESH, "f" + p.drawn), p.bindings);
                if (m != null) {
                    out.add(new Partial(m, p.linear, p.sent, p.drawn + 1));
                }
            }
            case IN -> {
                fromFacts(p.linear, true, f, p, out);
                s.adversary.messages(f.args().getFirst(), p.bindings, candidates(s), choice, m -> {
                    Term t = rewriting.normal(Rewriting.substitute(f.args().getFirst(), m));
                    List<Term> sent = new ArrayList<>(p.sent);
                    sent.add(t);
                    out.add(new Partial(m, p.linear, sent, p.drawn));
                    return out.size() < MOST_INSTANCES;
                });
            }
            default ->
                fromFacts(
                        f.tag().persistent() ? s.persistent : p.linear, !f.tag().persistent(), f, p, out);
        }
    }

    private void fromFacts(Collection<Fact> facts, boolean consumed, Fact f, Partial p, List<Partial> out) {
        Set<Fact> tried = new HashSet<>();
        for (Fact g : facts) {
            if (g.tag().equals(f.tag()) && tried.add(g)) {
                Map<Var, Term> m = match(f, g, p.bindings);
                if (m != null) {
                    List<Fact> left = new ArrayList<>(p.linear);
                    if (consumed) {
                        left.remove(g);
                    }
                    out.add(new Partial(m, left, p.sent, p.drawn));
                }
            }
        }
    }

    private @Nullable Map<Var, Term> match(Fact pattern, Fact f, Map<Var, Term> bindings) {
        @Nullable Map<Var, Term> m = bindings;
        for (int i = 0; m != null && i < f.args().size(); i++) {
            Term p = Rewriting.substitute(pattern.args().get(i), m);
            Term t = f.args().get(i);
            m = Rewriting.isGround(p) ? (rewriting.normal(p).equals(t) ? m : null) : Rewriting.match(p, t, m);
        }
        return m;
    }

    /** Terms to try for a variable that receives anything: those about, and what the adversary builds on purpose. */
    private Collection<Term> candidates(State s) {
        Set<Term> out = new TreeSet<>();
        s.linear.forEach(f -> f.args().forEach(t -> TraceFormulas.subterms(t, out)));
        s.persistent.forEach(f -> f.args().forEach(t -> TraceFormulas.subterms(t, out)));
        s.trace.steps().forEach(as -> as.forEach(f -> f.args().forEach(t -> TraceFormulas.subterms(t, out))));
        if (bounds.depth > 0) {
            List<Term> base = new ArrayList<>(new LinkedHashSet<>(s.adversary.known()));
            base.addAll(publicNames);
            base = base.size() > 4 ? base.subList(0, 4) : base;
            for (var f : theory.signature().symbols()) {
                if (f.isPrivate() || f.arity() == 0 || f.arity() > 2) {
                    continue;
                }
                for (Term a : base) {
                    if (f.arity() == 1) {
                        out.add(rewriting.normal(new App(f, List.of(a))));
                    } else {
                        base.forEach(b -> out.add(rewriting.normal(new App(f, List.of(a, b)))));
                    }
                }
            }
        }
        return out;
    }

    /** Values for the public variables that no premise binds. */
    private List<Map<Var, Term>> publicVariables(RuleE r, Map<Var, Term> bindings) {
        List<Map<Var, Term>> out = List.of(bindings);
        for (Term t : r.newVariables()) {
            Var v = (Var) t;
            if (bindings.containsKey(v)) {
                continue;
            }
            List<Map<Var, Term>> next = new ArrayList<>();
            for (Map<Var, Term> m : out) {
                for (Term name : publicNames) {
                    Map<Var, Term> more = new HashMap<>(m);
                    more.put(v, name);
                    next.add(more);
                }
            }
            out = next;
        }
        return out;
    }

    private State conclude(State s, RuleE r, Partial p, Map<Var, Term> m) {
        Trace trace = s.trace;
        for (Term t : p.sent) {
            trace = trace.plus(List.of(Fact.of(FactTag.KNOWN, t)));
        }
        trace = trace.plus(instances(r.actions(), m));
        List<Fact> linear = new ArrayList<>();
        Set<Fact> persistent = new LinkedHashSet<>(s.persistent);
        List<Term> heard = new ArrayList<>();
        for (Fact f : instances(r.conclusions(), m)) {
            if (f.tag().equals(FactTag.OUT)) {
                heard.add(f.args().getFirst());
            } else if (f.tag().persistent()) {
                persistent.add(f);
            } else {
                linear.add(f);
            }
        }
        return new State(
                plus(p.linear, linear), persistent, s.adversary.hears(heard), trace, p.drawn, s.fired + 1, s.sends);
    }

    private List<Fact> instances(List<Fact> facts, Map<Var, Term> m) {
        List<Fact> out = new ArrayList<>();
        for (Fact f : facts) {
            out.add(f.map(t -> rewriting.normal(Rewriting.substitute(t, m))));
        }
        return out;
    }

    private static List<Fact> plus(List<Fact> facts, List<Fact> more) {
        List<Fact> out = new ArrayList<>(facts);
        out.addAll(more);
        out.sort(null);
        return out;
    }
}
