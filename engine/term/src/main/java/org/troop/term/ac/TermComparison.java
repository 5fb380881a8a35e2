package org.troop.term.ac;

/** The engine's order: heads by rank, variables by code, free and C arguments lexicographically, AC by multiplicities. */
final class TermComparison {
    private final EngineTerms terms;

    TermComparison(EngineTerms terms) {
        this.terms = terms;
    }

    int compare(int a, int b) {
        if (a == b) {
            return 0;
        }
        int c = Long.compare(terms.place(a), terms.place(b));
        if (c != 0) {
            return c;
        }
        return terms.symbols.isAc(terms.symbol(a)) ? compareAc(a, b) : compareArgs(a, b);
    }

    private int compareArgs(int a, int b) {
        for (int i = 0; i < terms.argCount(a); i++) {
            int c = compare(terms.arg(a, i), terms.arg(b, i));
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }

    private int compareAc(int a, int b) {
        int c = Integer.compare(distinctArgs(a), distinctArgs(b));
        int i = 0;
        int j = 0;
        while (c == 0 && i < terms.argCount(a)) {
            int m = terms.multiplicity(a, i);
            int n = terms.multiplicity(b, j);
            c = Integer.compare(m, n);
            c = c != 0 ? c : compare(terms.arg(a, i), terms.arg(b, j));
            i += m;
            j += n;
        }
        return c;
    }

    private int distinctArgs(int t) {
        int n = 0;
        for (int i = 0; i < terms.argCount(t); i++) {
            n += i == 0 || terms.arg(t, i) != terms.arg(t, i - 1) ? 1 : 0;
        }
        return n;
    }
}
