package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Name;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Guarded;

/**
 * The truth of guarded formulas on a trace: quantified variables take the values that match the guards with the trace's
 * actions. Time points are positions in the trace.
 *
 * <p>Guards are matched modulo AC, as the solver understands them: below symbols that equations speak of a guard may have
 * more instances modulo the equations than are looked at.
 */
final class FormulaTruth {
    private record Event(Term at, Fact fact) {}

    private final Messages messages;
    private final long budget;
    private final Map<FactTag, List<Event>> events = new HashMap<>();

    /** @param actions of each step */
    FormulaTruth(Messages messages, List<List<Fact>> actions, long budget) {
        this.messages = messages;
        this.budget = budget;
        for (int i = 0; i < actions.size(); i++) {
            for (Fact f : actions.get(i)) {
                events.computeIfAbsent(f.tag(), t -> new ArrayList<>()).add(new Event(time(i), f));
            }
        }
    }

    private static Term time(int i) {
        return new Name(Sort.NODE, Integer.toString(i));
    }

    private static int position(Term t) {
        if (t instanceof Name n && n.sort() == Sort.NODE) {
            return Integer.parseInt(n.id());
        }
        throw new UndecidedException("a time point " + t);
    }

    /** The truth of a closed formula. */
    boolean holds(Guarded g) {
        return new Evaluation().holds(g, List.of());
    }

    /** Values of bound variables are kept at their level, counted from outside, so that they keep their place in subformulas. */
    private final class Evaluation {
        private final Matching matching = new Matching(messages, false, budget);

        boolean holds(Guarded g, List<Binder> around) {
            return switch (g) {
                case Guarded.Atomic a -> holds(leveled(a.atom(), around.size()));
                case Guarded.Conj c -> {
                    for (Guarded p : c.parts()) {
                        if (!holds(p, around)) {
                            yield false;
                        }
                    }
                    yield true;
                }
                case Guarded.Disj d -> {
                    for (Guarded p : d.parts()) {
                        if (holds(p, around)) {
                            yield true;
                        }
                    }
                    yield false;
                }
                case Guarded.Quant q -> {
                    List<Binder> inside = new ArrayList<>(around);
                    for (Binder b : q.binders()) {
                        matching.declare(new Bound(inside.size()), b.sort());
                        inside.add(b);
                    }
                    List<Atom> guards = new ArrayList<>();
                    for (Atom a : q.guards()) {
                        guards.add(leveled(a, inside.size()));
                    }
                    // a universal formula holds if no instance of its guards fails
                    boolean found = instances(guards, () -> holds(q.body(), inside) != q.universal());
                    yield found != q.universal();
                }
            };
        }

        private static Atom leveled(Atom a, int depth) {
            return a.map(t -> t.mapLiterals(l -> l instanceof Bound b ? new Bound(depth - 1 - b.index()) : l));
        }

        /** Whether some instance of all guards contents the continuation. */
        private boolean instances(List<Atom> guards, BooleanSupplier found) {
            matching.spend();
            if (guards.isEmpty()) {
                return found.getAsBoolean();
            }
            int k = next(guards);
            List<Atom> rest = new ArrayList<>(guards);
            Atom guard = rest.remove(k);
            if (!isOpen(guard)) {
                return holds(guard) && instances(rest, found);
            }
            return switch (guard) {
                case Atom.Action a -> {
                    for (Event e : events.getOrDefault(a.fact().tag(), List.of())) {
                        List<Term> patterns = new ArrayList<>(a.fact().args());
                        List<Term> grounds = new ArrayList<>(e.fact.args());
                        patterns.add(a.at());
                        grounds.add(e.at);
                        if (matching.match(patterns, grounds, () -> instances(rest, found))) {
                            yield true;
                        }
                    }
                    yield false;
                }
                case Atom.Eq e -> {
                    boolean left = matching.isOpen(e.left());
                    if (left && matching.isOpen(e.right())) {
                        throw new UndecidedException("an equation between two unknown terms");
                    }
                    Term pattern = left ? e.left() : e.right();
                    Term ground = matching.value(left ? e.right() : e.left());
                    yield matching.match(List.of(pattern), List.of(ground), () -> instances(rest, found));
                }
                default -> throw new UndecidedException("a guard that is neither an action nor an equation");
            };
        }

        /** A guard without unknowns, else an equation with one side known, else an action. */
        private int next(List<Atom> guards) {
            int action = -1;
            int equation = -1;
            for (int i = 0; i < guards.size(); i++) {
                Atom a = guards.get(i);
                if (!isOpen(a)) {
                    return i;
                }
                if (a instanceof Atom.Eq e && (!matching.isOpen(e.left()) || !matching.isOpen(e.right()))) {
                    equation = equation < 0 ? i : equation;
                } else if (a instanceof Atom.Action) {
                    action = action < 0 ? i : action;
                }
            }
            return equation >= 0 ? equation : Math.max(action, 0);
        }

        private boolean isOpen(Atom a) {
            for (Term t : a.terms()) {
                if (matching.isOpen(t)) {
                    return true;
                }
            }
            return false;
        }

        /** The truth of an atom whose variables have values. */
        private boolean holds(Atom a) {
            return switch (a) {
                case Atom.Action x -> {
                    Term at = matching.value(x.at());
                    Fact f = x.fact().map(matching::value);
                    yield events.getOrDefault(f.tag(), List.of()).contains(new Event(at, f));
                }
                case Atom.Eq x -> matching.value(x.left()).equals(matching.value(x.right()));
                case Atom.Less x -> position(matching.value(x.earlier())) < position(matching.value(x.later()));
                case Atom.Last x -> false;
                case Atom.Subterm x -> messages.isProperPart(matching.value(x.small()), matching.value(x.large()));
                case Atom.Predicate x -> throw new UndecidedException("a predicate");
            };
        }
    }
}
