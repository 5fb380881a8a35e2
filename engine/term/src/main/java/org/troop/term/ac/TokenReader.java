package org.troop.term.ac;

/** Enters terms that are written as tokens into a store. */
final class TokenReader {
    private final EngineTerms terms;
    private final int[] tokens;
    private int at;

    private TokenReader(EngineTerms terms, int[] tokens) {
        this.terms = terms;
        this.tokens = tokens;
    }

    /** Terms that stand one after the other. */
    static int[] readAll(EngineTerms terms, int[] tokens) {
        TokenReader r = new TokenReader(terms, tokens);
        IntList out = new IntList(2);
        while (r.at < tokens.length) {
            out.add(r.term());
        }
        return out.toArray();
    }

    private int term() {
        int k = tokens[at++];
        if (Tokens.tag(k) != Tokens.APP) {
            return terms.literal(k);
        }
        int n = Tokens.argCount(k);
        int place = terms.open(n);
        for (int i = 0; i < n; i++) {
            terms.set(place + i, term());
        }
        return terms.close(Tokens.symbol(k), place, n);
    }
}
