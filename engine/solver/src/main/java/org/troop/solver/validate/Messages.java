package org.troop.solver.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.term.Signature;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Var;
import org.troop.term.ac.AcSession;

/** Ground messages modulo the equations of a theory: normal forms, and the parts of a message. */
final class Messages {
    private final Signature signature;
    private final Set<Symbol> reducible;
    private final AcSession session;

    Messages(Signature signature) {
        this.signature = signature;
        reducible = signature.reducible();
        session = new AcSession(signature);
    }

    Signature signature() {
        return signature;
    }

    /** Whether an equation may apply at the symbol. */
    boolean isReducible(Symbol f) {
        return reducible.contains(f);
    }

    /** The normal form. */
    Term normal(Term t) {
        return hasReducible(t) ? session.normalise(t) : t;
    }

    boolean hasReducible(Term t) {
        if (!(t instanceof App a)) {
            return false;
        }
        if (reducible.contains(a.symbol())) {
            return true;
        }
        for (Term u : a.args()) {
            if (hasReducible(u)) {
                return true;
            }
        }
        return false;
    }

    static Term substitute(Term t, Map<? extends Term, Term> values) {
        return t.mapLiterals(l -> {
            Term v = values.get(l);
            return v == null ? l : v;
        });
    }

    /** Whether no variable, free or bound, occurs. */
    static boolean isGround(Term t) {
        return switch (t) {
            case Term.Name n -> true;
            case App a -> {
                for (Term u : a.args()) {
                    if (!isGround(u)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Var v -> false;
            case Bound b -> false;
        };
    }

    /** The arguments of an application of the AC symbol; any other term is the only part of itself. */
    static List<Term> flat(Symbol ac, Term t) {
        return t instanceof App a && a.symbol().equals(ac) ? a.args() : List.of(t);
    }

    /** What remains of a multiset when another is taken out; null if it does not contain it. */
    static @Nullable List<Term> without(List<Term> all, List<Term> some) {
        Map<Term, Integer> count = new HashMap<>();
        for (Term t : some) {
            count.merge(t, 1, Integer::sum);
        }
        List<Term> rest = new ArrayList<>();
        int left = some.size();
        for (Term t : all) {
            Integer n = count.get(t);
            if (n != null && n > 0) {
                count.put(t, n - 1);
                left--;
            } else {
                rest.add(t);
            }
        }
        return left == 0 ? rest : null;
    }

    /**
     * Whether a normal ground message is a proper part of another, with no reducible symbol above it.
     *
     * @throws UndecidedException if it occurs, but only below a reducible symbol
     */
    boolean isProperPart(Term small, Term large) {
        if (isPart(small, large, true)) {
            return true;
        }
        if (!small.equals(large) && occursAnywhere(small, large)) {
            throw new UndecidedException("whether " + small + " is a part of " + large);
        }
        return false;
    }

    private boolean isPart(Term small, Term large, boolean proper) {
        if (!proper && small.equals(large)) {
            return true;
        }
        if (!(large instanceof App a) || reducible.contains(a.symbol())) {
            return false;
        }
        if (a.symbol().isAc()) {
            List<Term> inner = flat(a.symbol(), small);
            List<Term> rest = without(a.args(), inner);
            if (rest != null && !(rest.isEmpty() && proper)) {
                return true;
            }
        }
        for (Term u : a.args()) {
            if (isPart(small, u, false)) {
                return true;
            }
        }
        return false;
    }

    private static boolean occursAnywhere(Term small, Term large) {
        return small.equals(large)
                || (large instanceof App a && a.args().stream().anyMatch(u -> occursAnywhere(small, u)));
    }

    static boolean fits(Sort sort, Term ground) {
        return sort.contains(ground.sortOf());
    }
}
