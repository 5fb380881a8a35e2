package org.troop.term.unify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.store.AcSolver;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

class UntouchedDisjunctTest {
    private static final AcSolver NO_AC = new AcSolver() {
        @Override
        public List<int[]> unify(TermStore s, int[] pairs) {
            throw new AssertionError();
        }

        @Override
        public List<int[]> match(TermStore s, int[] pairs) {
            throw new AssertionError();
        }

        @Override
        public List<int[]> variants(TermStore s, int[] terms) {
            throw new AssertionError();
        }

        @Override
        public int normalise(TermStore s, int t) {
            return t;
        }

        @Override
        public boolean isNormal(TermStore s, int t) {
            return true;
        }
    };

    private final long seed = Long.getLong("troop.seed", 1);
    private final Random random = new Random(seed);
    private final Heads heads = new Heads();
    private final int pair = heads.function(Symbol.PAIR);
    private final int h = heads.function(Symbol.free("h", 1));
    private TermStore s;
    private Unifier u;

    @BeforeEach
    void makeStore() {
        System.out.println("untouched disjuncts: seed " + seed);
        heads.rankHeads();
        s = new TermStore(heads);
        u = new Unifier(s, NO_AC);
    }

    /** The quick renumbering and unification with composition give the same disjunct, numbers included. */
    @Test
    void givesTheNumbersOfUnification() {
        for (int round = 0; round < 20_000; round++) {
            int[] sub = randomSubstitution(s, random, pair, h);
            int start = Substs.avoid(s, Substs.domain(sub)) + random.nextInt(4);
            assertEquals(describe(s, slow(s, u, sub, start)), describe(s, UntouchedDisjunct.renumbered(s, sub, start)));
            assertArrayEquals(slow(s, u, sub, start), UntouchedDisjunct.renumbered(s, sub, start));
        }
    }

    /** Renumberings that were put off and are done together give what they give one after the other. */
    @Test
    void doesSeveralStepsAtOnce() {
        for (int round = 0; round < 20_000; round++) {
            int[] sub = randomSubstitution(s, random, pair, h);
            int[] starts = random.ints(1 + random.nextInt(4), 0, 60).toArray();
            int[] expected = sub;
            for (int start : starts) {
                expected = slow(s, u, expected, Math.max(start, Substs.avoid(s, Substs.domain(sub))));
            }
            assertEquals(describe(s, expected), describe(s, UntouchedDisjunct.renumbered(s, sub, starts)));
        }
    }

    /** A disjunction that puts off has the members, in their order, of one that is renumbered at each step. */
    @Test
    void putsOffWithoutTrace() {
        int smaller = 0;
        for (int round = 0; round < 5_000; round++) {
            int[][] members = new int[1 + random.nextInt(4)][];
            Arrays.setAll(members, i -> randomSubstitution(s, random, pair, h));
            Disjunction late = new Disjunction(0, Substs.set(s, members));
            int[][] expected = late.substs();
            for (int start : random.ints(1 + random.nextInt(4), 0, 60).toArray()) {
                int[][] next = new int[expected.length][];
                for (int i = 0; i < next.length; i++) {
                    int own = Substs.avoid(s, Substs.domain(expected[i]));
                    next[i] = slow(s, u, expected[i], Math.max(start, own));
                }
                expected = Substs.set(s, next);
                late = late.renumbered(s, start);
                assertEquals(expected.length, late.size());
            }
            smaller += expected.length < members.length ? 1 : 0;
            assertArrayEquals(expected, late.substs());
        }
        assertTrue(smaller > 0, "no members became equal");
    }

    private static int[] slow(TermStore s, Unifier u, int[] sub, int start) {
        int[] dom = Substs.domain(sub);
        int[] pairs = Substs.zip(dom, Substs.shift(s, Substs.range(sub), start));
        List<int[]> out = new ArrayList<>();
        u.unifyFresh(pairs, new IntOpenHashSet(dom), out);
        return out.getFirst();
    }

    private static String describe(TermStore s, int[] sub) {
        StringBuilder sb = new StringBuilder();
        for (int t : sub) {
            sb.append(s.toTree(t)).append(' ');
        }
        return sb.toString();
    }

    private static int[] randomSubstitution(TermStore s, Random random, int pair, int h) {
        int n = 1 + random.nextInt(4);
        int[] sub = new int[2 * n];
        for (int i = 0; i < n; i++) {
            boolean fresh = random.nextInt(3) == 0;
            sub[2 * i] =
                    s.var(s.heads.string("abcd".substring(i, i + 1)), fresh ? Sort.FRESH : Sort.MSG, random.nextInt(9));
            sub[2 * i + 1] = fresh ? variable(s, random, Sort.FRESH) : term(s, random, 2, pair, h);
        }
        return Substs.sort(s, sub);
    }

    private static int term(TermStore s, Random random, int depth, int pair, int h) {
        return switch (depth == 0 ? random.nextInt(3) : random.nextInt(5)) {
            case 0 -> variable(s, random, Sort.FRESH);
            case 1 -> variable(s, random, Sort.MSG);
            case 2 -> s.name(Sort.PUB, s.heads.string("a"));
            case 3 -> s.app(h, term(s, random, depth - 1, pair, h));
            default -> s.app(pair, term(s, random, depth - 1, pair, h), term(s, random, depth - 1, pair, h));
        };
    }

    private static int variable(TermStore s, Random random, Sort sort) {
        return s.var(s.heads.string("x"), sort, 20 + random.nextInt(5));
    }
}
