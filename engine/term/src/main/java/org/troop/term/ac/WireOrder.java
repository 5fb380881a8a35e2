package org.troop.term.ac;

/**
 * The order in which arguments of AC and C symbols are written in queries and answers: literals before applications; query
 * variables, fresh variables, constants, each by number; symbols by their order.
 */
final class WireOrder {
    private final EngineTerms terms;

    WireOrder(EngineTerms terms) {
        this.terms = terms;
    }

    /** The arguments as stored for free symbols, sorted below AC and C. */
    int[] args(int t) {
        int n = terms.argCount(t);
        int[] out = new int[n];
        boolean sort = terms.symbols.isCommutative(terms.symbol(t));
        for (int i = 0; i < n; i++) {
            int x = terms.arg(t, i);
            int j = i;
            while (sort && j > 0 && compare(out[j - 1], x) > 0) {
                out[j] = out[j - 1];
                j--;
            }
            out[j] = x;
        }
        return out;
    }

    int compare(int a, int b) {
        if (a == b) {
            return 0;
        }
        int ka = terms.token(a);
        int kb = terms.token(b);
        int c = Integer.compare(group(ka), group(kb));
        if (c != 0) {
            return c;
        }
        if (Tokens.tag(ka) != Tokens.APP) {
            return Integer.compare(Tokens.number(ka), Tokens.number(kb));
        }
        c = Integer.compare(Tokens.symbol(ka), Tokens.symbol(kb));
        if (c != 0) {
            return c;
        }
        return terms.symbols.isCommutative(Tokens.symbol(ka)) ? compare(args(a), args(b)) : compareStored(a, b);
    }

    private int compareStored(int a, int b) {
        int c = 0;
        for (int i = 0; c == 0 && i < terms.argCount(a); i++) {
            c = compare(terms.arg(a, i), terms.arg(b, i));
        }
        return c;
    }

    private int compare(int[] as, int[] bs) {
        int c = 0;
        for (int i = 0; c == 0 && i < Math.min(as.length, bs.length); i++) {
            c = compare(as[i], bs[i]);
        }
        return c != 0 ? c : Integer.compare(as.length, bs.length);
    }

    private static int group(int k) {
        return switch (Tokens.tag(k)) {
            case Tokens.VAR -> Tokens.family(k) == Tokens.FAMILY_X ? 0 : 1;
            case Tokens.CONST -> 2;
            default -> 3;
        };
    }
}
