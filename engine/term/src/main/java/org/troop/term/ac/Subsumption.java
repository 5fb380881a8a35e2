package org.troop.term.ac;

import java.util.Arrays;

/**
 * Whether terms are instances of patterns modulo AC and C, with common bindings. Only existence counts here, so the search is free
 * to do what is determined first: AC pairs with at most one unbound variable leave no choice. Most tests end before any pair is
 * looked at, because a pattern cannot be heavier than its instance or have symbols that the instance lacks.
 */
final class Subsumption {
    private static final int DETERMINED = 1;
    private static final int NESTED = 8;
    private static final int[] NO_PAIRS = {};

    private final Matcher matcher;
    private final EngineTerms terms;
    private final Budget budget;

    private int[] subject = new int[16];
    private int[] count = new int[16];
    private int distinct;

    Subsumption(EngineTerms terms, Budget budget) {
        this.terms = terms;
        this.budget = budget;
        matcher = new Matcher(terms, budget);
    }

    /**
     * Terms with what tells quickly that other terms are no instances of them.
     *
     * @param weight number of symbols
     * @param heads symbols that occur
     * @param roots a bit for each place and root that is no variable
     */
    record Tuple(int[] terms, int weight, long heads, long roots) {}

    Tuple tuple(int... ts) {
        int weight = 0;
        long heads = 0;
        long roots = 0;
        for (int i = 0; i < ts.length; i++) {
            int t = ts[i];
            weight += terms.weight(t);
            heads |= terms.heads(t);
            roots |= terms.isVar(t) ? 0 : 1L << (terms.root(t) + 11 * i & 63);
        }
        return new Tuple(ts, weight, heads, roots);
    }

    /** Whether {@code subject.terms[i] = pattern.terms[i]s} for one substitution s and all i. */
    boolean isInstance(Tuple subject, Tuple pattern) {
        if (pattern.weight > subject.weight
                || (pattern.heads & ~subject.heads) != 0
                || (pattern.roots & ~subject.roots) != 0) {
            return false;
        }
        int[] subjects = subject.terms;
        int[] patterns = pattern.terms;
        for (int i = 0; i < subjects.length; i++) {
            if (subjects[i] != patterns[i] && !terms.mayMatch(subjects[i], patterns[i])) {
                return false;
            }
        }
        boolean ok = true;
        for (int i = 0; ok && i < subjects.length; i++) {
            ok = matcher.matchFree(subjects[i], patterns[i]);
        }
        boolean found = ok && isSolvable(matcher.takeAll(0, NO_PAIRS, 0));
        matcher.drop(0);
        matcher.undo(0);
        return found;
    }

    /** Whether the AC and C pairs (subject, pattern, subject, ..) have a common solution from the present bindings. */
    private boolean isSolvable(int[] given) {
        int[] pairs = given;
        int n = pairs.length;
        for (int i = 0; i < n; i += 2) {
            if (!isPlausible(pairs[i], pairs[i + 1])) {
                return false;
            }
        }
        while (n > 0) {
            budget.spend(1);
            int best = 0;
            int least = Integer.MAX_VALUE;
            for (int i = 0; i < n && least > DETERMINED; i += 2) {
                int c = choices(pairs[i + 1]);
                if (c < least) {
                    least = c;
                    best = i;
                }
            }
            int t = pairs[best];
            int p = pairs[best + 1];
            n -= 2;
            pairs = pairs == given ? given.clone() : pairs;
            pairs[best] = pairs[n];
            pairs[best + 1] = pairs[n + 1];
            if (least > DETERMINED) {
                return branch(t, p, Arrays.copyOf(pairs, n));
            }
            if (!solveDetermined(t, p)) {
                return false;
            }
        }
        return true;
    }

    /** A necessary condition for an AC or C pair: as many arguments, and for each that is no variable one that it may match. */
    private boolean isPlausible(int t, int p) {
        int n = terms.argCount(t);
        if (terms.argCount(p) > n) {
            return false;
        }
        for (int i = 0; i < terms.argCount(p); i++) {
            int a = terms.arg(p, i);
            if (!terms.isVar(a)) {
                int k = 0;
                while (k < n && terms.arg(t, k) != a && (terms.isGround(a) || !terms.mayMatch(terms.arg(t, k), a))) {
                    k++;
                }
                if (k == n) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A measure of how many ways there are to match the pattern; at most {@link #DETERMINED} for one way or none. */
    private int choices(int p) {
        if (!terms.symbols.isAc(terms.symbol(p))) {
            return 2;
        }
        int c = 0;
        for (int i = 0; i < terms.argCount(p); i++) {
            int a = terms.arg(p, i);
            if (i > 0 && a == terms.arg(p, i - 1) || terms.isGround(a)) {
                continue;
            }
            c += !terms.isVar(a) ? NESTED : matcher.image(a) < 0 ? 1 : 0;
        }
        return c;
    }

    private boolean branch(int t, int p, int[] rest) {
        if (terms.symbols.isAc(terms.symbol(p))) {
            return !new AcMatch(matcher, t, p, () -> !isSolvable(rest)).run();
        }
        int from = matcher.collected();
        int mark = matcher.mark();
        for (int k = 0; k < 2; k++) {
            if (matcher.matchFree(terms.arg(t, k), terms.arg(p, 0))
                    && matcher.matchFree(terms.arg(t, 1 - k), terms.arg(p, 1))
                    && isSolvable(matcher.takeAll(from, rest, rest.length))) {
                return true;
            }
            matcher.drop(from);
            matcher.undo(mark);
        }
        return false;
    }

    /** Matches an AC pattern of ground terms, bound variables and at most one unbound variable. */
    private boolean solveDetermined(int t, int p) {
        int f = terms.symbol(p);
        load(t);
        int open = -1;
        int times = 0;
        for (int i = 0; i < terms.argCount(p); i++) {
            int a = terms.arg(p, i);
            int image = terms.isVar(a) ? matcher.image(a) : a;
            if (image < 0) {
                open = a;
                times++;
            } else if (!subtractAll(f, image)) {
                return false;
            }
        }
        int left = 0;
        for (int k = 0; k < distinct; k++) {
            if (times == 0 ? count[k] != 0 : count[k] % times != 0) {
                return false;
            }
            left += count[k];
        }
        if (open < 0) {
            return true;
        }
        return left > 0 && matcher.bind(open, remaining(f, left / times, times));
    }

    private void load(int t) {
        int n = terms.argCount(t);
        if (n > subject.length) {
            subject = new int[2 * n];
            count = new int[2 * n];
        }
        distinct = 0;
        for (int i = 0; i < n; distinct++) {
            subject[distinct] = terms.arg(t, i);
            count[distinct] = terms.multiplicity(t, i);
            i += count[distinct];
        }
    }

    private int remaining(int f, int size, int times) {
        int[] rest = new int[size];
        int top = 0;
        for (int k = 0; k < distinct; k++) {
            for (int c = count[k] / times; c > 0; c--) {
                rest[top++] = subject[k];
            }
        }
        return size == 1 ? rest[0] : terms.app(f, rest, 0, size);
    }

    private boolean subtractAll(int f, int t) {
        if (!terms.isApp(t, f)) {
            return subtract(t);
        }
        for (int i = 0; i < terms.argCount(t); i++) {
            if (!subtract(terms.arg(t, i))) {
                return false;
            }
        }
        return true;
    }

    private boolean subtract(int a) {
        for (int k = 0; k < distinct; k++) {
            if (subject[k] == a) {
                return --count[k] >= 0;
            }
        }
        return false;
    }
}
