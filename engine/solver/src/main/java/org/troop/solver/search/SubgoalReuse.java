package org.troop.solver.search;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.ClosedSubtrees.Closed;
import org.troop.solver.search.ClosedSubtrees.Position;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.SystemCodec;
import org.troop.term.store.TermStore;
import org.troop.theory.syntax.Ranking;

/**
 * What the search of one lemma asks and tells {@link ClosedSubtrees}. Equal codes are equal systems with the numbers of their variables
 * and goals: a subtree is taken as it is, so it is printed as a search would print it. A renaming, even one that keeps the
 * order, would have to be undone in each step of the subtree, and is not tried.
 */
final class SubgoalReuse {
    /** Smaller subtrees cost less than to look them up. */
    static final int LEAST_NODES = 4;

    private final ClosedSubtrees known;
    private final boolean checks;
    private final Position[] positions;

    private SubgoalReuse(ClosedSubtrees known, LemmaContext context, boolean checks) {
        this.known = known;
        this.checks = checks;
        List<Ranking> h = context.heuristic();
        positions = new Position[h.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = new Position(context.usesRawSources(), context.prefersInduction(), h, i);
        }
    }

    /** Null where a script has a say, which may answer as it likes. */
    static @Nullable SubgoalReuse of(@Nullable ClosedSubtrees known, LemmaContext context, boolean checks) {
        return known == null || context.heuristic().stream().anyMatch(r -> r instanceof Ranking.Oracle)
                ? null
                : new SubgoalReuse(known, context, checks);
    }

    /**
     * A closed subtree of the system. It may be deeper than the round's limit: a later round would close it, too, and as it has no
     * trace, what a round finds elsewhere is the same.
     */
    @Nullable
    Closed find(Expander expander, ConstraintSystem c, int depth) {
        long f = fingerprint(expander.workspace().s, c);
        if (!known.mayKnow(f)) {
            return null;
        }
        return known.find(f, position(depth), SystemCodec.encode(expander.workspace(), c));
    }

    /** A subtree that was found takes the place of the node. */
    void use(Closed found, SearchNode n, Expander expander, ConstraintSystem c, int depth) {
        if (checks) {
            requireSame(expander, c, depth, found.tree());
        }
        known.used(found);
        n.reuse(found.tree());
    }

    void enter(Expander expander, ConstraintSystem c, int depth, SearchNode tree, int nodes) {
        int[] code = SystemCodec.encode(expander.workspace(), c);
        known.enter(fingerprint(expander.workspace().s, c), new Closed(position(depth), code, tree, nodes));
    }

    private Position position(int depth) {
        return positions[depth % positions.length];
    }

    /** Some microseconds; equal for equal systems, in every workspace. */
    private static long fingerprint(TermStore s, ConstraintSystem c) {
        long h = c.nodeCount();
        for (int i = 0; i < c.nodeCount(); i++) {
            h = mix(h, s.head(c.instance(i)));
        }
        h = mix(h, c.edges.size());
        int goals = 0; // in whatever order
        for (int i = 0; i < c.goals.size(); i++) {
            goals += (31 * c.goals.number(i) + c.goals.flags(i)) * 31 + s.head(c.goals.goal(i));
        }
        h = mix(mix(h, c.goals.size()), goals);
        h = mix(h, c.nextGoal);
        h = mix(h, c.formulas.size());
        h = mix(h, c.solvedFormulas.size());
        h = mix(h, c.lemmas.size());
        h = mix(h, c.equations.nextSplit());
        return mix(h, c.last == 0 ? 0 : 1);
    }

    private static long mix(long h, int n) {
        long x = (h ^ n) * 0x9E3779B97F4A7C15L;
        return x ^ x >>> 29;
    }

    /** Searches again what is known. */
    private static void requireSame(Expander expander, ConstraintSystem c, int depth, SearchNode tree) {
        Expansion x = expander.expand(c, depth);
        SearchNode again = new SearchNode();
        again.expand(x.step(), x.cases());
        if (!Arrays.equals(written(again), written(tree))) {
            throw new IllegalStateException("the cache of closed subgoals has another proof, at depth " + depth + ": "
                    + tree.method() + " instead of " + again.method());
        }
        for (int i = 0; i < tree.caseCount(); i++) {
            NamedSystem k = x.cases().get(i);
            requireSame(expander, k.system(), depth + 1, tree.subproof(i));
        }
    }

    private static byte[] written(SearchNode n) {
        FragmentWriter w = new FragmentWriter();
        w.node(n);
        return w.bytes();
    }
}
