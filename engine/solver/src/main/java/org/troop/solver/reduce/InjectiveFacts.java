package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OrderingReason;
import org.troop.solver.system.TemporalOrder;
import org.troop.solver.system.TermSet;
import org.troop.solver.system.Workspace;
import org.troop.term.store.TermStore;
import org.troop.theory.close.ClosedTheory.Behaviour;
import org.troop.theory.close.ClosedTheory.InjectiveFact;

/**
 * Facts with injective instances: equations and orderings from how their arguments change, and orderings of nodes that
 * would copy an instance (Cremers, Jacomme, Lukert, CSF 2023, "fact injectivity").
 */
final class InjectiveFacts {
    private record Use(int node, int id, Behaviour[] behaviours, int[] terms) {}

    private final Branch b;
    private final TermStore s;
    private final Workspace w;
    private final ConstraintSystem c;
    private final TemporalOrder order;
    private final SubtermTruth truth;
    private final List<Integer> formulas = new ArrayList<>();
    private final IntArrayList orderings = new IntArrayList();

    private InjectiveFacts(Branch b) {
        this.b = b;
        s = b.s;
        w = b.w;
        c = b.c;
        order = new TemporalOrder(w, c);
        truth = new SubtermTruth(w);
    }

    /** Equations between constant arguments, orderings from monotonic ones. */
    static boolean equations(Branch b) {
        return !b.w.theory.injective().isEmpty() && new InjectiveFacts(b).runEquations();
    }

    private boolean runEquations() {
        for (InjectiveFact f : w.theory.injective()) {
            List<Use> uses = uses(f);
            for (Use x : uses) {
                for (Use y : uses) {
                    if (x.id == y.id) {
                        compare(x, y);
                    }
                }
            }
        }
        if (formulas.isEmpty() && orderings.isEmpty()) {
            return false;
        }
        TermSet before = c.formulas.copy();
        before.addAll(c.solvedFormulas);
        for (int f : formulas) {
            InsertFormula.insert(b, f);
        }
        for (int i = 0; i < orderings.size(); i += 2) {
            b.addLess(orderings.getInt(i), orderings.getInt(i + 1), OrderingReason.INJECTIVE_FACTS);
        }
        TermSet after = c.formulas.copy();
        after.addAll(c.solvedFormulas);
        return !orderings.isEmpty() || !before.sameAs(after);
    }

    private List<Use> uses(InjectiveFact f) {
        List<Use> out = new ArrayList<>();
        for (int k = 0; k < c.nodeCount(); k++) {
            int ps = w.premises(c.instance(k));
            for (int v = 0, n = s.arity(ps); v < n; v++) {
                if (s.head(s.arg(ps, v)) == f.head()) {
                    out.add(use(c.node(k), s.arg(ps, v), f));
                }
            }
        }
        return out;
    }

    /** Unfolds the tuples of the arguments as far as the behaviours say and the terms allow. */
    private Use use(int node, int fact, InjectiveFact f) {
        List<Behaviour> bs = new ArrayList<>();
        IntArrayList ts = new IntArrayList();
        int k = 1;
        for (List<Behaviour> spine : f.behaviours()) {
            int t = s.arg(fact, k++);
            int i = 0;
            while (i < spine.size() - 1 && s.isApp(t, w.heads.pair)) {
                bs.add(spine.get(i++));
                ts.add(s.arg(t, 0));
                t = s.arg(t, 1);
            }
            boolean complete = i == spine.size() - 1;
            while (i < spine.size()) {
                bs.add(complete ? spine.get(i) : Behaviour.UNSPECIFIED);
                ts.add(complete ? t : 0);
                i++;
            }
        }
        return new Use(node, s.arg(fact, 0), bs.toArray(Behaviour[]::new), ts.toIntArray());
    }

    private void compare(Use x, Use y) {
        for (int k = 0; k < x.terms.length; k++) {
            int a = x.terms[k];
            int z = y.terms[k];
            if (a == 0 || z == 0) {
                continue;
            }
            switch (x.behaviours[k]) {
                case CONSTANT -> {
                    if (a != z) {
                        formulas.add(b.formulas.eq(a, z));
                    }
                }
                case STRICTLY_INCREASING -> {
                    strict(x.node, y.node, a, z);
                    monotone(x.node, y.node, a, z);
                }
                case INCREASING -> monotone(x.node, y.node, a, z);
                case STRICTLY_DECREASING -> {
                    strict(y.node, x.node, a, z);
                    monotone(y.node, x.node, a, z);
                }
                case DECREASING -> monotone(y.node, x.node, a, z);
                default -> {}
            }
        }
    }

    private void strict(int i, int j, int a, int z) {
        if (i == j) {
            return;
        }
        if (a == z) {
            formulas.add(b.formulas.eq(i, j));
        }
        if ((order.before(i, j) || order.before(j, i)) && !areDifferent(a, z)) {
            formulas.add(b.formulas.notAtom(b.formulas.eq(a, z)));
        }
    }

    private void monotone(int i, int j, int a, int z) {
        int t = truth.withStore(c, a, z);
        if (t > 0 && !order.before(i, j)) {
            orderings.add(i);
            orderings.add(j);
        }
        if (t < 0 && !order.before(j, i) && areDifferent(a, z)) {
            orderings.add(j);
            orderings.add(i);
        }
    }

    private boolean areDifferent(int a, int z) {
        int f = b.formulas.notAtom(b.formulas.eq(a, z));
        int g = b.formulas.notAtom(b.formulas.eq(z, a));
        return c.formulas.contains(f)
                || c.formulas.contains(g)
                || c.solvedFormulas.contains(f)
                || c.solvedFormulas.contains(g);
    }

    /** Nodes that use an instance which is handed on by an edge lie before or behind the edge. */
    static boolean orderings(Branch b) {
        if (b.w.theory.injective().isEmpty()) {
            return false;
        }
        InjectiveFacts f = new InjectiveFacts(b);
        f.collectOrderings();
        int before = b.c.less.size();
        for (int i = 0; i < f.orderings.size(); i += 2) {
            b.addLess(f.orderings.getInt(i), f.orderings.getInt(i + 1), OrderingReason.INJECTIVE_FACTS);
        }
        return b.c.less.size() > before;
    }

    private void collectOrderings() {
        for (int e : c.edges.sorted(s)) {
            int i = s.arg(e, 0);
            int k = s.arg(e, 2);
            int label = c.label(i);
            if (label == 0) {
                continue;
            }
            int fact = s.arg(w.conclusions(label), s.value(s.arg(e, 1)));
            if (!isInjective(s.head(fact))) {
                continue;
            }
            for (int m = 0; m < c.nodeCount(); m++) {
                int j = c.node(m);
                if (j == i || j == k || !order.before(j, k) || !w.mentions(c.instance(m), fact)) {
                    continue;
                }
                if (w.nonUnifiable(c, j, i)) {
                    orderings.add(j);
                    orderings.add(i);
                } else if (order.before(i, j) && w.nonUnifiable(c, k, j)) {
                    orderings.add(k);
                    orderings.add(j);
                }
            }
        }
    }

    private boolean isInjective(int tag) {
        for (InjectiveFact f : w.theory.injective()) {
            if (f.head() == tag) {
                return true;
            }
        }
        return false;
    }
}
