package org.troop.term.ac;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** One query over terms of a {@link TermStore}: the same encoding and decoding as {@link TreeQuery}, on ints. */
final class StoreQuery {
    private final EngineSymbols symbols;
    private final StoreSymbols heads;
    private final TermStore s;
    private final IntList tokens = new IntList(24);
    private final IntList literals = new IntList(8);
    private int avoid;

    StoreQuery(EngineSymbols symbols, StoreSymbols heads, TermStore s) {
        this.symbols = symbols;
        this.heads = heads;
        this.s = s;
    }

    int[] tokens() {
        return tokens.toArray();
    }

    /** Adds a term of the query. */
    void add(int t) {
        avoid = Math.max(avoid, s.maxIndex(t) + 1);
        try {
            encode(t);
        } catch (StackOverflowError tooDeep) {
            throw AcLimitException.tooDeep();
        }
    }

    private void encode(int t) {
        switch (s.kind(t)) {
            case TermStore.VAR ->
                tokens.add(Tokens.var(Tokens.FAMILY_X, s.sort(t).ordinal(), number(t)));
            case TermStore.NAME, TermStore.SKOLEM ->
                tokens.add(Tokens.constant(s.sort(t).ordinal(), number(t)));
            case TermStore.APP -> {
                int n = s.arity(t);
                if (s.head(t) == Heads.SEQ) {
                    tokens.add(Tokens.app(symbols.list, 1));
                    for (int i = 0; i < n; i++) {
                        tokens.add(Tokens.app(symbols.cons, 2));
                        encode(s.arg(t, i));
                    }
                    tokens.add(Tokens.app(symbols.nil, 0));
                } else {
                    tokens.add(Tokens.app(heads.symbol(s.head(t)), n));
                    for (int i = 0; i < n; i++) {
                        encode(s.arg(t, i));
                    }
                }
            }
            default -> throw new IllegalArgumentException("not a message: kind " + s.kind(t));
        }
    }

    /** Adds the terms as one list term. */
    void addList(int[] ts) {
        tokens.add(Tokens.app(symbols.list, 1));
        for (int t : ts) {
            tokens.add(Tokens.app(symbols.cons, 2));
            add(t);
        }
        tokens.add(Tokens.app(symbols.nil, 0));
    }

    private int number(int literal) {
        int n = literals.indexOf(literal);
        if (n < 0) {
            literals.add(literal);
            return literals.size() - 1;
        }
        return n;
    }

    List<int[]> decode(int[][] solutions) {
        List<int[]> out = new ArrayList<>(solutions.length);
        for (int[] a : solutions) {
            out.add(new Decoder(a).solution());
        }
        return out;
    }

    int decode(int[] term) {
        return new Decoder(term).term();
    }

    private final class Decoder {
        private final int[] in;
        private int at;
        private int[] fresh = new int[4];

        Decoder(int[] in) {
            this.in = in;
        }

        /** Variables and images, ascending by variable. */
        int[] solution() {
            IntList out = new IntList(8);
            while (at < in.length) {
                int x = literals.get(Tokens.number(in[at++]));
                int image = term();
                if (image != x) {
                    out.add(x);
                    out.add(image);
                }
            }
            int[] pairs = out.toArray();
            for (int i = 2; i < pairs.length; i += 2) {
                for (int j = i; j > 0 && s.compare(pairs[j - 2], pairs[j]) > 0; j -= 2) {
                    swap(pairs, j);
                    swap(pairs, j + 1);
                }
            }
            return pairs;
        }

        private void swap(int[] a, int j) {
            int x = a[j];
            a[j] = a[j - 2];
            a[j - 2] = x;
        }

        int term() {
            int k = in[at++];
            return switch (Tokens.tag(k)) {
                case Tokens.VAR -> Tokens.family(k) == Tokens.FAMILY_X ? literals.get(Tokens.number(k)) : fresh(k);
                case Tokens.CONST -> literals.get(Tokens.number(k));
                default -> app(k);
            };
        }

        private int app(int k) {
            int f = Tokens.symbol(k);
            if (f == symbols.list) {
                IntList args = new IntList(4);
                while (Tokens.symbol(in[at++]) == symbols.cons) {
                    args.add(term());
                }
                return s.app(Heads.SEQ, args.toArray());
            }
            int[] args = new int[Tokens.argCount(k)];
            for (int i = 0; i < args.length; i++) {
                args[i] = term();
            }
            return s.app(heads.head(f), args, 0, args.length);
        }

        private int fresh(int k) {
            int n = Tokens.number(k);
            if (n >= fresh.length) {
                fresh = Arrays.copyOf(fresh, Math.max(n + 1, 2 * n));
            }
            if (fresh[n] == 0) {
                fresh[n] = s.var(heads.freshName, Tokens.sortValue(Tokens.sort(k)), avoid + n);
            }
            return fresh[n];
        }
    }
}
