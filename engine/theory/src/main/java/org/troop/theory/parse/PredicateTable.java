package org.troop.theory.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Bound;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Atom;
import org.troop.theory.syntax.Binder;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Item.Predicate;

/** The predicates declared so far, and {@code Smaller(x, y)}: ∃z. y = x ++ z. */
final class PredicateTable {
    private final Map<FactTag, Predicate> byTag = new HashMap<>();

    PredicateTable() {
        Var x = Var.msg("x");
        Var y = Var.msg("y");
        Formula body = new Formula.Quantified(
                false,
                new Binder("z", Sort.MSG),
                new Formula.Atomic(new Atom.Eq(y, Term.app(Symbol.UNION, x, new Bound(0)))));
        add(new Predicate(Fact.of(FactTag.linear("Smaller", 2), x, y), body));
    }

    /** False if there is one already. */
    boolean add(Predicate p) {
        return byTag.putIfAbsent(p.head().tag(), p) == null;
    }

    boolean has(FactTag tag) {
        return byTag.containsKey(tag);
    }

    /** The calls in a formula, from left to right. */
    static List<Fact> calls(Formula f) {
        List<Atom> atoms = new ArrayList<>();
        f.atoms(atoms);
        List<Fact> calls = new ArrayList<>();
        for (Atom a : atoms) {
            if (a instanceof Atom.Predicate p) {
                calls.add(p.fact());
            }
        }
        return calls;
    }

    /** Replaces all calls, which must be defined, without capture. */
    Formula expand(Formula f) {
        return f.mapAtoms((a, depth) -> a instanceof Atom.Predicate p ? expand(p.fact()) : new Formula.Atomic(a));
    }

    private Formula expand(Fact call) {
        Predicate p = byTag.get(call.tag());
        Map<Var, Term> arguments = new HashMap<>();
        for (int i = 0; i < call.args().size(); i++) {
            arguments.put((Var) p.head().args().get(i), call.args().get(i));
        }
        return p.formula().mapTerms((t, depth) -> t.mapLiterals(l -> replace(l, arguments, depth)));
    }

    private static Term replace(Term literal, Map<Var, Term> arguments, int depth) {
        Term t = literal instanceof Var v ? arguments.get(v) : null;
        if (t == null) {
            return literal;
        }
        return depth == 0 ? t : t.mapLiterals(l -> l instanceof Bound b ? new Bound(b.index() + depth) : l);
    }
}
