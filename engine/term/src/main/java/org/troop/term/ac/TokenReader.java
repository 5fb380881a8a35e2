package org.troop.term.ac;

import java.util.Arrays;

/** Enters terms that are written as tokens into a store. Used again and again. */
final class TokenReader {
    private final EngineTerms terms;
    private int[] tokens = {};
    private int at;

    /** Terms of the literals that are written in the present tokens, by number, or -1: a number stands for one literal only. */
    private int[] literal = new int[16];

    TokenReader(EngineTerms terms) {
        this.terms = terms;
        Arrays.fill(literal, -1);
    }

    /** Terms that stand one after the other. */
    static int[] readAll(EngineTerms terms, int[] tokens) {
        return new TokenReader(terms).readAll(tokens);
    }

    /** Terms that stand one after the other. */
    int[] readAll(int[] written) {
        tokens = written;
        at = 0;
        Arrays.fill(literal, -1);
        int[] out = new int[2];
        int n = 0;
        while (at < written.length) {
            if (n == out.length) {
                out = Arrays.copyOf(out, 2 * n);
            }
            out[n++] = term();
        }
        return n == out.length ? out : Arrays.copyOf(out, n);
    }

    private int term() {
        int k = tokens[at++];
        if (Tokens.tag(k) != Tokens.APP) {
            return literal(k);
        }
        int n = Tokens.argCount(k);
        int place = terms.open(n);
        for (int i = 0; i < n; i++) {
            terms.set(place + i, term());
        }
        return terms.close(Tokens.symbol(k), place, n);
    }

    private int literal(int k) {
        int number = Tokens.number(k);
        if (number >= literal.length) {
            return terms.literal(k);
        }
        int t = literal[number];
        if (t < 0) {
            t = terms.literal(k);
            literal[number] = t;
        }
        return t;
    }
}
