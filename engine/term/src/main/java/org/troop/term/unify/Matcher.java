package org.troop.term.unify;

import java.util.List;
import org.troop.term.store.AcSolver;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/**
 * Order-sorted matching: variables of the pattern are bound, those of the subject are constants even when the two
 * overlap. Problems with AC or C terms are passed as a whole to the AC solver. One instance belongs to one store.
 */
public final class Matcher {
    private enum Outcome {
        MATCH,
        NO_MATCH,
        DELAYED
    }

    private final TermStore s;
    private final AcSolver ac;

    public Matcher(TermStore s, AcSolver ac) {
        this.s = s;
        this.ac = ac;
    }

    /** All matchers of subject/pattern pairs {@code pairs[0]/pairs[1], ...}, in engine order; domain: pattern variables. */
    public List<int[]> all(int[] pairs) {
        s.begin();
        Outcome o = run(pairs);
        if (o == Outcome.MATCH) {
            int[] m = new int[2 * s.mark()];
            for (int i = 0; i < m.length; i += 2) {
                m[i] = s.boundVar(i / 2);
                m[i + 1] = s.binding(m[i]);
            }
            s.end();
            return List.of(Substs.sort(s, m));
        }
        s.end();
        return o == Outcome.NO_MATCH ? List.of() : ac.match(s, pairs);
    }

    /** Whether the subject is an instance of the pattern. */
    public boolean matches(int subject, int pattern) {
        s.begin();
        Outcome o = match(subject, pattern);
        s.end();
        return o == Outcome.MATCH
                || (o == Outcome.DELAYED
                        && !ac.match(s, new int[] {subject, pattern}).isEmpty());
    }

    private Outcome run(int[] pairs) {
        Outcome all = Outcome.MATCH;
        for (int i = 0; i < pairs.length; i += 2) {
            Outcome o = match(pairs[i], pairs[i + 1]);
            if (o == Outcome.NO_MATCH) {
                return o;
            }
            if (o == Outcome.DELAYED) {
                all = o;
            }
        }
        return all;
    }

    private Outcome match(int t, int p) {
        if (s.isVar(p)) {
            int b = s.binding(p);
            if (b != 0) {
                return b == t ? Outcome.MATCH : Outcome.NO_MATCH;
            }
            if (!s.admits(p, t)) {
                return Outcome.NO_MATCH;
            }
            s.bind(p, t);
            return Outcome.MATCH;
        }
        if (s.isGround(p)) {
            return t == p ? Outcome.MATCH : Outcome.NO_MATCH;
        }
        if (!s.isApp(t) || s.head(t) != s.head(p)) {
            return Outcome.NO_MATCH;
        }
        Heads h = s.heads;
        if (h.isCommutative(s.head(p))) {
            return Outcome.DELAYED;
        }
        int n = s.arity(p);
        if (n != s.arity(t)) {
            return Outcome.NO_MATCH;
        }
        Outcome all = Outcome.MATCH;
        for (int i = 0; i < n; i++) {
            Outcome o = match(s.arg(t, i), s.arg(p, i));
            if (o == Outcome.NO_MATCH) {
                return o;
            }
            if (o == Outcome.DELAYED) {
                all = o;
            }
        }
        return all;
    }
}
