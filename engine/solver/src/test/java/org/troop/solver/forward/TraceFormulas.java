package org.troop.solver.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * Truth of closed formulas in one trace, by search for satisfying values: conjuncts that are actions bind variables, the
 * others wait until their variables are bound. Variables that nothing binds range over the subterms of the trace. Time
 * points are names of sort NODE: the position in the trace.
 *
 * <p>No subterm and no {@code last} atoms, no {@code KU}.
 */
final class TraceFormulas {
    private final Rewriting rewriting;
    private final Trace trace;
    private int counter;
    private @Nullable Set<Term> domain;

    TraceFormulas(Rewriting rewriting, Trace trace) {
        this.rewriting = rewriting;
        this.trace = trace;
    }

    /** Whether this class can tell the truth of the formula. */
    static boolean understands(Formula f) {
        List<Atom> atoms = new ArrayList<>();
        f.atoms(atoms);
        for (Atom a : atoms) {
            boolean known = switch (a) {
                case Atom.Action x -> x.fact().tag().kind() == FactTag.Kind.PROTO;
                case Atom.Eq x -> true;
                case Atom.Less x -> true;
                default -> false;
            };
            if (!known) {
                return false;
            }
        }
        return true;
    }

    /** Whether the formula speaks about what the adversary sends. */
    static boolean mentionsAdversary(Formula f) {
        List<Atom> atoms = new ArrayList<>();
        f.atoms(atoms);
        return atoms.stream()
                .anyMatch(a -> a instanceof Atom.Action x && x.fact().tag().equals(FactTag.KNOWN));
    }

    boolean holds(Formula closed) {
        return satisfiable(List.of(new Claim(closed, true)), List.of(), Map.of(), Set.of());
    }

    /** A formula that is to be true, or to be false. */
    private record Claim(Formula formula, boolean positive) {}

    /**
     * Whether values for the open variables make all claims true.
     *
     * @param todo claims not looked at
     * @param waiting claims that cannot be split further before more variables are bound
     * @param open variables without a value
     */
    private boolean satisfiable(List<Claim> todo, List<Claim> waiting, Map<Var, Term> values, Set<Var> open) {
        if (todo.isEmpty()) {
            return waiting.isEmpty() || settle(waiting, values, open);
        }
        Claim c = todo.getFirst();
        List<Claim> rest = todo.subList(1, todo.size());
        boolean yes = c.positive;
        return switch (c.formula) {
            case Formula.True t -> yes && satisfiable(rest, waiting, values, open);
            case Formula.False t -> !yes && satisfiable(rest, waiting, values, open);
            case Formula.Not n -> satisfiable(with(rest, new Claim(n.body(), !yes)), waiting, values, open);
            case Formula.And f
            when yes ->
                satisfiable(with(rest, new Claim(f.left(), true), new Claim(f.right(), true)), waiting, values, open);
            case Formula.Or f
            when !yes ->
                satisfiable(with(rest, new Claim(f.left(), false), new Claim(f.right(), false)), waiting, values, open);
            case Formula.Implies f
            when !yes ->
                satisfiable(with(rest, new Claim(f.left(), true), new Claim(f.right(), false)), waiting, values, open);
            case Formula.Iff f -> {
                Formula both = new Formula.And(
                        new Formula.Implies(f.left(), f.right()), new Formula.Implies(f.right(), f.left()));
                yield satisfiable(with(rest, new Claim(both, yes)), waiting, values, open);
            }
            case Formula.Quantified q
            when q.universal() != yes -> {
                Var v = new Var("q", q.binder().sort(), counter++);
                Set<Var> more = new HashSet<>(open);
                more.add(v);
                yield satisfiable(with(rest, new Claim(q.body().open(v), yes)), waiting, values, more);
            }
            default -> satisfiable(rest, with(waiting, c), values, open);
        };
    }

    private boolean settle(List<Claim> waiting, Map<Var, Term> values, Set<Var> open) {
        for (int i = 0; i < waiting.size(); i++) {
            Claim c = waiting.get(i);
            if (isBound(c.formula, open)) {
                return truth(c, values) && satisfiable(List.of(), without(waiting, i), values, open);
            }
        }
        for (int i = 0; i < waiting.size(); i++) {
            Claim c = waiting.get(i);
            if (c.positive && c.formula instanceof Formula.Atomic a) {
                if (a.atom() instanceof Atom.Action action) {
                    return bindAction(action, without(waiting, i), values, open);
                }
                if (a.atom() instanceof Atom.Eq eq) {
                    Boolean b = bindEquality(eq, without(waiting, i), values, open);
                    if (b != null) {
                        return b;
                    }
                }
            }
        }
        for (int i = 0; i < waiting.size(); i++) {
            Claim c = waiting.get(i);
            Formula[] cases = switch (c.formula) {
                case Formula.Or f -> new Formula[] {f.left(), f.right()};
                case Formula.And f -> new Formula[] {f.left(), f.right()};
                case Formula.Implies f -> new Formula[] {new Formula.Not(f.left()), f.right()};
                default -> null;
            };
            if (cases != null) {
                List<Claim> others = without(waiting, i);
                return satisfiable(List.of(new Claim(cases[0], c.positive)), others, values, open)
                        || satisfiable(List.of(new Claim(cases[1], c.positive)), others, values, open);
            }
        }
        Var v = open.stream().sorted().findFirst().orElseThrow();
        for (Term t : domain()) {
            if (Rewriting.fits(v.sort(), t) && satisfiable(List.of(), waiting, plus(values, v, t), minus(open, v))) {
                return true;
            }
        }
        return false;
    }

    private boolean bindAction(Atom.Action a, List<Claim> others, Map<Var, Term> values, Set<Var> open) {
        for (int i = 0; i < trace.steps().size(); i++) {
            Map<Var, Term> at = Rewriting.match(a.at(), time(i), values);
            if (at == null) {
                continue;
            }
            for (Fact f : trace.steps().get(i)) {
                if (!f.tag().equals(a.fact().tag())) {
                    continue;
                }
                @Nullable Map<Var, Term> m = at;
                for (int k = 0; m != null && k < f.args().size(); k++) {
                    Term p = Rewriting.substitute(a.fact().args().get(k), m);
                    m = Rewriting.isGround(p)
                            ? (rewriting.normal(p).equals(f.args().get(k)) ? m : null)
                            : Rewriting.match(p, f.args().get(k), m);
                }
                if (m != null) {
                    Set<Var> left = new HashSet<>(open);
                    left.removeAll(m.keySet());
                    if (satisfiable(List.of(), others, m, left)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Null when neither side is ground. */
    private @Nullable Boolean bindEquality(Atom.Eq e, List<Claim> others, Map<Var, Term> values, Set<Var> open) {
        Term l = Rewriting.substitute(e.left(), values);
        Term r = Rewriting.substitute(e.right(), values);
        if (!Rewriting.isGround(l) && !Rewriting.isGround(r)) {
            return null;
        }
        Term pattern = Rewriting.isGround(l) ? r : l;
        Map<Var, Term> m = Rewriting.match(pattern, rewriting.normal(Rewriting.isGround(l) ? l : r), values);
        if (m == null) {
            return false;
        }
        Set<Var> left = new HashSet<>(open);
        left.removeAll(m.keySet());
        return satisfiable(List.of(), others, m, left);
    }

    /** Truth of a claim all of whose variables have values. */
    private boolean truth(Claim c, Map<Var, Term> values) {
        return switch (c.formula) {
            case Formula.Atomic a -> atom(a.atom(), values) == c.positive;
            case Formula.Quantified q -> // here: a universal claim
                !satisfiable(List.of(new Claim(q, !c.positive)), List.of(), values, Set.of());
            default -> // a disjunctive claim
                !satisfiable(List.of(new Claim(c.formula, !c.positive)), List.of(), values, Set.of());
        };
    }

    private boolean atom(Atom a, Map<Var, Term> values) {
        return switch (a) {
            case Atom.Action x -> {
                Term at = Rewriting.substitute(x.at(), values);
                Fact f = x.fact().map(t -> rewriting.normal(Rewriting.substitute(t, values)));
                int i = position(at);
                yield i < trace.steps().size() && trace.steps().get(i).contains(f);
            }
            case Atom.Eq x ->
                rewriting
                        .normal(Rewriting.substitute(x.left(), values))
                        .equals(rewriting.normal(Rewriting.substitute(x.right(), values)));
            case Atom.Less x ->
                position(Rewriting.substitute(x.earlier(), values)) < position(Rewriting.substitute(x.later(), values));
            default -> throw new IllegalArgumentException("atom " + a);
        };
    }

    private Set<Term> domain() {
        if (domain == null) {
            Set<Term> d = new java.util.TreeSet<>();
            for (int i = 0; i < trace.steps().size(); i++) {
                d.add(time(i));
                for (Fact f : trace.steps().get(i)) {
                    f.args().forEach(t -> subterms(t, d));
                }
            }
            domain = d;
        }
        return domain;
    }

    static void subterms(Term t, Set<Term> out) {
        if (out.add(t) && t instanceof App a) {
            a.args().forEach(x -> subterms(x, out));
        }
    }

    private static Term time(int i) {
        return new Name(Sort.NODE, Integer.toString(i));
    }

    private static int position(Term t) {
        return Integer.parseInt(((Name) t).id());
    }

    private static boolean isBound(Formula f, Set<Var> open) {
        if (open.isEmpty()) {
            return true;
        }
        List<Var> vs = new ArrayList<>();
        f.occurrences(vs);
        return vs.stream().noneMatch(open::contains);
    }

    private static List<Claim> with(List<Claim> l, Claim... more) {
        List<Claim> out = new ArrayList<>(l);
        out.addAll(List.of(more));
        return out;
    }

    private static List<Claim> without(List<Claim> l, int i) {
        List<Claim> out = new ArrayList<>(l);
        out.remove(i);
        return out;
    }

    private static Map<Var, Term> plus(Map<Var, Term> m, Var v, Term t) {
        Map<Var, Term> out = new HashMap<>(m);
        out.put(v, t);
        return out;
    }

    private static Set<Var> minus(Set<Var> s, Var v) {
        Set<Var> out = new HashSet<>(s);
        out.remove(v);
        return out;
    }
}
