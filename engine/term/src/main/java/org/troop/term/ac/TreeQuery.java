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
    private static final int FEW = 16;

    private final EngineSymbols symbols;
    private final IntList tokens = new IntList(32);
    private final List<Term> literals = new ArrayList<>();
    /** Places in the list of literals once there are many. */
    private final Map<Term, Integer> numbers = new HashMap<>();

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
                    List<Term> args = a.args();
                    for (int i = 0; i < args.size(); i++) {
                        encode(args.get(i));
                    }
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
        int known = literals.size();
        if (known > FEW) {
            return numberOfMany(literal);
        }
        for (int i = 0; i < known; i++) {
            if (literals.get(i).equals(literal)) {
                return i;
            }
        }
        literals.add(literal);
        return known;
    }

    private int numberOfMany(Term literal) {
        if (numbers.isEmpty()) {
            for (int i = 0; i < literals.size(); i++) {
                numbers.put(literals.get(i), i);
            }
        }
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
        private @Nullable Var[] fresh = {};

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
            if (f == symbols.list) {
                List<Term> elements = new ArrayList<>();
                while (Tokens.symbol(in[at++]) == symbols.cons) {
                    elements.add(term());
                }
                return Term.app(Symbol.LIST, elements);
            }
            Term[] args = new Term[Tokens.argCount(k)];
            for (int i = 0; i < args.length; i++) {
                args[i] = term();
            }
            return Term.app(symbols.symbol(f), args);
        }

        private Var fresh(int k) {
            int n = Tokens.number(k);
            if (n >= fresh.length) {
                fresh = java.util.Arrays.copyOf(fresh, Math.max(n + 4, 2 * n));
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
