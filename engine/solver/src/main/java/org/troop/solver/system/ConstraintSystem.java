package org.troop.solver.system;

import java.util.Arrays;
import java.util.List;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Disjunction;
import org.troop.term.unify.EquationStore;
import org.troop.term.unify.Substs;

/**
 * A constraint system (Schmidt 2012, section 3.3; Tamarin manual, "Constraint systems"). Every component is made of terms
 * of one store: edges {@code EDGE(i, u, j, v)}, orderings {@code LESS(i, j)}, subterms {@code SUBTERM(s, t)}. Mutable
 * while one branch of a reduction owns it; a value afterwards. Copies share arrays until written.
 */
public final class ConstraintSystem {
    private static final int[] NONE = {};

    /** Labelled nodes, ascending; {@link #instances} holds their rule instances. */
    private int[] nodes = NONE;

    private int[] instances = NONE;
    private int nodeCount;
    private boolean nodesShared;

    public TermSet edges = new TermSet();
    public OrderingSet less = new OrderingSet();

    /** The node that is last in the trace, 0 if unset. */
    public int last;

    public TermSet negativeSubterms = new TermSet();
    public TermSet positiveSubterms = new TermSet();
    public TermSet solvedSubterms = new TermSet();

    /** Hidden: negative subterms at the end of the last step; neither substituted nor renamed. */
    public TermSet oldNegativeSubterms = new TermSet();

    public boolean subtermsContradictory;
    public EquationStore equations = new EquationStore();
    public TermSet formulas = new TermSet();
    public TermSet solvedFormulas = new TermSet();
    public TermSet lemmas = new TermSet();
    public GoalMap goals = new GoalMap();
    public int nextGoal;

    /** Refined sources may be used (false: raw). */
    public boolean refined = true;

    /** No member of a disjunction makes a term of a label reducible, as far as labels and messages are concerned that are here now. */
    public boolean normal;

    /** The system is known to be unchanged by simplification. */
    public boolean simplified;

    public ConstraintSystem copy() {
        ConstraintSystem c = new ConstraintSystem();
        c.nodes = nodes;
        c.instances = instances;
        c.nodeCount = nodeCount;
        c.nodesShared = true;
        nodesShared = true;
        c.edges = edges.copy();
        c.less = less.copy();
        c.last = last;
        c.negativeSubterms = negativeSubterms.copy();
        c.positiveSubterms = positiveSubterms.copy();
        c.solvedSubterms = solvedSubterms.copy();
        c.oldNegativeSubterms = oldNegativeSubterms.copy();
        c.subtermsContradictory = subtermsContradictory;
        c.equations = equations.copy();
        c.formulas = formulas.copy();
        c.solvedFormulas = solvedFormulas.copy();
        c.lemmas = lemmas.copy();
        c.goals = goals.copy();
        c.nextGoal = nextGoal;
        c.refined = refined;
        c.normal = normal;
        return c;
    }

    // ---- nodes

    public int nodeCount() {
        return nodeCount;
    }

    /** The k-th labelled node, ascending. */
    public int node(int k) {
        return nodes[k];
    }

    /** Rule instance of the k-th labelled node. */
    public int instance(int k) {
        return instances[k];
    }

    /** Rule instance that labels node i, 0 if there is none. */
    public int label(int i) {
        for (int k = 0; k < nodeCount; k++) {
            if (nodes[k] == i) {
                return instances[k];
            }
        }
        return 0;
    }

    /** Labels a node; replaces the label of a labelled one. */
    public void setLabel(TermStore s, int i, int instance) {
        normal = false;
        int k = nodeCount;
        while (k > 0 && s.compare(nodes[k - 1], i) > 0) {
            k--;
        }
        if (k > 0 && nodes[k - 1] == i) {
            ownNodes(nodeCount);
            instances[k - 1] = instance;
            return;
        }
        ownNodes(nodeCount + 1);
        System.arraycopy(nodes, k, nodes, k + 1, nodeCount - k);
        System.arraycopy(instances, k, instances, k + 1, nodeCount - k);
        nodes[k] = i;
        instances[k] = instance;
        nodeCount++;
    }

    private void ownNodes(int capacity) {
        if (nodesShared || capacity > nodes.length) {
            int c = Math.max(capacity, capacity > nodes.length ? 2 * nodeCount + 4 : nodes.length);
            nodes = Arrays.copyOf(nodes, c);
            instances = Arrays.copyOf(instances, c);
            nodesShared = false;
        }
    }

    /** Replaces all nodes; both arrays are taken over, {@code ids} ascending. */
    public void setNodes(int[] ids, int[] labels) {
        nodes = ids;
        instances = labels;
        nodeCount = ids.length;
        nodesShared = false;
    }

    // ---- goals

    /** Adds a goal with its own number, which is used up even if the goal is there already. */
    public void addGoal(int g, int flags) {
        goals.put(g, nextGoal++, flags);
    }

    // ---- whole system

    /** Whether simplification has not started: no solved formulas and ⊥ not among the formulas. */
    public boolean isInitial(int falsum) {
        return solvedFormulas.isEmpty() && !formulas.contains(falsum);
    }

    /** 1 + the largest index of a free variable, 0 if there is none. */
    public int firstFreeIndex(TermStore s) {
        int m = -1;
        for (int k = 0; k < nodeCount; k++) {
            m = Math.max(m, Math.max(s.maxIndex(nodes[k]), s.maxIndex(instances[k])));
        }
        m = Math.max(m, Math.max(edges.maxIndex(s), less.maxIndex(s)));
        if (last != 0) {
            m = Math.max(m, s.maxIndex(last));
        }
        m = Math.max(m, negativeSubterms.maxIndex(s));
        m = Math.max(m, Math.max(positiveSubterms.maxIndex(s), solvedSubterms.maxIndex(s)));
        m = Math.max(m, Substs.avoid(s, equations.free()) - 1);
        for (Disjunction d : equations.disjunctions()) {
            for (int[] sub : d.rows()) {
                for (int i = 0; i < sub.length; i += 2) {
                    m = Math.max(m, s.maxIndex(sub[i]));
                }
            }
        }
        m = Math.max(m, Math.max(formulas.maxIndex(s), solvedFormulas.maxIndex(s)));
        return 1 + Math.max(m, Math.max(lemmas.maxIndex(s), goals.maxIndex(s)));
    }

    /** Smallest index of a free variable, Integer.MAX_VALUE if there is none. */
    public int minFreeIndex(TermStore s) {
        int m = Integer.MAX_VALUE;
        for (int k = 0; k < nodeCount; k++) {
            m = Math.min(m, Math.min(s.minIndex(nodes[k]), s.minIndex(instances[k])));
        }
        m = Math.min(m, Math.min(edges.minIndex(s), less.minIndex(s)));
        if (last != 0) {
            m = Math.min(m, s.minIndex(last));
        }
        m = Math.min(m, negativeSubterms.minIndex(s));
        m = Math.min(m, Math.min(positiveSubterms.minIndex(s), solvedSubterms.minIndex(s)));
        m = Math.min(m, Substs.minIndex(s, equations.free()));
        for (Disjunction d : equations.disjunctions()) {
            for (int[] sub : d.rows()) {
                for (int i = 0; i < sub.length; i += 2) {
                    m = Math.min(m, s.minIndex(sub[i]));
                }
            }
        }
        m = Math.min(m, Math.min(formulas.minIndex(s), solvedFormulas.minIndex(s)));
        return Math.min(m, Math.min(lemmas.minIndex(s), goals.minIndex(s)));
    }

    /** Equality of all components, counters and the hidden set included. */
    public boolean sameAs(ConstraintSystem o) {
        if (nodeCount != o.nodeCount
                || last != o.last
                || nextGoal != o.nextGoal
                || refined != o.refined
                || subtermsContradictory != o.subtermsContradictory
                || equations.nextSplit() != o.equations.nextSplit()
                || goals.size() != o.goals.size()
                || !Arrays.equals(nodes, 0, nodeCount, o.nodes, 0, nodeCount)
                || !Arrays.equals(instances, 0, nodeCount, o.instances, 0, nodeCount)
                || !Arrays.equals(equations.free(), o.equations.free())
                || !sameDisjunctions(equations.disjunctions(), o.equations.disjunctions())) {
            return false;
        }
        for (int i = 0; i < goals.size(); i++) {
            int j = o.goals.find(goals.goal(i));
            int mask = GoalMap.SOLVED | GoalMap.LOOP_BREAKER;
            if (j < 0 || goals.number(i) != o.goals.number(j) || (goals.flags(i) & mask) != (o.goals.flags(j) & mask)) {
                return false;
            }
        }
        return edges.sameAs(o.edges)
                && less.sameAs(o.less)
                && negativeSubterms.sameAs(o.negativeSubterms)
                && positiveSubterms.sameAs(o.positiveSubterms)
                && solvedSubterms.sameAs(o.solvedSubterms)
                && oldNegativeSubterms.sameAs(o.oldNegativeSubterms)
                && formulas.sameAs(o.formulas)
                && solvedFormulas.sameAs(o.solvedFormulas)
                && lemmas.sameAs(o.lemmas);
    }

    private static boolean sameDisjunctions(List<Disjunction> a, List<Disjunction> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (a.get(i).id() != b.get(i).id()
                    || !Arrays.deepEquals(a.get(i).substs(), b.get(i).substs())) {
                return false;
            }
        }
        return true;
    }
}
