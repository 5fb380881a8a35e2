package org.troop.solver.derive;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.troop.term.store.AcSolver;
import org.troop.term.store.TermStore;

/** Answers as another solver does, and counts the queries down. */
final class CountedSolver implements AcSolver {
    private final AcSolver solver;
    private final AtomicLong left;
    private final Runnable exceeded;

    /**
     * @param left how many queries may be asked, shared with others
     * @param exceeded told when one too many is asked, which is answered all the same
     */
    CountedSolver(AcSolver solver, AtomicLong left, Runnable exceeded) {
        this.solver = solver;
        this.left = left;
        this.exceeded = exceeded;
    }

    private AcSolver counted() {
        if (left.getAndDecrement() == 0) {
            exceeded.run();
        }
        return solver;
    }

    @Override
    public List<int[]> unify(TermStore s, int[] pairs) {
        return counted().unify(s, pairs);
    }

    @Override
    public List<int[]> match(TermStore s, int[] pairs) {
        return counted().match(s, pairs);
    }

    @Override
    public List<int[]> variants(TermStore s, int[] terms) {
        return counted().variants(s, terms);
    }

    @Override
    public int normalise(TermStore s, int t) {
        return counted().normalise(s, t);
    }

    @Override
    public boolean isNormal(TermStore s, int t) {
        return counted().isNormal(s, t);
    }
}
