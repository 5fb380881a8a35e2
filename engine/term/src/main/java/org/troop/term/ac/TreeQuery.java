package org.troop.term.ac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;

/**
 * One query over term trees: encodes terms as tokens, numbering literals by first occurrence, and decodes answers back into the
 * query's literals. New variables are called {@code x} and numbered from one above the largest index in the query.
 */
final class TreeQuery {
    private final EngineSymbols symbols;
    private final IntList tokens = new IntList(32);
    private final Map<Term, Integer> numbers = new HashMap<>();
    private final List<Term> literals = new ArrayList<>();
    private int avoid;

    TreeQuery(EngineSymbols symbols) {
        this.symbols = symbols;
    }

    int[] tokens() {
        return tokens.toArray();
    }

    /** Adds a term of the query. */
    void add(Term t) {
        try {
            encode(t);
        } catch (StackOverflowError tooDeep) {
            throw AcLimitException.tooDeep();
        }
    }

    private void encode(Term t) {
        switch (t) {
            case Var v -> {
                avoid = Math.max(avoid, v.index() + 1);
                tokens.add(Tokens.var(Tokens.FAMILY_X, v.sort().ordinal(), number(v)));
            }
            case Name n -> tokens.add(Tokens.constant(n.sort().ordinal(), number(n)));
            case App a -> {
                if (a.symbol().kind() == Symbol.Kind.LIST) {
                    addList(a.args());
                } else {
                    tokens.add(Tokens.app(symbols.require(a.symbol()), a.args().size()));
                    a.args().forEach(this::encode);
                }
            }
            case Term.Bound b -> throw new IllegalArgumentException("bound variable in an equational problem");
        }
    }

    /** The terms as one list term. */
    void addList(List<? extends Term> ts) {
        tokens.add(Tokens.app(symbols.list, 1));
        for (Term t : ts) {
            tokens.add(Tokens.app(symbols.cons, 2));
            encode(t);
        }
        tokens.add(Tokens.app(symbols.nil, 0));
    }

    private int number(Term literal) {
        Integer n = numbers.putIfAbsent(literal, literals.size());
        if (n == null) {
            literals.add(literal);
            return literals.size() - 1;
        }
        return n;
    }

    List<SortedMap<Var, Term>> decode(int[][] solutions) {
        List<SortedMap<Var, Term>> out = new ArrayList<>(solutions.length);
        for (int[] s : solutions) {
            out.add(new Decoder(s).solution());
        }
        return out;
    }

    Term decode(int[] term) {
        return new Decoder(term).term();
    }

    private final class Decoder {
        private final int[] in;
        private int at;
        private @Nullable Var[] fresh = new Var[4];

        Decoder(int[] in) {
            this.in = in;
        }

        SortedMap<Var, Term> solution() {
            SortedMap<Var, Term> s = new TreeMap<>();
            while (at < in.length) {
                Var x = (Var) literals.get(Tokens.number(in[at++]));
                Term image = term();
                if (!image.equals(x)) {
                    s.put(x, image);
                }
            }
            return s;
        }

        Term term() {
            int k = in[at++];
            return switch (Tokens.tag(k)) {
                case Tokens.VAR -> Tokens.family(k) == Tokens.FAMILY_X ? literals.get(Tokens.number(k)) : fresh(k);
                case Tokens.CONST -> literals.get(Tokens.number(k));
                default -> app(k);
            };
        }

        private Term app(int k) {
            int f = Tokens.symbol(k);
            List<Term> args = new ArrayList<>();
            if (f == symbols.list) {
                while (Tokens.symbol(in[at++]) == symbols.cons) {
                    args.add(term());
                }
                return Term.app(Symbol.LIST, args);
            }
            for (int i = Tokens.argCount(k); i > 0; i--) {
                args.add(term());
            }
            return Term.app(symbols.symbol(f), args);
        }

        private Var fresh(int k) {
            int n = Tokens.number(k);
            if (n >= fresh.length) {
                fresh = java.util.Arrays.copyOf(fresh, Math.max(n + 1, 2 * n));
            }
            Var v = fresh[n];
            if (v == null) {
                v = new Var("x", Tokens.sortValue(Tokens.sort(k)), avoid + n);
                fresh[n] = v;
            }
            return v;
        }
    }
}
