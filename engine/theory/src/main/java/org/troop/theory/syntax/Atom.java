package org.troop.theory.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * Atoms of formulas and guarded formulas. Ordered: action, equality, subterm, less, last, predicate, then arguments; an
 * action by its time point first.
 *
 * <p>Time points are node variables or bound indices.
 */
public sealed interface Atom extends Comparable<Atom> {

    /** {@code fact @ at}. */
    record Action(Term at, Fact fact) implements Atom {}

    /** {@code left = right}, of messages or of time points. */
    record Eq(Term left, Term right) implements Atom {}

    /** {@code small ⊏ large}. */
    record Subterm(Term small, Term large) implements Atom {}

    /** {@code earlier < later}. */
    record Less(Term earlier, Term later) implements Atom {}

    /** {@code last(at)}. */
    record Last(Term at) implements Atom {}

    /** A predicate call that was not expanded: only in case tests, accountability lemmas, processes and {@code _restrict}. */
    record Predicate(Fact fact) implements Atom {}

    /** Maps every term, the time point of an action before the arguments of its fact. */
    default Atom map(UnaryOperator<Term> f) {
        return switch (this) {
            case Action a -> new Action(f.apply(a.at), a.fact.map(f));
            case Eq a -> new Eq(f.apply(a.left), f.apply(a.right));
            case Subterm a -> new Subterm(f.apply(a.small), f.apply(a.large));
            case Less a -> new Less(f.apply(a.earlier), f.apply(a.later));
            case Last a -> new Last(f.apply(a.at));
            case Predicate a -> new Predicate(a.fact.map(f));
        };
    }

    /** Terms in walk order: the time point of an action before the arguments of its fact. */
    default List<Term> terms() {
        return switch (this) {
            case Action a -> {
                List<Term> ts = new ArrayList<>(a.fact.args().size() + 1);
                ts.add(a.at);
                ts.addAll(a.fact.args());
                yield ts;
            }
            case Eq a -> List.of(a.left, a.right);
            case Subterm a -> List.of(a.small, a.large);
            case Less a -> List.of(a.earlier, a.later);
            case Last a -> List.of(a.at);
            case Predicate a -> a.fact.args();
        };
    }

    /** Appends the free variables in walk order, repetitions included. */
    default void occurrences(Collection<Var> out) {
        for (Term t : terms()) {
            t.occurrences(out);
        }
    }

    @Override
    default int compareTo(Atom o) {
        int ra = rank(this);
        int rb = rank(o);
        if (ra != rb) {
            return Integer.compare(ra, rb);
        }
        return switch (this) {
            case Action a -> {
                Action b = (Action) o;
                int c = a.at.compareTo(b.at);
                yield c != 0 ? c : a.fact.compareTo(b.fact);
            }
            case Predicate a -> a.fact.compareTo(((Predicate) o).fact);
            default -> Term.compareLists(terms(), o.terms());
        };
    }

    private static int rank(Atom a) {
        return switch (a) {
            case Action x -> 0;
            case Eq x -> 1;
            case Subterm x -> 2;
            case Less x -> 3;
            case Last x -> 4;
            case Predicate x -> 5;
        };
    }
}
