package org.troop.solver.derive;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * Messages that give the adversary more than the given ones, and are free of AC operators and of exponentiation. What
 * cannot be derived from these cannot be derived at all.
 *
 * <p>All public constants become one: derivations are stable under substitution of constants. So does every term that a
 * builtin operator heads, and what the equations could ever bring out of it is added as messages of their own: the base of
 * an exponentiation or scalar multiplication, the operands of sums, products and inverses. Exponents stay hidden: in no
 * rewrite rule does a variable leave an exponent.
 */
final class Overapproximation {
    private static final Var SOME_PUBLIC = new Var("x", Sort.PUB, 0);
    private static final Set<Symbol> BUILTIN = Set.of(
            Symbol.EXP, Symbol.INV, Symbol.PMULT, Symbol.MULT, Symbol.EMAP, Symbol.XOR, Symbol.UNION, Symbol.NAT_PLUS);

    private final List<Term> out = new ArrayList<>();

    private Overapproximation() {}

    /** Whether user equations leave the builtin operators alone, as the construction needs it. */
    static boolean isSound(Signature s) {
        return s.equations().stream().noneMatch(Overapproximation::hasBuiltin);
    }

    private static boolean hasBuiltin(Equation e) {
        return hasBuiltin(e.lhs()) || hasBuiltin(e.rhs());
    }

    /** Whether an operator of an AC theory occurs. */
    static boolean hasBuiltin(Term t) {
        return t instanceof Term.App a
                && (BUILTIN.contains(a.symbol()) || a.args().stream().anyMatch(Overapproximation::hasBuiltin));
    }

    static List<Term> of(List<Term> messages) {
        Overapproximation o = new Overapproximation();
        for (Term t : messages) {
            Term u = o.abstracted(t);
            o.out.add(u);
        }
        return o.out;
    }

    private Term abstracted(Term t) {
        if (!(t instanceof Term.App a)) {
            return t.sortOf() == Sort.PUB ? SOME_PUBLIC : t;
        }
        if (!BUILTIN.contains(a.symbol())) {
            return Term.app(a.symbol(), a.args().stream().map(this::abstracted).toList());
        }
        if (a.symbol().equals(Symbol.EXP)) {
            out.add(abstracted(a.args().get(0)));
        } else if (a.symbol().equals(Symbol.PMULT)) {
            out.add(abstracted(a.args().get(1)));
        } else {
            a.args().forEach(u -> out.add(abstracted(u)));
        }
        return SOME_PUBLIC;
    }
}
