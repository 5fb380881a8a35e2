package org.troop.solver.reduce;

import java.util.ArrayList;
import java.util.List;
import org.troop.solver.reduce.SplitSubterm.Case;
import org.troop.solver.reduce.SplitSubterm.Kind;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.TermSet;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Simplifies the subterm store: splits negative pairs completely, positive ones into goals, detects contradictions. */
final class SimplifySubterms {
    private final Branch b;
    private final TermStore s;
    private final ConstraintSystem c;
    private final SubtermTruth truth;
    private final SplitSubterm splitter;
    private final List<Integer> emitted = new ArrayList<>();

    private SimplifySubterms(Branch b) {
        this.b = b;
        s = b.s;
        c = b.c;
        truth = new SubtermTruth(b.w);
        splitter = new SplitSubterm(b, truth);
    }

    static boolean apply(Branch b) {
        ConstraintSystem c = b.c;
        if (c.negativeSubterms.isEmpty() && c.positiveSubterms.isEmpty()) {
            c.oldNegativeSubterms = new TermSet();
            return false;
        }
        return new SimplifySubterms(b).run();
    }

    private boolean run() {
        TermSet negative = c.negativeSubterms.copy();
        TermSet positive = c.positiveSubterms.copy();
        TermSet solved = c.solvedSubterms.copy();
        boolean contradictory = c.subtermsContradictory;
        TermSet known = c.formulas.copy();
        known.addAll(c.solvedFormulas);
        for (int p : solved.sorted(s)) {
            c.positiveSubterms.remove(p);
        }
        splitNegatives();
        List<Integer> goals = splitPositives();
        propagateNegatives();
        int[] ps = c.positiveSubterms.sorted(s);
        c.subtermsContradictory |= truth.isCyclic(ps);
        int[] equalities = new NaturalConstraints(b.w, truth, ps).equalities();
        if (equalities == null) {
            c.subtermsContradictory = true;
        } else {
            for (int i = 0; i < equalities.length; i += 2) {
                emitted.add(b.formulas.eq(equalities[i], equalities[i + 1]));
            }
        }
        boolean changed = !goals.isEmpty() && replaceGoals(goals);
        for (int f : emitted) {
            changed |= !known.contains(f);
        }
        for (int f : emitted) {
            InsertFormula.insert(b, f);
        }
        return changed
                | contradictory != c.subtermsContradictory
                | !negative.sameAs(c.negativeSubterms)
                | !positive.sameAs(c.positiveSubterms)
                | !solved.sameAs(c.solvedSubterms);
    }

    private void splitNegatives() {
        List<Integer> fresh = new ArrayList<>();
        for (int p : c.negativeSubterms.sorted(s)) {
            if (!c.oldNegativeSubterms.contains(p)) {
                fresh.add(p);
            }
        }
        for (int p : fresh) {
            splitter.recursive(p); // its variables count
        }
        List<Case> cases = new ArrayList<>();
        List<Integer> empty = new ArrayList<>();
        for (int p : fresh) {
            List<Case> cs = splitter.recursive(p);
            if (cs.isEmpty()) {
                empty.add(p);
            }
            cases.addAll(cs);
        }
        List<Integer> disequalities = new ArrayList<>();
        List<Integer> clauses = new ArrayList<>();
        for (Case k : cases) {
            if (k.kind() == Kind.EQUAL) {
                disequalities.add(b.formulas.notAtom(b.formulas.eq(k.left(), k.right())));
            } else if (k.kind() == Kind.AC) {
                clauses.add(splitter.quantifiedEquation(true, k.extra(), k.left(), k.right()));
            }
        }
        for (int f : SplitSubterm.distinctSorted(s, disequalities)) {
            emitted.add(f);
        }
        for (int f : SplitSubterm.distinctSorted(s, clauses)) {
            emitted.add(f);
        }
        TermSet before = c.negativeSubterms.copy();
        for (Case k : cases) {
            if (k.kind() == Kind.NATURAL && truth.isNatural(k.left(), k.right())) {
                int next = s.app(b.w.heads.natPlus, k.left(), s.app(b.w.heads.natOne));
                c.positiveSubterms.add(s.app(Heads.SUBTERM, k.right(), next));
            }
            if (k.kind() == Kind.SUBTERM || k.kind() == Kind.NATURAL) {
                c.negativeSubterms.add(k.pair(s));
            }
            c.subtermsContradictory |= k.kind() == Kind.TRUE;
        }
        for (int p : empty) {
            c.negativeSubterms.remove(p);
        }
        c.oldNegativeSubterms = before;
    }

    /** The pairs that are goals. */
    private List<Integer> splitPositives() {
        List<Integer> goals = new ArrayList<>();
        for (int p : c.positiveSubterms.sorted(s)) {
            List<Case> cs = splitter.oneStep(s.arg(p, 0), s.arg(p, 1));
            if (cs.size() == 1 && cs.getFirst().kind() == Kind.TRUE) {
                c.positiveSubterms.remove(p);
                continue;
            }
            c.subtermsContradictory |= cs.isEmpty();
            boolean itself = cs.size() == 1
                    && cs.getFirst().kind() == Kind.SUBTERM
                    && cs.getFirst().pair(s) == p;
            if (!itself) {
                goals.add(p);
            }
            if (cs.size() == 2
                    && cs.get(0).kind() == Kind.SUBTERM
                    && cs.get(1).kind() == Kind.EQUAL
                    && c.negativeSubterms.contains(cs.get(0).pair(s))) {
                emitted.add(b.formulas.eq(cs.get(1).left(), cs.get(1).right()));
            }
        }
        return goals;
    }

    /** {@code ¬ x ⊏ a} and {@code y ⊏ a} give {@code ¬ x ⊏ y} and {@code x ≠ y}. */
    private void propagateNegatives() {
        TermSet positive = c.positiveSubterms.copy();
        positive.addAll(c.solvedSubterms);
        int[] ps = positive.sorted(s);
        for (int n : c.negativeSubterms.sorted(s)) {
            for (int p : ps) {
                if (s.arg(n, 1) == s.arg(p, 1)) {
                    int x = s.arg(n, 0);
                    int y = s.arg(p, 0);
                    c.negativeSubterms.add(s.app(Heads.SUBTERM, x, y));
                    emitted.add(b.formulas.notAtom(b.formulas.eq(x, y)));
                }
            }
        }
    }

    private boolean replaceGoals(List<Integer> pairs) {
        boolean changed = false;
        for (int i = c.goals.size() - 1; i >= 0; i--) {
            int g = c.goals.goal(i);
            if (s.head(g) == Heads.GOAL_SUBTERM
                    && !c.goals.isSolved(i)
                    && !pairs.contains(s.app(Heads.SUBTERM, s.args(g)))) {
                c.goals.removeAt(i);
                changed = true;
            }
        }
        for (int p : pairs) {
            int g = s.app(Heads.GOAL_SUBTERM, s.args(p));
            if (!c.goals.contains(g)) {
                b.addGoal(g);
                changed = true;
            }
        }
        return changed;
    }
}
