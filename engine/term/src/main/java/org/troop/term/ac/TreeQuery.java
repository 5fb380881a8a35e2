package org.troop.term.ac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.troop.term.Sort;
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
    private int[] tokens = new int[48];
    private int size;
    private @Nullable Term[] literals = new @Nullable Term[8];
    private int[] hashes = new int[8];
    private int known;
    /** Places among the literals once there are many. */
    private @Nullable Map<Term, Integer> numbers;

    private int avoid;
    /** New variables of answers by number, as they were last asked for. */
    private @Nullable Var[] fresh = {};

    TreeQuery(EngineSymbols symbols) {
        this.symbols = symbols;
    }

    int[] tokens() {
        return Arrays.copyOf(tokens, size);
    }

    private void token(int k) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        tokens[size++] = k;
    }

    /** Adds a term of the query. */
    void add(Term t) {
        try {
            encode(t);
        } catch (StackOverflowError tooDeep) {
            throw AcLimitException.tooDeep();
        }
    }

    // Written as a chain: encoding is hot, and a switch over types is a call.
    private void encode(Term t) {
        if (t instanceof App a) {
            List<Term> args = a.args();
            if (a.symbol().kind() == Symbol.Kind.LIST) {
                addList(args);
                return;
            }
            int n = args.size();
            token(Tokens.app(symbols.require(a.symbol()), n));
            for (int i = 0; i < n; i++) {
                encode(args.get(i));
            }
        } else if (t instanceof Var v) {
            avoid = Math.max(avoid, v.index() + 1);
            token(Tokens.var(Tokens.FAMILY_X, v.sort().ordinal(), number(v, v.hashCode())));
        } else if (t instanceof Name c) {
            token(Tokens.constant(c.sort().ordinal(), number(c, c.hashCode())));
        } else {
            throw new IllegalArgumentException("bound variable in an equational problem");
        }
    }

    /** The terms as one list term. */
    void addList(List<? extends Term> ts) {
        token(Tokens.app(symbols.list, 1));
        for (Term t : ts) {
            token(Tokens.app(symbols.cons, 2));
            encode(t);
        }
        token(Tokens.app(symbols.nil, 0));
    }

    private int number(Term literal, int hash) {
        if (known > FEW) {
            return numberOfMany(literal, hash);
        }
        for (int i = 0; i < known; i++) {
            if (hashes[i] == hash && literal.equals(literals[i])) {
                return i;
            }
        }
        return enter(literal, hash);
    }

    private int numberOfMany(Term literal, int hash) {
        Map<Term, Integer> all = numbers;
        if (all == null) {
            all = new HashMap<>();
            for (int i = 0; i < known; i++) {
                all.put(literal(i), i);
            }
            numbers = all;
        }
        Integer n = all.putIfAbsent(literal, known);
        return n == null ? enter(literal, hash) : n;
    }

    private int enter(Term literal, int hash) {
        if (known == literals.length) {
            literals = Arrays.copyOf(literals, 2 * known);
            hashes = Arrays.copyOf(hashes, 2 * known);
        }
        literals[known] = literal;
        hashes[known] = hash;
        return known++;
    }

    private Term literal(int number) {
        return Objects.requireNonNull(literals[number]);
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

        Decoder(int[] in) {
            this.in = in;
        }

        SortedMap<Var, Term> solution() {
            SortedMap<Var, Term> s = new TreeMap<>();
            while (at < in.length) {
                Var x = (Var) literal(Tokens.number(in[at++]));
                Term image = term();
                if (!image.equals(x)) {
                    s.put(x, image);
                }
            }
            return s;
        }

        Term term() {
            int k = in[at++];
            if (Tokens.tag(k) == Tokens.APP) {
                return app(k);
            }
            boolean isNew = Tokens.tag(k) == Tokens.VAR && Tokens.family(k) != Tokens.FAMILY_X;
            return isNew ? fresh(k) : literal(Tokens.number(k));
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

        /** Answers share their new variables. */
        private Var fresh(int k) {
            int n = Tokens.number(k);
            if (n >= fresh.length) {
                fresh = Arrays.copyOf(fresh, Math.max(n + 8, 2 * n));
            }
            Sort sort = Tokens.sortValue(Tokens.sort(k));
            Var v = fresh[n];
            if (v == null || v.sort() != sort) {
                v = new Var("x", sort, avoid + n);
                fresh[n] = v;
            }
            return v;
        }
    }
}
