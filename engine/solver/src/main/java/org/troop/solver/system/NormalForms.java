package org.troop.solver.system;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.troop.term.Equation;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.EquationStore.NonNormal;
import org.troop.term.unify.Matcher;
import org.troop.term.unify.Substs;
import org.troop.theory.close.ClosedTheory;

/**
 * The normal-form test on terms of one store, memoised per term, and what the solver asks with it: whether a node's
 * terms are normal, and whether a disjunct of the equation store makes one of them reducible.
 */
public final class NormalForms {
    private static final byte UNKNOWN = 0;
    private static final byte NORMAL = 1;
    private static final byte REDUCIBLE = 2;

    private final ClosedTheory theory;
    private final TermStore s;
    private final Matcher matcher;
    private final boolean builtinRules;
    private final int[][] leftSides;
    private byte[] memo = new byte[1024];

    NormalForms(ClosedTheory theory, TermStore s, Matcher matcher) {
        this.theory = theory;
        this.s = s;
        this.matcher = matcher;
        builtinRules = !theory.signature().theories().isEmpty();
        leftSides = new int[s.heads.count()][];
        for (Equation e : theory.signature().equations()) {
            int l = s.fromTree(e.lhs());
            int h = s.head(l);
            int[] old = leftSides[h] == null ? Substs.EMPTY : leftSides[h];
            leftSides[h] = Arrays.copyOf(old, old.length + 1);
            leftSides[h][old.length] = l;
        }
    }

    /** Whether no equation applies anywhere in t. */
    public boolean isNormal(int t) {
        if (!s.has(t, TermStore.HAS_CANDIDATE | TermStore.HAS_AC)) {
            return true;
        }
        if (t >= memo.length) {
            memo = Arrays.copyOf(memo, Math.max(2 * memo.length, t + 1));
        }
        byte known = memo[t];
        if (known == UNKNOWN) {
            boolean normal = builtinRules ? theory.ac().isNormal(s, t) : isNormalFree(t);
            known = normal ? NORMAL : REDUCIBLE;
            memo[t] = known;
        }
        return known == NORMAL;
    }

    private boolean isNormalFree(int t) {
        int[] ls = leftSides[s.head(t)];
        if (ls != null) {
            for (int l : ls) {
                if (matcher.matches(t, l)) {
                    return false;
                }
            }
        }
        for (int i = 0, n = s.arity(t); i < n; i++) {
            if (!isNormal(s.arg(t, i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds the maximal subterms of t that are variables or headed by a symbol that is not irreducible. Shared subterms are
     * seen once between two calls of {@link TermStore#begin}.
     */
    private void candidates(int t, IntArrayList out) {
        if (!s.visit(t)) {
            return;
        }
        if (s.isVar(t)) {
            out.add(t);
        } else if (s.isApp(t)) {
            if (!s.heads.isIrreducible(s.head(t))) {
                out.add(t);
            } else {
                for (int i = 0, n = s.arity(t); i < n; i++) {
                    candidates(s.arg(t, i), out);
                }
            }
        }
    }

    /** Whether some term of some node is not in normal form. */
    public boolean hasNonNormalNode(ConstraintSystem c) {
        IntArrayList reducible = new IntArrayList();
        s.begin();
        for (int k = 0; k < c.nodeCount(); k++) {
            reducibleCandidates(c.instance(k), reducible);
        }
        for (int t : reducible) {
            if (!isNormal(t)) {
                return true;
            }
        }
        return false;
    }

    /** Descends through rules, lists, facts and irreducible symbols to the candidates that are not variables. */
    private void reducibleCandidates(int t, IntArrayList out) {
        if (!s.has(t, TermStore.HAS_CANDIDATE | TermStore.HAS_AC) || !s.visit(t)) {
            return;
        }
        int h = s.head(t);
        if (s.heads.layer(h) == Heads.Layer.FUNCTION && !s.heads.isIrreducible(h)) {
            out.add(t);
            return;
        }
        for (int i = 0, n = s.arity(t); i < n; i++) {
            reducibleCandidates(s.arg(t, i), out);
        }
    }

    /** The test of the equation store for the nodes as they are now; evaluated on demand. */
    public NonNormal nonNormal(ConstraintSystem c) {
        return new DisjunctTest(c);
    }

    /**
     * The candidate terms of the nodes under the free substitution are computed once; a disjunct is bound once for all of
     * them. It is renamed only where its range could be confused with variables of a candidate.
     */
    private final class DisjunctTest implements NonNormal {
        private final ConstraintSystem c;
        private int[] candidates = Substs.EMPTY;
        private int[] substituted = Substs.EMPTY;
        private int @Nullable [] freeOfSubstituted;
        private int maxIndex = -1;
        private int[] images = Substs.EMPTY;

        DisjunctTest(ConstraintSystem c) {
            this.c = c;
        }

        @Override
        public boolean test(int[] free, int[] fresh) {
            if (freeOfSubstituted != free) {
                substitute(free);
            }
            int[] range = Substs.range(fresh);
            if (Substs.minIndex(s, range) <= maxIndex) {
                range = Substs.shift(s, range, maxIndex + 1);
            }
            s.begin();
            for (int i = 0; i < range.length; i++) {
                s.bind(fresh[2 * i], range[i]);
            }
            int n = 0;
            for (int t : substituted) {
                int u = s.apply(t);
                if (u != t && s.has(u, TermStore.HAS_CANDIDATE | TermStore.HAS_AC)) {
                    images[n++] = u;
                }
            }
            s.end();
            for (int i = 0; i < n; i++) {
                if (!isNormal(images[i])) {
                    return true;
                }
            }
            return false;
        }

        private void substitute(int[] free) {
            if (freeOfSubstituted == null) {
                candidates = nodeCandidates(c);
            }
            freeOfSubstituted = free;
            int[] out = new int[candidates.length];
            int n = 0;
            maxIndex = -1;
            s.begin();
            for (int i = 0; i < free.length; i += 2) {
                s.bind(free[i], free[i + 1]);
            }
            for (int t : candidates) {
                int u = s.apply(t);
                if (!s.isGround(u)) {
                    out[n++] = u;
                    maxIndex = Math.max(maxIndex, s.maxIndex(u));
                }
            }
            s.end();
            substituted = Arrays.copyOf(out, n);
            images = new int[n];
        }
    }

    private int[] nodeCandidates(ConstraintSystem c) {
        IntArrayList set = new IntArrayList();
        s.begin();
        for (int k = 0; k < c.nodeCount(); k++) {
            int r = c.instance(k);
            for (int part = 0; part < 4; part++) {
                int list = s.arg(r, part);
                for (int i = 0, n = s.arity(list); i < n; i++) {
                    int f = s.arg(list, i);
                    if (part == 3) {
                        candidates(f, set);
                    } else {
                        for (int j = 0, m = s.arity(f); j < m; j++) {
                            candidates(s.arg(f, j), set);
                        }
                    }
                }
            }
        }
        return set.toIntArray();
    }
}
