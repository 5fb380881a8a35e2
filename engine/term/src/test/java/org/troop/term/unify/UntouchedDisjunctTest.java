package org.troop.term.unify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

    /** The quick renumbering and unification with composition give the same disjunct, numbers included. */
    @Test
    void givesTheNumbersOfUnification() {
        long seed = Long.getLong("troop.seed", 1);
        System.out.println("untouched disjuncts: seed " + seed);
        Random random = new Random(seed);
        Heads heads = new Heads();
        int pair = heads.function(Symbol.PAIR);
        int h = heads.function(Symbol.free("h", 1));
        heads.rankHeads();
        TermStore s = new TermStore(heads);
        Unifier u = new Unifier(s, NO_AC);
        for (int round = 0; round < 20_000; round++) {
            int[] sub = randomSubstitution(s, random, pair, h);
            int start = Substs.avoid(s, Substs.domain(sub)) + random.nextInt(4);
            assertEquals(describe(s, slow(s, u, sub, start)), describe(s, UntouchedDisjunct.renumbered(s, sub, start)));
            assertArrayEquals(slow(s, u, sub, start), UntouchedDisjunct.renumbered(s, sub, start));
        }
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
