package org.troop.solver.reduce;

import java.util.ArrayList;
import java.util.List;
import org.troop.solver.reduce.Branch.Splitting;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Renaming;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Disjunction;

/** Conjunction with another system, as when a case of a precomputed source is applied. */
public final class ConjoinSystem {
    private ConjoinSystem() {}

    public static void conjoin(Branch b, ConstraintSystem t) {
        ConstraintSystem c = b.c;
        TermStore s = b.s;
        c.normal = false;
        c.solvedFormulas.addAll(t.solvedFormulas);
        c.lemmas.addAll(t.lemmas);
        c.edges.addAll(t.edges);
        if (t.last != 0) {
            InsertFormula.insertLast(b, t.last);
        }
        c.less.addAll(t.less);
        t.goals.sort(s);
        for (int i = 0; i < t.goals.size(); i++) {
            int g = t.goals.goal(i);
            if (s.head(g) != Heads.GOAL_SPLIT) {
                c.addGoal(g, t.goals.flags(i));
            }
        }
        for (int f : t.formulas.sorted(s)) {
            InsertFormula.insert(b, f);
        }
        mergeNodes(b, t);
        List<Integer> splits = new ArrayList<>();
        for (Disjunction d : t.equations.disjunctions()) {
            splits.add(c.equations.addDisjunction(d));
        }
        c.negativeSubterms.addAll(t.negativeSubterms);
        c.positiveSubterms.addAll(t.positiveSubterms);
        c.solvedSubterms.addAll(t.solvedSubterms);
        c.oldNegativeSubterms.addAll(t.oldNegativeSubterms);
        c.subtermsContradictory |= t.subtermsContradictory;
        for (int id : splits) {
            b.addSplitGoal(id);
        }
        b.solve(Splitting.NOW, t.equations.free());
        ApplySubstitution.apply(b);
    }

    /** Labels of the other system are kept, own labels of the same nodes are equated to them. */
    private static void mergeNodes(Branch b, ConstraintSystem t) {
        ConstraintSystem c = b.c;
        int m = t.nodeCount();
        int n = c.nodeCount();
        int[] ids = new int[m + n];
        int[] labels = new int[m + n];
        for (int k = 0; k < m; k++) {
            ids[k] = t.node(k);
            labels[k] = t.instance(k);
        }
        for (int k = 0; k < n; k++) {
            ids[m + k] = c.node(k);
            labels[m + k] = c.instance(k);
        }
        Renaming.sortNodes(b.s, ids, labels);
        ApplySubstitution.group(b, ids, labels);
    }
}
