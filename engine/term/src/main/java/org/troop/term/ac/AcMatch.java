package org.troop.term.ac;

import java.util.Arrays;

/**
 * One AC pair: ground arguments, then other non-variables, then variables take the subjects that are left. Non-variable arguments
 * with only one possible subject are placed first: those with a head of their own where no variable is open (taking one out of
 * the sequence moves the sequence's first argument into its place), then those that match one subject only.
 */
final class AcMatch {
    private final Matcher matcher;
    private final EngineTerms terms;
    private final Budget budget;
    private final int f;
    private final Matcher.Next each;
    private final int[] subject;
    private final int[] count;
    private final int distinct;
    /** Non-variable, non-ground arguments and their multiplicities. */
    private int[] complex;

    private int[] copies;
    private int[] variable;
    private int[] times;
    private boolean possible = true;

    AcMatch(Matcher matcher, int t, int p, Matcher.Next each) {
        this.matcher = matcher;
        terms = matcher.terms;
        budget = matcher.budget;
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
                int bound = matcher.image(a);
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
        int mark = matcher.mark();
        int from = matcher.collected();
        int[] saved = count.clone();
        IntList rest = new IntList(complex.length);
        boolean ok = variable.length > 0 ? all(rest) : placeOwnHeads(rest);
        IntList open = new IntList(complex.length);
        for (int i = 0; ok && i < rest.size(); i++) {
            ok = placeIfOnly(rest.get(i), open);
        }
        int[] sequence = open.toArray();
        boolean goOn = !ok || matcher.solve(matcher.take(from, null), () -> placeComplex(sequence, 0));
        matcher.drop(from);
        if (goOn) {
            matcher.undo(mark);
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
        int mark = matcher.mark();
        int from = matcher.collected();
        boolean matches = matcher.matchFree(subject[k], complex[c]);
        if (matches && keep) {
            count[k] -= copies[c];
        } else {
            matcher.drop(from);
            matcher.undo(mark);
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
            int mark = matcher.mark();
            int from = matcher.collected();
            if (matchesSubject(sequence[i], k, true)) {
                if (!matcher.solve(matcher.take(from, null), () -> placeComplex(sequence, i + 1))) {
                    return false;
                }
                count[k] += m;
                matcher.undo(mark);
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
            int bound = matcher.image(variable[i]);
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
                if (remaining >= least
                        && remaining <= greatest
                        && !choose(i, remaining, distinct - 1, size, new int[distinct])) {
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
            int mark = matcher.mark();
            boolean goOn = true;
            if (matcher.bind(var[i], sumOf(taken))) {
                for (int k = 0; k < distinct; k++) {
                    count[k] -= mult[i] * taken[k];
                }
                goOn = assign(i + 1, remaining);
                for (int k = 0; k < distinct; k++) {
                    count[k] += mult[i] * taken[k];
                }
            }
            if (goOn) {
                matcher.undo(mark);
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
            int mark = matcher.mark();
            if (matcher.bind(var[i], sumOf(taken)) && !each.run()) {
                return false;
            }
            matcher.undo(mark);
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
