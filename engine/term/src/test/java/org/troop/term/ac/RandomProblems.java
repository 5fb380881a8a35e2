package org.troop.term.ac;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.troop.term.Builtins;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/** Random theories and random terms over them, for comparisons with other engines. */
final class RandomProblems {
    private static final int[] SORTS = {Tokens.MSG, Tokens.MSG, Tokens.MSG, Tokens.FRESH, Tokens.FRESH, Tokens.PUB};

    private final Random random;

    RandomProblems(long seed) {
        // The first numbers of neighbouring seeds are alike; scrambled seeds are not neighbours.
        long mixed = (seed + 1) * 0x9E3779B97F4A7C15L;
        random = new Random(mixed ^ mixed >>> 32);
    }

    int below(int n) {
        return random.nextInt(n);
    }

    /** Builtin theories, sometimes with user equations that have the finite variant property. */
    Signature signature() {
        Signature s = Signature.pairing();
        s = s.plus(Builtins.signature("hashing"));
        switch (below(8)) {
            case 0 -> s = s.plus(ac(Ac.MULTISET));
            case 1 -> s = s.plus(ac(Ac.DH));
            case 2 -> s = s.plus(ac(Ac.XOR));
            case 3 -> s = s.plus(ac(Ac.BILINEAR));
            case 4 -> s = s.plus(ac(Ac.NAT)).plus(ac(Ac.MULTISET));
            case 5 -> s = s.plus(ac(Ac.DH)).plus(ac(Ac.XOR)).plus(ac(Ac.MULTISET));
            case 6 -> s = s.plus(new Signature(Set.of(Ac.values()), Set.of(), Set.of(), false));
            default -> {}
        }
        if (below(3) == 0) {
            s = s.plus(Builtins.signature("symmetric-encryption"));
        }
        if (below(3) == 0) {
            s = s.plus(Builtins.signature("asymmetric-encryption"));
        }
        if (below(4) == 0) {
            s = s.plus(Builtins.signature("signing"));
        }
        if (below(3) == 0) {
            s = s.plus(userTheory());
        }
        return s;
    }

    private static Signature ac(Ac theory) {
        return new Signature(Set.of(theory), Set.of(), Set.of(), false);
    }

    /** One of a few subterm-convergent shapes over symbols with random names, hence random places in the order of symbols. */
    private Signature userTheory() {
        Symbol f = Symbol.free("" + (char) ('a' + below(6)), 2);
        Symbol g = Symbol.free("" + (char) ('g' + below(6)), 2 + below(2));
        Var x = Var.msg("x");
        Var y = Var.msg("y");
        Var z = Var.msg("z");
        List<Term> rest = new ArrayList<>(List.of(y, z).subList(0, g.arity() - 1));
        Term fxy = Term.app(f, x, y);
        List<Term> args = new ArrayList<>(List.of(fxy));
        args.addAll(rest);
        Equation e = switch (below(3)) {
            case 0 -> new Equation(Term.app(g, args), List.of(), x);
            case 1 -> new Equation(Term.app(g, args.reversed()), List.of(), fxy);
            default -> new Equation(Term.app(g, args), List.of(), y);
        };
        return new Signature(Set.of(), Set.of(f, g), Set.of(e), false);
    }

    /** Builds random engine terms with a fixed set of typed variables. */
    final class Terms {
        private EngineTerms terms;
        private final EngineSymbols symbols;
        private final int[] sorts;
        private final int[] messageSymbols;

        /** Variables {@code x0..} get random sorts; numbers occur only where there is addition. */
        Terms(EngineTerms terms, int vars) {
            this.terms = terms;
            this.symbols = terms.symbols;
            sorts = new int[vars];
            for (int i = 0; i < vars; i++) {
                sorts[i] = symbols.natOne >= 0 && below(4) == 0 ? Tokens.NAT : SORTS[below(SORTS.length)];
            }
            IntList l = new IntList(16);
            for (int f = 0; f < symbols.list; f++) {
                if (f != symbols.natPlus) {
                    for (int k = symbols.isCommutative(f) ? 4 : 1; k > 0; k--) {
                        l.add(f);
                    }
                }
            }
            messageSymbols = l.toArray();
        }

        void terms(EngineTerms others) {
            terms = others;
        }

        private int variable(boolean nat) {
            for (int tries = 0; tries < 20; tries++) {
                int i = below(sorts.length);
                if (!nat || sorts[i] == Tokens.NAT) {
                    return terms.variable(Tokens.FAMILY_X, sorts[i], i);
                }
            }
            return terms.app(symbols.natOne);
        }

        /** The variable with the number. */
        int variable(int number) {
            return terms.variable(Tokens.FAMILY_X, sorts[number], number);
        }

        private int constant() {
            int sort = below(3) == 0 ? Tokens.FRESH : Tokens.PUB;
            return terms.literal(Tokens.constant(sort, 50 + 10 * sort + below(3)));
        }

        int message(int depth) {
            if (depth == 0 || below(5) < 2) {
                return below(5) == 0 ? constant() : variable(false);
            }
            if (symbols.natOne >= 0 && below(6) == 0) {
                return natural(depth);
            }
            return application(messageSymbols[below(messageSymbols.length)], depth);
        }

        private int natural(int depth) {
            if (depth == 0 || below(3) > 0) {
                return below(4) == 0 ? terms.app(symbols.natOne) : variable(true);
            }
            int[] a = new int[2 + below(2)];
            for (int i = 0; i < a.length; i++) {
                a[i] = natural(0);
            }
            return terms.app(symbols.natPlus, a, 0, a.length);
        }

        /** An application of the symbol over random arguments. */
        int application(int f, int depth) {
            if (f == symbols.natPlus) {
                int[] a = new int[2 + below(2)];
                for (int i = 0; i < a.length; i++) {
                    a[i] = natural(depth - 1);
                }
                return terms.app(f, a, 0, a.length);
            }
            int[] a = new int[symbols.isAc(f) ? 2 + below(2) : symbols.symbol(f).arity()];
            for (int i = 0; i < a.length; i++) {
                a[i] = message(depth - 1);
            }
            return terms.app(f, a, 0, a.length);
        }

        /** The symbol over variables and constants only, as many as given where the symbol is AC. */
        int sum(int f, int args) {
            int[] a = new int[symbols.isAc(f) ? args : symbols.symbol(f).arity()];
            for (int i = 0; i < a.length; i++) {
                a[i] = f == symbols.natPlus ? natural(0) : below(8) == 0 ? constant() : variable(false);
            }
            return terms.app(f, a, 0, a.length);
        }

        /** An AC or C symbol of the theory, or any symbol where there is none. */
        int topSymbol() {
            IntList l = new IntList(4);
            for (int f = symbols.firstAc; f < symbols.list; f++) {
                l.add(f);
            }
            return l.size() == 0 ? messageSymbols[below(messageSymbols.length)] : l.get(below(l.size()));
        }

        /** Replaces variables by random terms of their sorts, for subjects that match. */
        int instance(int t, int depth) {
            int[] map = new int[terms.varCount()];
            for (int i = 0; i < map.length; i++) {
                map[i] = -1;
            }
            IntList vars = new IntList(8);
            terms.variables(t, vars);
            for (int i = 0; i < vars.size(); i++) {
                int v = vars.get(i);
                int sort = terms.sortOf(v);
                map[terms.varIndex(v)] = sort == Tokens.MSG
                        ? message(depth)
                        : sort == Tokens.NAT
                                ? natural(depth)
                                : terms.literal(Tokens.constant(sort, 70 + 10 * sort + below(3)));
            }
            return terms.substitute(t, map);
        }
    }
}
