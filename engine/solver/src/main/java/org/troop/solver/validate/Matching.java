package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;

/**
 * Matching of patterns with normal ground messages by backtracking, modulo AC and C. What a pattern's variables (and open
 * bound indices) stand for is kept in {@link #values} while a continuation runs, which says whether it is content; if not,
 * the next way to match is tried.
 *
 * <p>A part of a pattern all of whose variables have values is compared by its normal form. With {@code moduloEquations},
 * parts below a reducible symbol wait until they can be compared so; a variable that occurs in such parts only takes the
 * values that are {@linkplain #suggest suggested} for it.
 */
final class Matching {
    private final Messages messages;
    private final boolean moduloEquations;
    private final Map<Term, Term> values = new HashMap<>();
    private final Map<Term, Sort> boundSorts = new HashMap<>();
    private Map<Var, ? extends Collection<Term>> suggested = Map.of();
    private long budget;
    private boolean leftOpen;

    private record Problem(Term pattern, Term ground) {}

    /** @param budget elementary steps after which an {@link UndecidedException} ends the search */
    Matching(Messages messages, boolean moduloEquations, long budget) {
        this.messages = messages;
        this.moduloEquations = moduloEquations;
        this.budget = budget;
    }

    /** Values of variables and bound indices; to be changed by callers only while nothing is being matched. */
    Map<Term, Term> values() {
        return values;
    }

    void suggest(Map<Var, ? extends Collection<Term>> more) {
        suggested = more;
    }

    /** Says of which sort a bound index is. */
    void declare(Bound b, Sort sort) {
        boundSorts.put(b, sort);
    }

    /** Whether a match was given up because a variable occurs below reducible symbols only, and nothing suggested did. */
    boolean leftOpen() {
        return leftOpen;
    }

    void spend() {
        if (--budget < 0) {
            throw new UndecidedException("too many ways to match");
        }
    }

    /** The pattern with its values, in normal form; the pattern may not be open. */
    Term value(Term pattern) {
        return messages.normal(Messages.substitute(pattern, values));
    }

    boolean isOpen(Term pattern) {
        return switch (pattern) {
            case Name n -> false;
            case App a -> {
                for (Term u : a.args()) {
                    if (isOpen(u)) {
                        yield true;
                    }
                }
                yield false;
            }
            default -> !values.containsKey(pattern);
        };
    }

    /** Whether some way to match all patterns with their grounds contents the continuation. */
    boolean match(List<Term> patterns, List<Term> grounds, BooleanSupplier found) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            problems.add(new Problem(patterns.get(i), grounds.get(i)));
        }
        return solve(problems, found);
    }

    private boolean solve(List<Problem> problems, BooleanSupplier found) {
        spend();
        if (problems.isEmpty()) {
            return found.getAsBoolean();
        }
        int next = 0;
        int best = Integer.MAX_VALUE;
        for (int i = 0; i < problems.size() && best > 0; i++) {
            int d = difficulty(problems.get(i).pattern);
            if (d < best) {
                best = d;
                next = i;
            }
        }
        List<Problem> rest = new ArrayList<>(problems);
        Problem p = rest.remove(next);
        if (!isOpen(p.pattern)) {
            return value(p.pattern).equals(p.ground) && solve(rest, found);
        }
        if (!(p.pattern instanceof App a)) {
            return bind(p.pattern, p.ground, () -> solve(rest, found));
        }
        if (moduloEquations && messages.isReducible(a.symbol()) && bindSuggested(p, rest, found)) {
            return true;
        }
        if (a.symbol().isAc()) {
            return associative(a, p.ground, rest, found);
        }
        if (!(p.ground instanceof App g)
                || !g.symbol().equals(a.symbol())
                || g.args().size() != a.args().size()) {
            return false;
        }
        if (a.symbol().kind() == Symbol.Kind.C && solve(with(rest, a.args().reversed(), g.args()), found)) {
            return true;
        }
        return solve(with(rest, a.args(), g.args()), found);
    }

    /** Decided at once, syntactic, AC, or waiting for values. */
    private int difficulty(Term pattern) {
        if (!(pattern instanceof App a) || !isOpen(pattern)) {
            return 0;
        }
        return moduloEquations && messages.isReducible(a.symbol())
                ? 3
                : a.symbol().isAc() ? 2 : 1;
    }

    private static List<Problem> with(List<Problem> rest, List<Term> patterns, List<Term> grounds) {
        List<Problem> out = new ArrayList<>(rest);
        for (int i = 0; i < patterns.size(); i++) {
            out.add(new Problem(patterns.get(i), grounds.get(i)));
        }
        return out;
    }

    private boolean bind(Term variable, Term ground, BooleanSupplier then) {
        Sort sort = variable instanceof Var v ? v.sort() : boundSorts.get(variable);
        if (sort == null || !Messages.fits(sort, ground)) {
            return false;
        }
        values.put(variable, ground);
        boolean content = then.getAsBoolean();
        values.remove(variable);
        return content;
    }

    /** Gives a variable that is left one suggested value after the other. */
    private boolean bindSuggested(Problem p, List<Problem> rest, BooleanSupplier found) {
        for (Var v : p.pattern.vars()) {
            if (!values.containsKey(v)) {
                List<Problem> again = new ArrayList<>(rest);
                again.add(p);
                for (Term t : suggested.containsKey(v) ? suggested.get(v) : List.<Term>of()) {
                    if (bind(v, t, () -> solve(again, found))) {
                        return true;
                    }
                }
                leftOpen = true;
                return false;
            }
        }
        return false;
    }

    private boolean associative(App pattern, Term ground, List<Problem> rest, BooleanSupplier found) {
        Symbol f = pattern.symbol();
        List<Term> closed = new ArrayList<>();
        List<Term> open = new ArrayList<>();
        for (Term p : pattern.args()) {
            if (isOpen(p)) {
                open.add(p);
            } else {
                closed.addAll(Messages.flat(f, value(p)));
            }
        }
        List<Term> left = Messages.without(Messages.flat(f, ground), closed);
        if (left == null || left.size() < open.size()) {
            return false;
        }
        open.sort((a, b) -> Boolean.compare(!(a instanceof App), !(b instanceof App)));
        return distribute(f, open, 0, left, rest, found);
    }

    /** Gives each open argument from the i-th on a part of what is left: applications one element, variables any number. */
    private boolean distribute(
            Symbol f, List<Term> open, int i, List<Term> left, List<Problem> rest, BooleanSupplier found) {
        spend();
        if (i == open.size()) {
            return left.isEmpty() && solve(rest, found);
        }
        Term p = open.get(i);
        if (!isOpen(p)) { // bound by an argument before it
            List<Term> without = Messages.without(left, Messages.flat(f, value(p)));
            return without != null && distribute(f, open, i + 1, without, rest, found);
        }
        if (i == open.size() - 1) {
            return !left.isEmpty() && solve(with(rest, List.of(p), List.of(Term.app(f, left))), found);
        }
        if (p instanceof App) {
            for (int k = 0; k < left.size(); k++) {
                List<Term> others = new ArrayList<>(left);
                Term t = others.remove(k);
                if ((k == 0 || !t.equals(left.get(k - 1)))
                        && solve(List.of(new Problem(p, t)), () -> distribute(f, open, i + 1, others, rest, found))) {
                    return true;
                }
            }
            return false;
        }
        int most = left.size() - (open.size() - 1 - i);
        if (left.size() > 16) {
            throw new UndecidedException("a term with " + left.size() + " arguments of an AC symbol to distribute");
        }
        for (int set = 1; set < 1 << left.size(); set++) {
            if (Integer.bitCount(set) > most) {
                continue;
            }
            List<Term> mine = new ArrayList<>();
            List<Term> others = new ArrayList<>();
            for (int k = 0; k < left.size(); k++) {
                ((set >> k & 1) != 0 ? mine : others).add(left.get(k));
            }
            if (bind(p, Term.app(f, mine), () -> distribute(f, open, i + 1, others, rest, found))) {
                return true;
            }
        }
        return false;
    }
}
