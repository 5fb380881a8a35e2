package org.troop.solver.forward;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;

/**
 * What a Dolev-Yao adversary knows: the messages heard, taken apart to a fixpoint with the equations of the theory, and
 * everything public. Immutable.
 */
final class Adversary {
    /** Fresh names that only the adversary draws start with this. */
    static final String OWN = "adv";

    private static final int MOST_KNOWN = 40;
    private static final int DEEPEST = 7;
    private static final Choice FIRST_FEW = l -> l.subList(0, Math.min(6, l.size()));

    private final Rewriting rewriting;
    private final List<Symbol> functions;
    private final List<Term> publicNames;
    /** Heard, taken apart, in order of discovery; the adversary's own fresh names first. */
    private final Set<Term> known;

    private Adversary(Rewriting rewriting, List<Symbol> functions, List<Term> publicNames, Set<Term> known) {
        this.rewriting = rewriting;
        this.functions = functions;
        this.publicNames = publicNames;
        this.known = known;
    }

    /** Knows nothing but public things and some fresh names of its own. */
    static Adversary ignorant(Signature s, Rewriting rewriting, List<Term> publicNames, int ownNames) {
        List<Symbol> public_ = s.symbols().stream().filter(f -> !f.isPrivate()).toList();
        Set<Term> known = new LinkedHashSet<>();
        for (int i = 0; i < ownNames; i++) {
            known.add(new Name(Sort.FRESH, OWN + i));
        }
        return new Adversary(rewriting, public_, publicNames, known);
    }

    Set<Term> known() {
        return known;
    }

    /** Hears normal messages. */
    Adversary hears(Collection<Term> messages) {
        if (known.containsAll(messages)) {
            return this;
        }
        Set<Term> k = new LinkedHashSet<>(known);
        k.addAll(messages);
        Adversary next = new Adversary(rewriting, functions, publicNames, k);
        next.close();
        return next;
    }

    private void close() {
        boolean changed = true;
        while (changed && known.size() < MOST_KNOWN) {
            changed = false;
            for (Term t : List.copyOf(known)) {
                if (t instanceof App a && a.symbol().equals(Symbol.PAIR)) {
                    changed |= known.addAll(a.args());
                }
            }
            for (Equation e : rewriting.rules()) {
                changed |= learn(e);
            }
        }
    }

    /** Applies one equation at its root wherever some part of the left side was heard and the rest can be had. */
    private boolean learn(Equation e) {
        App lhs = (App) e.lhs();
        if (!functions.contains(lhs.symbol())) {
            return false;
        }
        Set<Term> results = new LinkedHashSet<>();
        for (Term part : lhs.args()) {
            learn(e, part, results);
        }
        boolean changed = false;
        for (Term r : results) {
            if (known.size() < MOST_KNOWN && Rewriting.depth(r) <= DEEPEST && !derivable(r)) {
                changed |= known.add(r);
            }
        }
        return changed;
    }

    private void learn(Equation e, Term part, Set<Term> results) {
        if (!(part instanceof App a)) {
            return;
        }
        for (Term t : List.copyOf(known)) {
            Map<Var, Term> heard = Rewriting.match(part, t, Map.of());
            if (heard != null) {
                arguments(((App) e.lhs()).args(), 0, heard, List.of(), FIRST_FEW, m -> {
                    Term r = Rewriting.substitute(e.rhs(), m);
                    if (Rewriting.isGround(r)) {
                        results.add(rewriting.normal(r));
                    }
                    return results.size() < MOST_KNOWN;
                });
            }
        }
        if (functions.contains(a.symbol())) {
            a.args().forEach(x -> learn(e, x, results));
        }
    }

    /** Whether the normal ground term can be had. */
    boolean derivable(Term t) {
        return switch (t) {
            case Name n -> n.sort() == Sort.PUB || known.contains(t);
            case App a ->
                known.contains(t)
                        || (functions.contains(a.symbol()) && a.args().stream().allMatch(this::derivable));
            default -> false;
        };
    }

    /** Takes bindings and says whether more are wanted. */
    interface Found {
        boolean accept(Map<Var, Term> bindings);
    }

    /** Which of the messages that a variable could be are tried, and in which order; given smallest first. */
    interface Choice {
        List<Term> of(List<Term> candidates);
    }

    /**
     * Hands on instances of the pattern that can be derived, as long as they are wanted.
     *
     * @param more normal terms worth trying for variables if they can be derived
     * @param choice the values tried for each variable
     */
    boolean messages(Term pattern, Map<Var, Term> bindings, Collection<Term> more, Choice choice, Found found) {
        Term p = Rewriting.substitute(pattern, bindings);
        if (Rewriting.isGround(p)) {
            return !derivable(rewriting.normal(p)) || found.accept(bindings);
        }
        if (p instanceof Var v) {
            Set<Term> all =
                    new TreeSet<>(Comparator.comparingInt(Rewriting::depth).thenComparing(t -> t));
            all.addAll(known);
            all.addAll(publicNames);
            more.stream().filter(this::derivable).forEach(all::add);
            all.removeIf(t -> !Rewriting.fits(v.sort(), t));
            for (Term t : choice.of(List.copyOf(all))) {
                if (!found.accept(plus(bindings, v, t))) {
                    return false;
                }
            }
            return true;
        }
        App a = (App) p;
        for (Term t : List.copyOf(known)) {
            Map<Var, Term> m = Rewriting.match(p, t, bindings);
            if (m != null && !found.accept(m)) {
                return false;
            }
        }
        return !functions.contains(a.symbol()) || arguments(a.args(), 0, bindings, more, choice, found);
    }

    private boolean arguments(
            List<Term> patterns, int i, Map<Var, Term> bindings, Collection<Term> more, Choice choice, Found found) {
        return i == patterns.size()
                ? found.accept(bindings)
                : messages(
                        patterns.get(i),
                        bindings,
                        more,
                        choice,
                        m -> arguments(patterns, i + 1, m, more, choice, found));
    }

    private static Map<Var, Term> plus(Map<Var, Term> m, Var v, Term t) {
        Map<Var, Term> out = new HashMap<>(m);
        out.put(v, t);
        return out;
    }
}
