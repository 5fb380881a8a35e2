package org.troop.term.ac;

import java.util.Arrays;

/**
 * Hash-consed engine terms: a term is an int, equality is {@code ==}. AC applications are flat with arguments sorted in the
 * engine's order, C arguments are sorted.
 *
 * <p>Implementation note: structure of arrays, one row per term, arguments in one shared array; variables have a dense index so
 * that substitutions and marks are plain int arrays. {@link #reset} drops every term made since {@link #keep} and costs time in
 * the number of dropped terms. Not thread-safe: one store belongs to one engine, one engine to one thread at a time.
 */
final class EngineTerms {
    private static final int MAX_TERMS = 1 << 22;

    private final TermComparison comparison = new TermComparison(this);
    final EngineSymbols symbols;
    final WireOrder wire = new WireOrder(this);
    private EngineOrder order = EngineOrder.EMPTY;

    private int[] token = new int[256];
    private int[] argAt = new int[256];
    private int[] hash = new int[256];
    private boolean[] ground = new boolean[256];
    private int[] normal = new int[256];
    private int[] weight = new int[256];
    private long[] heads = new long[256];
    /** Place in the engine's order; equal for applications of one symbol. */
    private long[] place = new long[256];

    private int[] args = new int[512];
    private int[] table = new int[512];
    private int terms;
    private int argTop;
    private int vars;

    private int keptTerms;
    private int keptArgs;
    private int keptVars;

    private int[] scratch = new int[16];
    private int[] open = new int[64];
    private int openTop;

    EngineTerms(EngineSymbols symbols) {
        this.symbols = symbols;
    }

    EngineOrder order() {
        return order;
    }

    /** Sets the order; terms made under another order must be gone, or be ordered alike under this one. */
    void order(EngineOrder newOrder) {
        order = newOrder;
    }

    /** Makes the present terms permanent. */
    void keep() {
        keptTerms = terms;
        keptArgs = argTop;
        keptVars = vars;
    }

    /** Drops all terms that are not permanent. */
    void reset() {
        openTop = 0;
        if (terms - keptTerms > table.length / 8) {
            Arrays.fill(table, 0);
            terms = keptTerms;
            for (int t = 0; t < terms; t++) {
                insert(t);
            }
        } else {
            while (terms > keptTerms) {
                remove(--terms);
            }
        }
        argTop = keptArgs;
        vars = keptVars;
        Arrays.fill(normal, 0, terms, 0);
    }

    int size() {
        return terms;
    }

    int varCount() {
        return vars;
    }

    int token(int t) {
        return token[t];
    }

    boolean isVar(int t) {
        return Tokens.tag(token[t]) == Tokens.VAR;
    }

    boolean isApp(int t) {
        return Tokens.tag(token[t]) == Tokens.APP;
    }

    boolean isApp(int t, int symbol) {
        return (token[t] & 0x3fff) == (Tokens.APP | symbol << 2);
    }

    /** Head symbol of an application. */
    int symbol(int t) {
        return Tokens.symbol(token[t]);
    }

    int argCount(int t) {
        return Tokens.argCount(token[t]);
    }

    int arg(int t, int i) {
        return args[argAt[t] + i];
    }

    /** Dense index of a variable. */
    int varIndex(int var) {
        return argAt[var];
    }

    boolean isGround(int t) {
        return ground[t];
    }

    int sortOf(int t) {
        int k = token[t];
        return Tokens.tag(k) == Tokens.APP ? symbols.resultSort(Tokens.symbol(k)) : Tokens.sort(k);
    }

    /** Number of symbols and literals. */
    int weight(int t) {
        return weight[t];
    }

    /** A set of symbols and constants, the occurring ones among them. */
    long heads(int t) {
        return heads[t];
    }

    /** The symbol of an application, and the same number for the same constant otherwise. */
    int root(int t) {
        return token[t] >>> 2 & 0xfff;
    }

    /** A necessary condition for the pattern to match the subject: the same root, every symbol and as many of them again. */
    boolean mayMatch(int subject, int pattern) {
        int k = token[pattern];
        return weight[pattern] <= weight[subject]
                && (heads[pattern] & ~heads[subject]) == 0
                && (Tokens.tag(k) == Tokens.VAR || (k & 0x3fff) == (token[subject] & 0x3fff));
    }

    /** The remembered normal form of the term, or -1. */
    int knownNormal(int t) {
        return normal[t] - 1;
    }

    void knownNormal(int t, int nf) {
        normal[t] = nf + 1;
    }

    int literal(int literalToken) {
        int h = mix(literalToken * 0x9E3779B9);
        int mask = table.length - 1;
        for (int i = h & mask; ; i = i + 1 & mask) {
            int t = table[i] - 1;
            if (t < 0) {
                break;
            }
            if (token[t] == literalToken) {
                return t;
            }
        }
        int t = row(literalToken, h);
        boolean var = Tokens.tag(literalToken) == Tokens.VAR;
        argAt[t] = var ? vars++ : 0;
        place[t] = var
                ? (long) (EngineSymbols.VARIABLE_RANK + order.sortRank(Tokens.sort(literalToken))) << 32
                        | order.code(literalToken)
                : (long) symbols.makerRank(Tokens.sort(literalToken)) << 32 | Tokens.number(literalToken);
        ground[t] = !var;
        weight[t] = 1;
        heads[t] = var ? 0 : 1L << (h & 63);
        insert(t);
        return t;
    }

    int variable(int family, int sort, int number) {
        return literal(Tokens.var(family, sort, number));
    }

    int app(int symbol) {
        return intern(symbol, scratch, 0, 0);
    }

    int app(int symbol, int a) {
        int p = open(1);
        set(p, a);
        return close(symbol, p, 1);
    }

    int app(int symbol, int a, int b) {
        int p = open(2);
        set(p, a);
        set(p + 1, b);
        return close(symbol, p, 2);
    }

    /** Makes room for arguments that are {@link #set} one by one; returns the place of the first. */
    int open(int n) {
        int p = openTop;
        openTop += n;
        if (openTop > open.length) {
            open = Arrays.copyOf(open, 2 * openTop);
        }
        return p;
    }

    void set(int place, int t) {
        open[place] = t;
    }

    /** The application to the arguments opened last; gives up their room. */
    int close(int symbol, int place, int n) {
        openTop = place;
        return app(symbol, open, place, n);
    }

    /** Gives up the room of the arguments opened last. */
    void drop(int place) {
        openTop = place;
    }

    /** The application in AC-normal form; an AC symbol over one argument is that argument. Does not change the array. */
    int app(int symbol, int[] from, int at, int n) {
        if (!symbols.isCommutative(symbol)) {
            return intern(symbol, from, at, n);
        }
        if (!symbols.isAc(symbol)) {
            boolean swap = compare(from[at], from[at + 1]) > 0;
            int[] s = room(2);
            s[0] = from[swap ? at + 1 : at];
            s[1] = from[swap ? at : at + 1];
            return intern(symbol, s, 0, 2);
        }
        int size = 0;
        for (int i = at; i < at + n; i++) {
            size += isApp(from[i], symbol) ? argCount(from[i]) : 1;
        }
        int[] s = room(size);
        int top = 0;
        for (int i = at; i < at + n; i++) {
            int t = from[i];
            if (isApp(t, symbol)) {
                System.arraycopy(args, argAt[t], s, top, argCount(t));
                top += argCount(t);
            } else {
                s[top++] = t;
            }
        }
        if (top == 1) {
            return s[0];
        }
        sort(s, top);
        return intern(symbol, s, 0, top);
    }

    private int[] room(int n) {
        if (scratch.length < n) {
            scratch = new int[2 * n];
        }
        return scratch;
    }

    private void sort(int[] s, int n) {
        if (n > 40) {
            int[] sorted = Arrays.stream(s, 0, n)
                    .boxed()
                    .sorted(this::compare)
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, s, 0, n);
            return;
        }
        for (int i = 1; i < n; i++) {
            int t = s[i];
            long p = place[t];
            int j = i;
            while (j > 0 && (place[s[j - 1]] > p || (place[s[j - 1]] == p && compare(s[j - 1], t) > 0))) {
                s[j] = s[j - 1];
                j--;
            }
            s[j] = t;
        }
    }

    private int intern(int symbol, int[] from, int at, int n) {
        int k = Tokens.app(symbol, n);
        int h = k * 0x9E3779B9;
        for (int i = at; i < at + n; i++) {
            h = h * 31 + from[i] + 1;
        }
        h = mix(h);
        int mask = table.length - 1;
        for (int i = h & mask; ; i = i + 1 & mask) {
            int t = table[i] - 1;
            if (t < 0) {
                break;
            }
            if (hash[t] == h && token[t] == k && hasArgs(t, from, at, n)) {
                return t;
            }
        }
        int t = row(k, h);
        if (argTop + n > args.length) {
            args = Arrays.copyOf(args, Math.max(argTop + n, 2 * args.length));
        }
        argAt[t] = argTop;
        boolean g = true;
        int w = 1;
        long m = 1L << (symbol & 63);
        for (int i = at; i < at + n; i++) {
            int a = from[i];
            args[argTop++] = a;
            g &= ground[a];
            w += weight[a];
            m |= heads[a];
        }
        ground[t] = g;
        weight[t] = w;
        heads[t] = m;
        place[t] = (long) symbols.rank(symbol) << 32;
        insert(t);
        return t;
    }

    private boolean hasArgs(int t, int[] from, int at, int n) {
        int first = argAt[t];
        for (int i = 0; i < n; i++) {
            if (args[first + i] != from[at + i]) {
                return false;
            }
        }
        return true;
    }

    private int row(int k, int h) {
        if (terms == token.length) {
            if (terms >= MAX_TERMS) {
                throw new AcLimitException("equational reasoning exceeded its limit of " + MAX_TERMS + " terms");
            }
            int n = 2 * terms;
            token = Arrays.copyOf(token, n);
            argAt = Arrays.copyOf(argAt, n);
            hash = Arrays.copyOf(hash, n);
            ground = Arrays.copyOf(ground, n);
            normal = Arrays.copyOf(normal, n);
            weight = Arrays.copyOf(weight, n);
            heads = Arrays.copyOf(heads, n);
            place = Arrays.copyOf(place, n);
            table = new int[2 * n];
            for (int t = 0; t < terms; t++) {
                insert(t);
            }
        }
        token[terms] = k;
        hash[terms] = h;
        normal[terms] = 0;
        return terms++;
    }

    private void insert(int t) {
        int mask = table.length - 1;
        int i = hash[t] & mask;
        while (table[i] != 0) {
            i = i + 1 & mask;
        }
        table[i] = t + 1;
    }

    /** Terms are removed in reverse order of insertion, so no probe sequence is broken. */
    private void remove(int t) {
        int mask = table.length - 1;
        int i = hash[t] & mask;
        while (table[i] != t + 1) {
            i = i + 1 & mask;
        }
        table[i] = 0;
    }

    private static int mix(int h) {
        int x = h ^ h >>> 16;
        x *= 0x7feb352d;
        return x ^ x >>> 15;
    }

    /** Compares in the engine's order. */
    int compare(int a, int b) {
        return comparison.compare(a, b);
    }

    /** What orders terms first; equal for applications of one symbol. */
    long place(int t) {
        return place[t];
    }

    /** Length of the run of equal arguments that starts at {@code i}. */
    int multiplicity(int t, int i) {
        int j = i + 1;
        while (j < argCount(t) && arg(t, j) == arg(t, i)) {
            j++;
        }
        return j - i;
    }

    /** Replaces variables by {@code map[varIndex]}; negative entries and variables beyond the map stay. */
    int substitute(int t, int[] map) {
        if (ground[t]) {
            return t;
        }
        if (isVar(t)) {
            int i = argAt[t];
            return i < map.length && map[i] >= 0 ? map[i] : t;
        }
        int n = argCount(t);
        int p = open(n);
        boolean same = true;
        for (int i = 0; i < n; i++) {
            int a = args[argAt[t] + i];
            int b = substitute(a, map);
            open[p + i] = b;
            same &= b == a;
        }
        openTop = p;
        return same ? t : app(symbol(t), open, p, n);
    }

    /** A copy of another store's term with its variables replaced by {@code map[varIndex]}, their index being that store's. */
    int copy(EngineTerms from, int t, int[] map) {
        if (from.isVar(t)) {
            return map[from.argAt[t]];
        }
        if (!from.isApp(t)) {
            return literal(from.token[t]);
        }
        int n = from.argCount(t);
        int p = open(n);
        for (int i = 0; i < n; i++) {
            set(p + i, copy(from, from.arg(t, i), map));
        }
        return close(from.symbol(t), p, n);
    }

    /** Appends the variables of {@code t} to {@code out} from {@code n} on in order of first occurrence; returns the new end. */
    int variables(int t, IntList out) {
        if (ground[t]) {
            return out.size();
        }
        if (isVar(t)) {
            if (!out.contains(t)) {
                out.add(t);
            }
        } else {
            for (int i = 0; i < argCount(t); i++) {
                variables(arg(t, i), out);
            }
        }
        return out.size();
    }
}
