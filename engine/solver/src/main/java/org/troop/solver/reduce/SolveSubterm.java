package org.troop.solver.reduce;

import java.util.List;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Solves a subterm goal by one step of splitting its big side. */
final class SolveSubterm {
    private SolveSubterm() {}

    /** @return the case name */
    static String solve(Branch b, int goal) {
        TermStore s = b.s;
        int x = s.arg(goal, 0);
        int t = s.arg(goal, 1);
        int pair = s.app(Heads.SUBTERM, x, t);
        b.c.positiveSubterms.remove(pair);
        b.c.solvedSubterms.add(pair);
        SplitSubterm splitter = new SplitSubterm(b, new SubtermTruth(b.w));
        List<SplitSubterm.Case> cases = splitter.oneStep(x, t);
        int k = b.chooser.choose(cases.size());
        SplitSubterm.Case c = cases.get(k);
        switch (c.kind()) {
            case TRUE -> {}
            case SUBTERM -> addPositive(b, c.pair(s));
            case NATURAL -> {
                if (cases.size() == 1) {
                    InsertFormula.insert(b, splitter.naturalDifference(c.left(), c.right()));
                } else {
                    addPositive(b, c.pair(s));
                }
            }
            case EQUAL -> InsertFormula.insert(b, b.formulas.eq(c.left(), c.right()));
            case AC -> InsertFormula.insert(b, splitter.quantifiedEquation(false, c.extra(), c.left(), c.right()));
        }
        return "SubtermSplit" + (k + 1);
    }

    private static void addPositive(Branch b, int pair) {
        if (!b.c.solvedSubterms.contains(pair)) {
            b.c.positiveSubterms.add(pair);
        }
    }
}
