package org.troop.solver.system;

import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
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
    private final Int2ObjectOpenHashMap<int[]> candidates = new Int2ObjectOpenHashMap<>();

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
     * The candidate terms of the nodes under the free substitution are computed once. A disjunct is renamed only where its
     * range could be confused with variables of a candidate.
     */
    private final class DisjunctTest implements NonNormal {
        private final ConstraintSystem c;
        private int[] substituted = Substs.EMPTY;
        private int @Nullable [] freeOfSubstituted;
        private int maxIndex = -1;

        DisjunctTest(ConstraintSystem c) {
            this.c = c;
        }

        @Override
        public int[] terms(int[] free, int[] variables) {
            if (freeOfSubstituted != free) {
                substitute(free);
            }
            s.begin();
            for (int v : variables) {
                s.bind(v, v);
            }
            int[] out = new int[substituted.length];
            int n = 0;
            for (int t : substituted) {
                if (s.isTouched(t)) {
                    out[n++] = t;
                }
            }
            s.end();
            return n == out.length ? out : Arrays.copyOf(out, n);
        }

        @Override
        public boolean test(int[] fresh, int[] terms) {
            int[] range = Substs.range(fresh);
            if (Substs.minIndex(s, range) <= maxIndex) {
                range = Substs.shift(s, range, maxIndex + 1);
            }
            int[] images = new int[terms.length];
            int n = 0;
            s.begin();
            for (int i = 0; i < range.length; i++) {
                s.bind(fresh[2 * i], range[i]);
            }
            for (int t : terms) {
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

        /** Ascending ids, each once, those without variables left out. */
        private void substitute(int[] free) {
            freeOfSubstituted = free;
            IntArrayList out = new IntArrayList();
            maxIndex = -1;
            s.begin();
            for (int i = 0; i < free.length; i += 2) {
                s.bind(free[i], free[i + 1]);
            }
            for (int k = 0; k < c.nodeCount(); k++) {
                for (int t : candidates(c.instance(k))) {
                    int u = s.apply(t);
                    if (!s.isGround(u)) {
                        out.add(u);
                        maxIndex = Math.max(maxIndex, s.maxIndex(u));
                    }
                }
            }
            s.end();
            int[] sorted = out.toIntArray();
            Arrays.sort(sorted);
            int n = 0;
            for (int t : sorted) {
                if (n == 0 || sorted[n - 1] != t) {
                    sorted[n++] = t;
                }
            }
            substituted = Arrays.copyOf(sorted, n);
        }
    }

    /**
     * The maximal subterms of an instance's terms that are variables or headed by a symbol that is not irreducible, without
     * terms that have no variables.
     */
    private int[] candidates(int instance) {
        int[] known = candidates.get(instance);
        if (known == null) {
            IntArrayList out = new IntArrayList();
            IntOpenHashSet seen = new IntOpenHashSet();
            for (int part = 0; part < 4; part++) {
                int list = s.arg(instance, part);
                for (int i = 0, n = s.arity(list); i < n; i++) {
                    int f = s.arg(list, i);
                    if (part == 3) {
                        candidates(f, seen, out);
                    } else {
                        for (int j = 0, m = s.arity(f); j < m; j++) {
                            candidates(s.arg(f, j), seen, out);
                        }
                    }
                }
            }
            known = out.toIntArray();
            candidates.put(instance, known);
        }
        return known;
    }

    private void candidates(int t, IntOpenHashSet seen, IntArrayList out) {
        if (s.isGround(t) || !seen.add(t)) {
            return;
        }
        if (s.isVar(t)) {
            out.add(t);
        } else if (s.isApp(t)) {
            if (!s.heads.isIrreducible(s.head(t))) {
                out.add(t);
            } else {
                for (int i = 0, n = s.arity(t); i < n; i++) {
                    candidates(s.arg(t, i), seen, out);
                }
            }
        }
    }
}
