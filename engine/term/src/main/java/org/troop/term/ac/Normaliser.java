package org.troop.term.ac;

import java.util.ArrayList;
import java.util.List;

/**
 * Normal forms by innermost rewriting, specialised: xor by parity, Diffie-Hellman products by collecting factors and inverse
 * factors and cancelling, exponents by merging, pairings by pulling scalars out; free equations by matching. Normal forms are
 * remembered with the terms.
 */
final class Normaliser {
    private final EngineTerms terms;
    private final EngineSymbols symbols;
    private final Matcher matcher;
    private final Budget budget;
    /** Free equations by root symbol: left, right, left, right, .. */
    private final int[][] rules;

    /**
     * @param left left sides of all equations in order, engine terms that stay
     * @param right right sides
     */
    Normaliser(EngineTerms terms, Budget budget, int[] left, int[] right) {
        this.terms = terms;
        this.symbols = terms.symbols;
        this.budget = budget;
        matcher = new Matcher(terms, budget);
        rules = new int[symbols.count()][];
        List<IntList> lists = new ArrayList<>();
        for (int i = 0; i < rules.length; i++) {
            lists.add(new IntList(2));
        }
        for (int i = 0; i < left.length; i++) {
            int f = terms.symbol(left[i]);
            if (!isBuiltinRoot(f)) {
                lists.get(f).add(left[i]);
                lists.get(f).add(right[i]);
            }
        }
        for (int i = 0; i < rules.length; i++) {
            rules[i] = lists.get(i).toArray();
        }
    }

    private boolean isBuiltinRoot(int f) {
        return symbols.isCommutative(f) || f == symbols.exp || f == symbols.inv || f == symbols.pmult;
    }

    boolean isNormal(int t) {
        return normalise(t) == t;
    }

    int normalise(int t) {
        if (!terms.isApp(t)) {
            return t;
        }
        int known = terms.knownNormal(t);
        if (known < 0) {
            budget.spend(1);
            int n = terms.argCount(t);
            int[] a = new int[n];
            for (int i = 0; i < n; i++) {
                a[i] = normalise(terms.arg(t, i));
            }
            known = root(terms.symbol(t), a);
            terms.knownNormal(t, known);
            terms.knownNormal(known, known);
        }
        return known;
    }

    /** Normal form of the symbol applied to normal arguments. */
    private int root(int f, int[] a) {
        if (f == symbols.xor) {
            return xor(a);
        }
        if (f == symbols.mult) {
            Fraction q = new Fraction();
            for (int x : a) {
                q.add(x, false);
            }
            return q.term();
        }
        if (f == symbols.inv) {
            Fraction q = new Fraction();
            q.add(a[0], true);
            return q.term();
        }
        if (f == symbols.exp) {
            return exp(a[0], a[1]);
        }
        if (f == symbols.pmult) {
            return pmult(a[0], a[1]);
        }
        if (f == symbols.em) {
            return em(a);
        }
        int t = terms.app(f, a, 0, a.length);
        int[] rs = rules[f];
        for (int i = 0; i < rs.length; i += 2) {
            if (matcher.bindFirst(t, rs[i])) {
                int u = terms.substitute(rs[i + 1], matcher.bindings());
                matcher.release();
                return normalise(u);
            }
        }
        return t;
    }

    private int xor(int[] a) {
        IntList odd = new IntList(a.length + 4);
        IntList all = new IntList(a.length + 4);
        for (int x : a) {
            if (terms.isApp(x, symbols.xor)) {
                for (int i = 0; i < terms.argCount(x); i++) {
                    all.add(terms.arg(x, i));
                }
            } else {
                all.add(x);
            }
        }
        int zero = terms.app(symbols.zero);
        for (int i = 0; i < all.size(); i++) {
            int x = all.get(i);
            if (x == zero || odd.contains(x)) {
                continue;
            }
            int parity = 0;
            for (int j = 0; j < all.size(); j++) {
                parity ^= all.get(j) == x ? 1 : 0;
            }
            if (parity == 1) {
                odd.add(x);
            }
        }
        return odd.size() == 0 ? zero : product(symbols.xor, odd);
    }

    private int product(int f, IntList l) {
        return l.size() == 1 ? l.get(0) : terms.app(f, l.toArray(), 0, l.size());
    }

    private int exp(int b, int e) {
        int base = b;
        int exponent = e;
        if (terms.isApp(b, symbols.exp)) {
            Fraction q = new Fraction();
            q.add(terms.arg(b, 1), false);
            q.add(e, false);
            exponent = q.term();
            base = terms.arg(b, 0);
        }
        if (terms.isApp(base, symbols.neutral) || terms.isApp(exponent, symbols.one)) {
            return base;
        }
        return terms.app(symbols.exp, base, exponent);
    }

    private int pmult(int s, int p) {
        int scalar = s;
        int point = p;
        if (terms.isApp(p, symbols.pmult)) {
            Fraction q = new Fraction();
            q.add(s, false);
            q.add(terms.arg(p, 0), false);
            scalar = q.term();
            point = terms.arg(p, 1);
        }
        return terms.isApp(scalar, symbols.one) ? point : terms.app(symbols.pmult, scalar, point);
    }

    private int em(int[] a) {
        Fraction scalars = new Fraction();
        int[] points = a.clone();
        boolean any = false;
        for (int i = 0; i < 2; i++) {
            if (terms.isApp(a[i], symbols.pmult)) {
                any = true;
                scalars.add(terms.arg(a[i], 0), false);
                points[i] = terms.arg(a[i], 1);
            }
        }
        int e = terms.app(symbols.em, points, 0, 2);
        return any ? exp(e, scalars.term()) : e;
    }

    /** A product as factors over factors. */
    private final class Fraction {
        private final IntList above = new IntList(6);
        private final IntList below = new IntList(6);

        void add(int t, boolean inverse) {
            if (terms.isApp(t, symbols.mult)) {
                for (int i = 0; i < terms.argCount(t); i++) {
                    add(terms.arg(t, i), inverse);
                }
            } else if (terms.isApp(t, symbols.inv)) {
                add(terms.arg(t, 0), !inverse);
            } else if (!terms.isApp(t, symbols.one)) {
                (inverse ? below : above).add(t);
            }
        }

        int term() {
            IntList n = new IntList(above.size() + 1);
            boolean[] used = new boolean[below.size()];
            for (int i = 0; i < above.size(); i++) {
                int j = 0;
                while (j < used.length && (used[j] || below.get(j) != above.get(i))) {
                    j++;
                }
                if (j < used.length) {
                    used[j] = true;
                } else {
                    n.add(above.get(i));
                }
            }
            IntList d = new IntList(below.size());
            for (int j = 0; j < used.length; j++) {
                if (!used[j]) {
                    d.add(below.get(j));
                }
            }
            if (d.size() > 0) {
                n.add(terms.app(symbols.inv, product(symbols.mult, d)));
            }
            return n.size() == 0 ? terms.app(symbols.one) : product(symbols.mult, n);
        }
    }
}
