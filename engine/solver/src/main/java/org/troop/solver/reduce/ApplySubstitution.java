package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.troop.solver.reduce.Branch.Splitting;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.GoalMap;
import org.troop.solver.system.Renaming;
import org.troop.solver.system.TermSet;
import org.troop.solver.system.Workspace;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Applies the free substitution of the equation store to the system and merges the nodes that become equal. */
public final class ApplySubstitution {
    private ApplySubstitution() {}

    public static boolean apply(Branch b) {
        ConstraintSystem c = b.c;
        TermStore s = b.s;
        if (c.equations.free().length == 0) {
            return false;
        }
        mergeNodeIds(b);
        c.equations.bindFree(s);
        int n = c.nodeCount();
        int[] ids = new int[n];
        int[] labels = new int[n];
        for (int k = 0; k < n; k++) {
            ids[k] = c.node(k);
            labels[k] = s.apply(c.instance(k));
        }
        c.setNodes(ids, labels);
        c.edges.substitute(s);
        c.less.substitute(s);
        if (c.last != 0) {
            c.last = s.apply(c.last);
        }
        for (TermSet set : new TermSet[] {
            c.negativeSubterms, c.positiveSubterms, c.solvedSubterms, c.formulas, c.solvedFormulas, c.lemmas
        }) {
            set.substitute(s);
        }
        substituteGoals(b);
        s.end();
        return false;
    }

    /** Repeats until no two node ids are equal: maps ids, keeps the first label, equates the others with it. */
    private static void mergeNodeIds(Branch b) {
        ConstraintSystem c = b.c;
        TermStore s = b.s;
        while (true) {
            c.equations.bindFree(s);
            int n = c.nodeCount();
            int[] ids = new int[n];
            int[] labels = new int[n];
            for (int k = 0; k < n; k++) {
                ids[k] = s.apply(c.node(k));
                labels[k] = c.instance(k);
            }
            s.end();
            Renaming.sortNodes(s, ids, labels);
            if (!group(b, ids, labels)) {
                return;
            }
        }
    }

    /** Makes the sorted nodes the system's, equating the labels of equal ids; tells whether there were any. */
    static boolean group(Branch b, int[] ids, int[] labels) {
        IntArrayList equal = new IntArrayList();
        int n = 0;
        for (int k = 0; k < ids.length; k++) {
            if (n > 0 && ids[n - 1] == ids[k]) {
                equal.add(labels[n - 1]);
                equal.add(labels[k]);
            } else {
                ids[n] = ids[k];
                labels[n++] = labels[k];
            }
        }
        if (n < ids.length) {
            ids = java.util.Arrays.copyOf(ids, n);
            labels = java.util.Arrays.copyOf(labels, n);
        }
        b.c.setNodes(ids, labels);
        if (equal.isEmpty()) {
            return false;
        }
        b.solveInstances(Splitting.LATER, equal);
        return true;
    }

    /**
     * Knowledge goals of message variables, products and unions that change are added anew (at the unsubstituted node);
     * the others are renamed and merged. The substitution is bound in the store.
     */
    private static void substituteGoals(Branch b) {
        ConstraintSystem c = b.c;
        TermStore s = b.s;
        Workspace w = b.w;
        GoalMap old = c.goals;
        boolean same = true;
        for (int i = 0; same && i < old.size(); i++) {
            same = s.apply(old.goal(i)) == old.goal(i);
        }
        if (same) {
            return;
        }
        old.sort(s);
        c.goals = new GoalMap();
        for (int i = 0; i < old.size(); i++) {
            int g = old.goal(i);
            if (s.head(g) == Heads.GOAL_ACTION && w.isFact(s.arg(g, 1), w.special.ku())) {
                int m = s.arg(s.arg(g, 1), 0);
                int h = s.head(m);
                if (w.isMessageVariable(m) || (h != 0 && (h == w.heads.mult || h == w.heads.union))) {
                    int m2 = s.apply(m);
                    if (m2 != m) {
                        AddAction.add(b, s.arg(g, 0), w.fact(w.special.ku(), m2), old.annotations(i));
                        continue;
                    }
                }
            }
            c.goals.put(s.apply(g), old.number(i), old.flags(i));
        }
    }
}
