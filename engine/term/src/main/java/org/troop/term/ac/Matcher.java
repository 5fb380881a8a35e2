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
    private record Pending(int subject, int pattern, @Nullable Pending next) {}

    private final EngineTerms terms;
    private final Budget budget;

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

    /** Whether {@code pattern} matches {@code subject}; the bindings are gone afterwards. */
    boolean matches(int subject, int pattern) {
        boolean found = !enumerate(subject, pattern, () -> false);
        return found;
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

    private boolean bind(int var, int subject) {
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

    private void undo(int mark) {
        while (trailTop > mark) {
            binding[terms.varIndex(trail[--trailTop])] = -1;
        }
    }

    /** Matches the free structure; AC and C pairs are collected. On failure the caller undoes. */
    private boolean matchFree(int t, int p) {
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
    private @Nullable Pending take(int from, @Nullable Pending rest) {
        Pending list = rest;
        for (int i = collectedTop - 2; i >= from; i -= 2) {
            list = new Pending(collected[i], collected[i + 1], list);
        }
        collectedTop = from;
        return list;
    }

    private boolean solve(@Nullable Pending list, Next each) {
        if (list == null) {
            return each.run();
        }
        budget.spend(1);
        int t = list.subject;
        int p = list.pattern;
        if (terms.symbols.isAc(terms.symbol(p))) {
            return new AcMatch(t, p, () -> solve(list.next, each)).run();
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

    /**
     * One AC pair: ground arguments, then other non-variables, then variables take the subjects that are left. Non-variable arguments
     * with only one possible subject are placed first: those with a head of their own where no variable is open (taking one out of
     * the sequence moves the sequence's first argument into its place), then those that match one subject only.
     */
    private final class AcMatch {
        private final int f;
        private final Next each;
        private final int[] subject;
        private final int[] count;
        private final int distinct;
        /** Non-variable, non-ground arguments and their multiplicities. */
        private int[] complex;

        private int[] copies;
        private int[] variable;
        private int[] times;
        private boolean possible = true;

        AcMatch(int t, int p, Next each) {
            this.each = each;
            f = terms.symbol(p);
            int size = terms.argCount(t);
            subject = new int[size];
            count = new int[size];
            int d = 0;
            for (int i = 0; i < size; d++) {
                subject[d] = terms.arg(t, i);
                count[d] = terms.multiplicity(t, i);
                i += count[d];
            }
            distinct = d;
            int n = terms.argCount(p);
            if (n > size) {
                possible = false;
            }
            complex = new int[n];
            copies = new int[n];
            variable = new int[n];
            times = new int[n];
            int complexTop = 0;
            int varTop = 0;
            for (int i = 0; i < n && possible; ) {
                int a = terms.arg(p, i);
                int m = terms.multiplicity(p, i);
                if (terms.isGround(a)) {
                    possible = subtract(a, m);
                } else if (terms.isVar(a)) {
                    int bound = image(a);
                    if (bound >= 0) {
                        possible = subtractAll(bound, m);
                    } else {
                        variable[varTop] = a;
                        times[varTop++] = m;
                    }
                } else {
                    complex[complexTop] = a;
                    copies[complexTop++] = m;
                }
                i += m;
            }
            complex = Arrays.copyOf(complex, complexTop);
            variable = Arrays.copyOf(variable, varTop);
        }

        boolean run() {
            if (!possible) {
                return true;
            }
            if (complex.length == 0) {
                return placeBound();
            }
            int mark = trailTop;
            int from = collectedTop;
            int[] saved = count.clone();
            IntList rest = new IntList(complex.length);
            boolean ok = variable.length > 0 ? all(rest) : placeOwnHeads(rest);
            IntList open = new IntList(complex.length);
            for (int i = 0; ok && i < rest.size(); i++) {
                ok = placeIfOnly(rest.get(i), open);
            }
            int[] sequence = open.toArray();
            boolean goOn = !ok || solve(take(from, null), () -> placeComplex(sequence, 0));
            collectedTop = from;
            if (goOn) {
                undo(mark);
            }
            System.arraycopy(saved, 0, count, 0, count.length);
            return goOn;
        }

        private boolean all(IntList rest) {
            for (int i = 0; i < complex.length; i++) {
                rest.add(i);
            }
            return true;
        }

        /** Places the arguments whose head no other argument has; the others go to {@code rest} in their new sequence. */
        private boolean placeOwnHeads(IntList rest) {
            int n = complex.length;
            int[] sequence = new int[n];
            for (int i = 0; i < n; i++) {
                sequence[i] = i;
            }
            int first = 0;
            for (int i = 0; i < n; i++) {
                int c = sequence[i];
                if (hasOwnHead(c)) {
                    if (!place(c)) {
                        return false;
                    }
                    sequence[i] = sequence[first++];
                }
            }
            for (int i = first; i < n; i++) {
                rest.add(sequence[i]);
            }
            return true;
        }

        private boolean hasOwnHead(int c) {
            for (int i = 0; i < complex.length; i++) {
                if (i != c && terms.symbol(complex[i]) == terms.symbol(complex[c])) {
                    return false;
                }
            }
            return true;
        }

        /** Places the argument on the first subject that its free structure matches. */
        private boolean place(int c) {
            for (int k = 0; k < distinct; k++) {
                if (matchesSubject(c, k, true)) {
                    return true;
                }
            }
            return false;
        }

        /** Places the argument if one subject only is possible; adds it to {@code open} if there are several. */
        private boolean placeIfOnly(int c, IntList open) {
            int only = -1;
            for (int k = 0; k < distinct; k++) {
                if (matchesSubject(c, k, false)) {
                    if (only >= 0) {
                        open.add(c);
                        return true;
                    }
                    only = k;
                }
            }
            return only >= 0 && matchesSubject(c, only, true);
        }

        /** Whether the argument's free structure matches the subject; keeps the match or takes it back. */
        private boolean matchesSubject(int c, int k, boolean keep) {
            if (count[k] < copies[c]) {
                return false;
            }
            budget.spend(1);
            int mark = trailTop;
            int from = collectedTop;
            boolean matches = matchFree(subject[k], complex[c]);
            if (matches && keep) {
                count[k] -= copies[c];
            } else {
                collectedTop = from;
                undo(mark);
            }
            return matches;
        }

        private boolean subtract(int a, int m) {
            for (int k = 0; k < distinct; k++) {
                if (subject[k] == a) {
                    count[k] -= m;
                    return count[k] >= 0;
                }
            }
            return false;
        }

        private boolean subtractAll(int t, int m) {
            if (!terms.isApp(t, f)) {
                return subtract(t, m);
            }
            for (int i = 0; i < terms.argCount(t); i++) {
                if (!subtract(terms.arg(t, i), m)) {
                    return false;
                }
            }
            return true;
        }

        private boolean placeComplex(int[] sequence, int i) {
            if (i == sequence.length) {
                return placeBound();
            }
            int m = copies[sequence[i]];
            for (int k = 0; k < distinct; k++) {
                int mark = trailTop;
                int from = collectedTop;
                if (matchesSubject(sequence[i], k, true)) {
                    if (!solve(take(from, null), () -> placeComplex(sequence, i + 1))) {
                        return false;
                    }
                    count[k] += m;
                    undo(mark);
                }
            }
            return true;
        }

        /** Subtracts the variables that were bound meanwhile, then lets the unbound ones choose. */
        private boolean placeBound() {
            int[] saved = count.clone();
            int[] open = new int[variable.length];
            int n = 0;
            boolean ok = true;
            for (int i = 0; i < variable.length && ok; i++) {
                int bound = image(variable[i]);
                if (bound >= 0) {
                    ok = subtractAll(bound, times[i]);
                } else {
                    open[n++] = i;
                }
            }
            boolean goOn = !ok || new Choice(open, n, sum(count)).run();
            System.arraycopy(saved, 0, count, 0, count.length);
            return goOn;
        }

        private int sum(int[] c) {
            int s = 0;
            for (int x : c) {
                s += x;
            }
            return s;
        }

        /** The unbound variables take non-empty multisets of the remaining subjects. */
        private final class Choice {
            private final int total;
            private final int n;
            private final int[] var;
            private final int[] mult;
            private final int[] most;

            Choice(int[] open, int n, int total) {
                this.n = n;
                this.total = total;
                var = new int[n];
                mult = new int[n];
                most = new int[n];
                for (int i = 0; i < n; i++) {
                    var[i] = variable[open[i]];
                    mult[i] = times[open[i]];
                    most[i] = most(Tokens.sort(terms.token(var[i])));
                }
                sortByConstraint();
            }

            private int most(int sort) {
                boolean sums = sort == Tokens.MSG
                        || sort == Tokens.TOP
                        || sort == Tokens.KIND
                        || (sort == Tokens.NAT && f == terms.symbols.natPlus);
                return sums ? total : 1;
            }

            /** Stable: smaller bound first, then larger multiplicity, then naturals before fresh before public before messages. */
            private void sortByConstraint() {
                for (int i = 1; i < n; i++) {
                    for (int j = i; j > 0 && before(j, j - 1); j--) {
                        swap(var, j);
                        swap(mult, j);
                        swap(most, j);
                    }
                }
            }

            private boolean before(int i, int j) {
                if (most[i] != most[j]) {
                    return most[i] < most[j];
                }
                return mult[i] != mult[j] ? mult[i] > mult[j] : sortIndex(var[i]) > sortIndex(var[j]);
            }

            private int sortIndex(int v) {
                int sort = Tokens.sort(terms.token(v));
                return sort == Tokens.NAT ? 3 : sort == Tokens.FRESH ? 2 : sort == Tokens.PUB ? 1 : 0;
            }

            private void swap(int[] x, int j) {
                int y = x[j];
                x[j] = x[j - 1];
                x[j - 1] = y;
            }

            boolean run() {
                if (n == 0) {
                    return total != 0 || each.run();
                }
                return assign(0, total);
            }

            private boolean assign(int i, int left) {
                if (i == n - 1) {
                    return assignLast(i, left);
                }
                int least = 0;
                long greatest = 0;
                for (int j = i + 1; j < n; j++) {
                    least += mult[j];
                    greatest += (long) mult[j] * most[j];
                }
                int m = mult[i];
                for (int size = 1; size <= Math.min(most[i], left / m); size++) {
                    int remaining = left - size * m;
                    if (remaining >= least && remaining <= greatest && !choose(i, remaining, distinct - 1, size, new int[distinct])) {
                        return false;
                    }
                }
                return true;
            }

            /** Colexicographic: the last subject varies slowest. */
            private boolean choose(int i, int remaining, int k, int need, int[] taken) {
                if (k < 0) {
                    return need != 0 || take(i, remaining, taken);
                }
                int m = mult[i];
                for (int c = 0; c <= Math.min(count[k] / m, need); c++) {
                    taken[k] = c;
                    if (!choose(i, remaining, k - 1, need - c, taken)) {
                        return false;
                    }
                }
                taken[k] = 0;
                return true;
            }

            private boolean take(int i, int remaining, int[] taken) {
                budget.spend(1);
                int mark = trailTop;
                boolean goOn = true;
                if (bind(var[i], sumOf(taken))) {
                    for (int k = 0; k < distinct; k++) {
                        count[k] -= mult[i] * taken[k];
                    }
                    goOn = assign(i + 1, remaining);
                    for (int k = 0; k < distinct; k++) {
                        count[k] += mult[i] * taken[k];
                    }
                }
                if (goOn) {
                    undo(mark);
                }
                return goOn;
            }

            private boolean assignLast(int i, int left) {
                int m = mult[i];
                if (left == 0 || left / m > most[i]) {
                    return true;
                }
                int[] taken = new int[distinct];
                for (int k = 0; k < distinct; k++) {
                    if (count[k] % m != 0) {
                        return true;
                    }
                    taken[k] = count[k] / m;
                }
                int mark = trailTop;
                if (bind(var[i], sumOf(taken)) && !each.run()) {
                    return false;
                }
                undo(mark);
                return true;
            }

            private int sumOf(int[] taken) {
                int size = sum(taken);
                int[] s = new int[size];
                int top = 0;
                for (int k = 0; k < distinct; k++) {
                    for (int c = taken[k]; c > 0; c--) {
                        s[top++] = subject[k];
                    }
                }
                return size == 1 ? s[0] : terms.app(f, s, 0, size);
            }
        }
    }
}
