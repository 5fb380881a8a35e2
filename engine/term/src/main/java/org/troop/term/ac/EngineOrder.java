package org.troop.term.ac;

import java.util.Arrays;

/**
 * What a session has seen so far: name codes of {@code x0, x1, ..} and ranks of variable sorts, both by first appearance.
 * Names and sorts that were never registered come last. Immutable; registering makes a new value.
 */
final class EngineOrder {
    private static final int UNREGISTERED = 1 << 24;
    private static final int[] LATE_SORTS = {101, 102, 100, 104, 103, 106, 105};

    static final EngineOrder EMPTY = new EngineOrder(new int[0], 0, new int[Tokens.SORTS], 0);

    private final int[] code;
    private final int codes;
    private final int[] sortRank;
    private final int sorts;

    /** Arrays hold value + 1; 0 means unregistered. */
    private EngineOrder(int[] code, int codes, int[] sortRank, int sorts) {
        this.code = code;
        this.codes = codes;
        this.sortRank = sortRank;
        this.sorts = sorts;
    }

    int sortRank(int sort) {
        int r = sortRank[sort];
        return r == 0 ? LATE_SORTS[sort] : r - 1;
    }

    /** Whether the sorts of variables are ordered as in the other order. */
    boolean ranksSortsAs(EngineOrder other) {
        return Arrays.equals(sortRank, other.sortRank);
    }

    /** Position among the variables of one sort: names in order of registration, other names, {@code #k}, {@code %k}. */
    int code(int varToken) {
        int n = Tokens.number(varToken);
        return switch (Tokens.family(varToken)) {
            case Tokens.FAMILY_X -> n < code.length && code[n] != 0 ? code[n] - 1 : UNREGISTERED + n;
            case Tokens.FAMILY_HASH -> 2 * UNREGISTERED + n;
            default -> 3 * UNREGISTERED + n;
        };
    }

    /**
     * The order after a query over {@code terms} was entered: names left to right in wire order, sorts left to right but the last
     * argument first inside an AC application.
     */
    EngineOrder register(EngineTerms terms, int... queryTerms) {
        Registration r = new Registration(terms);
        for (int t : queryTerms) {
            r.names(t);
            r.sorts(t);
        }
        return r.changed ? new EngineOrder(r.newCode, r.newCodes, r.newSortRank, r.newSorts) : this;
    }

    private final class Registration {
        private final EngineTerms terms;
        private int[] newCode = code.clone();
        private int newCodes = codes;
        private final int[] newSortRank = sortRank.clone();
        private int newSorts = sorts;
        private boolean changed;

        Registration(EngineTerms terms) {
            this.terms = terms;
        }

        void names(int t) {
            int token = terms.token(t);
            if (Tokens.tag(token) == Tokens.VAR) {
                int n = Tokens.number(token);
                if (n >= newCode.length) {
                    newCode = Arrays.copyOf(newCode, Math.max(n + 1, 2 * newCode.length));
                }
                if (newCode[n] == 0) {
                    newCode[n] = ++newCodes;
                    changed = true;
                }
            } else if (Tokens.tag(token) == Tokens.APP) {
                for (int a : terms.wire.args(t)) {
                    names(a);
                }
            }
        }

        void sorts(int t) {
            int token = terms.token(t);
            if (Tokens.tag(token) == Tokens.VAR) {
                int s = Tokens.sort(token);
                if (newSortRank[s] == 0) {
                    newSortRank[s] = ++newSorts;
                    changed = true;
                }
            } else if (Tokens.tag(token) == Tokens.APP) {
                int[] args = terms.wire.args(t);
                int n = args.length;
                int first = terms.symbols.isAc(Tokens.symbol(token)) ? n - 1 : 0;
                for (int i = 0; i < n; i++) {
                    sorts(args[(first + i) % n]);
                }
            }
        }
    }
}
