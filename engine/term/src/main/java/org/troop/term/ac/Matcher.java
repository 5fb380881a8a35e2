package org.troop.term.ac;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Matching modulo AC and C with sorts: the variables of the subject are constants. Free structure first, left to right; then the
 * collected AC and C pairs in the order found, the first one outermost in the backtracking (Eker: Associative-commutative
 * matching via bipartite graph matching, Comput. J. 38, 1995, for the problem; the enumeration here is plain backtracking whose
 * order is part of the contract).
 */
final class Matcher {
    /** Continuation of a partial match; returns false to stop the enumeration. */
    interface Next {
        boolean run();
    }

    /** AC and C pairs still to be solved, in order. */
    record Pending(int subject, int pattern, @Nullable Pending next) {}

    final EngineTerms terms;
    final Budget budget;

    /** Subject term by variable index of the pattern variable, or -1. */
    private int[] binding = new int[16];
    /** Bound pattern variables, oldest first. */
    private int[] trail = new int[16];

    private int trailTop;

    private int[] collected = new int[16];
    private int collectedTop;

    Matcher(EngineTerms terms, Budget budget) {
        this.terms = terms;
        this.budget = budget;
        Arrays.fill(binding, -1);
    }

    /** The variable's image in the present match, or -1. */
    int image(int var) {
        int i = terms.varIndex(var);
        return i < binding.length ? binding[i] : -1;
    }

    /** Substitution array of the present match for {@link EngineTerms#substitute}; valid until the match is undone. */
    int[] bindings() {
        return binding;
    }

    /** Bound pattern variables of the present match, in the order they were bound. */
    int[] boundVariables() {
        return Arrays.copyOf(trail, trailTop);
    }

    /** Enumerates matchers of one pair; false when {@code each} stopped it. */
    boolean enumerate(int subject, int pattern, Next each) {
        trailTop = 0;
        collectedTop = 0;
        boolean goOn = !matchFree(subject, pattern) || solve(take(0, null), each);
        undo(0);
        return goOn;
    }

    /** Enumerates matchers of several pairs, common bindings; false when {@code each} stopped it. */
    boolean enumerate(int[] subjects, int[] patterns, Next each) {
        trailTop = 0;
        collectedTop = 0;
        boolean ok = true;
        for (int i = 0; ok && i < subjects.length; i++) {
            ok = matchFree(subjects[i], patterns[i]);
        }
        boolean goOn = !ok || solve(take(0, null), each);
        undo(0);
        return goOn;
    }

    /** The first match stays bound until {@link #release}. */
    boolean bindFirst(int subject, int pattern) {
        trailTop = 0;
        collectedTop = 0;
        if (!matchFree(subject, pattern)) {
            undo(0);
            return false;
        }
        if (collectedTop == 0) {
            return true;
        }
        if (solve(take(0, null), () -> false)) {
            undo(0);
            return false;
        }
        return true;
    }

    void release() {
        undo(0);
    }

    boolean bind(int var, int subject) {
        int sort = Tokens.sort(terms.token(var));
        int i = terms.varIndex(var);
        if (i >= binding.length) {
            int n = binding.length;
            binding = Arrays.copyOf(binding, Math.max(i + 1, 2 * n));
            Arrays.fill(binding, n, binding.length, -1);
        }
        if (binding[i] >= 0) {
            return binding[i] == subject;
        }
        if (!Tokens.contains(sort, terms.sortOf(subject))) {
            return false;
        }
        binding[i] = subject;
        if (trailTop == trail.length) {
            trail = Arrays.copyOf(trail, 2 * trailTop);
        }
        trail[trailTop++] = var;
        return true;
    }

    /** The state of the bindings, for {@link #undo}. */
    int mark() {
        return trailTop;
    }

    /** The state of the collected pairs, for {@link #take} and {@link #drop}. */
    int collected() {
        return collectedTop;
    }

    void drop(int from) {
        collectedTop = from;
    }

    void undo(int mark) {
        while (trailTop > mark) {
            binding[terms.varIndex(trail[--trailTop])] = -1;
        }
    }

    /** Matches the free structure; AC and C pairs are collected. On failure the caller undoes. */
    boolean matchFree(int t, int p) {
        if (terms.isVar(p)) {
            return bind(p, t);
        }
        if (!terms.isApp(p)) {
            return t == p;
        }
        if (terms.isGround(p)) {
            return t == p;
        }
        int f = terms.symbol(p);
        if (!terms.isApp(t, f)) {
            return false;
        }
        if (terms.symbols.isCommutative(f)) {
            if (collectedTop + 2 > collected.length) {
                collected = Arrays.copyOf(collected, 2 * collected.length);
            }
            collected[collectedTop++] = t;
            collected[collectedTop++] = p;
            return true;
        }
        for (int i = 0; i < terms.argCount(p); i++) {
            if (!matchFree(terms.arg(t, i), terms.arg(p, i))) {
                return false;
            }
        }
        return true;
    }

    /** Turns the pairs collected since {@code from} into a list in front of {@code rest}. */
    @Nullable
    Pending take(int from, @Nullable Pending rest) {
        Pending list = rest;
        for (int i = collectedTop - 2; i >= from; i -= 2) {
            list = new Pending(collected[i], collected[i + 1], list);
        }
        collectedTop = from;
        return list;
    }

    /** The pairs collected since {@code from} behind the first {@code n} ints of {@code others}. */
    int[] takeAll(int from, int[] others, int n) {
        int size = collectedTop - from;
        int[] out = Arrays.copyOf(others, n + size);
        System.arraycopy(collected, from, out, n, size);
        collectedTop = from;
        return out;
    }

    boolean solve(@Nullable Pending list, Next each) {
        if (list == null) {
            return each.run();
        }
        budget.spend(1);
        int t = list.subject;
        int p = list.pattern;
        if (terms.symbols.isAc(terms.symbol(p))) {
            return new AcMatch(this, t, p, () -> solve(list.next, each)).run();
        }
        boolean symmetric = terms.arg(t, 0) == terms.arg(t, 1) || terms.arg(p, 0) == terms.arg(p, 1);
        // The first non-variable argument of the pattern, if any, meets the subject's first argument first.
        int straight = terms.isVar(terms.arg(p, 0)) && !terms.isVar(terms.arg(p, 1)) ? 1 : 0;
        for (int i = 0; i < (symmetric ? 1 : 2); i++) {
            int k = i ^ straight;
            int mark = trailTop;
            int from = collectedTop;
            if (matchFree(terms.arg(t, k), terms.arg(p, 0)) && matchFree(terms.arg(t, 1 - k), terms.arg(p, 1))) {
                if (!solve(take(from, list.next), each)) {
                    return false;
                }
            }
            collectedTop = from;
            undo(mark);
        }
        return true;
    }
}
