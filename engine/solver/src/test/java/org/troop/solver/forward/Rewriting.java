package org.troop.solver.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Sort;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;

/** Matching and normal forms on trees, for free equations only; as naive as can be. */
final class Rewriting {
    private final List<Equation> rules;

    Rewriting(Signature signature) {
        if (!signature.acSymbols().isEmpty()) {
            throw new IllegalArgumentException("free equations only");
        }
        rules = List.copyOf(signature.equations());
    }

    List<Equation> rules() {
        return rules;
    }

    /** Innermost normal form. */
    Term normal(Term t) {
        if (!(t instanceof App a)) {
            return t;
        }
        List<Term> args = new ArrayList<>();
        for (Term x : a.args()) {
            args.add(normal(x));
        }
        Term u = new App(a.symbol(), args);
        for (Equation e : rules) {
            Map<Var, Term> m = match(e.lhs(), u, Map.of());
            if (m != null) {
                return normal(substitute(e.rhs(), m));
            }
        }
        return u;
    }

    /** The bindings extended so that the pattern becomes the term, syntactically; null if there are none. */
    static @Nullable Map<Var, Term> match(Term pattern, Term t, Map<Var, Term> bound) {
        Map<Var, Term> m = new HashMap<>(bound);
        return matches(pattern, t, m) ? m : null;
    }

    private static boolean matches(Term pattern, Term t, Map<Var, Term> m) {
        return switch (pattern) {
            case Var v -> {
                Term old = m.get(v);
                if (old != null) {
                    yield old.equals(t);
                }
                if (!fits(v.sort(), t)) {
                    yield false;
                }
                m.put(v, t);
                yield true;
            }
            case App p -> {
                if (!(t instanceof App a)
                        || !a.symbol().equals(p.symbol())
                        || a.args().size() != p.args().size()) {
                    yield false;
                }
                for (int i = 0; i < a.args().size(); i++) {
                    if (!matches(p.args().get(i), a.args().get(i), m)) {
                        yield false;
                    }
                }
                yield true;
            }
            default -> pattern.equals(t);
        };
    }

    /** Whether a variable of the sort may stand for the ground term. */
    static boolean fits(Sort sort, Term t) {
        Sort own = t instanceof Name n ? n.sort() : Sort.MSG;
        return sort == own || (sort == Sort.MSG && own != Sort.NODE);
    }

    static Term substitute(Term t, Map<Var, Term> m) {
        return switch (t) {
            case Var v -> m.getOrDefault(v, v);
            case App a -> {
                List<Term> args = new ArrayList<>();
                for (Term x : a.args()) {
                    args.add(substitute(x, m));
                }
                yield new App(a.symbol(), args);
            }
            default -> t;
        };
    }

    static boolean isGround(Term t) {
        return switch (t) {
            case Var v -> false;
            case App a -> a.args().stream().allMatch(Rewriting::isGround);
            default -> true;
        };
    }

    static int depth(Term t) {
        int d = 0;
        if (t instanceof App a) {
            for (Term x : a.args()) {
                d = Math.max(d, depth(x) + 1);
            }
        }
        return d;
    }
}
