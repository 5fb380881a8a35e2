package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Formulas;
import org.troop.solver.system.GoalMap;
import org.troop.solver.system.OrderingReason;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.EquationStore;
import org.troop.term.unify.EquationStore.NonNormal;
import org.troop.term.unify.EquationStore.Supply;

/**
 * One branch of a reduction: a system that it owns, the supply of fresh indices, and the choices. Holds the primitives
 * that all rules share: drawing variables, adding goals, solving equations.
 */
public final class Branch {
    public final Workspace w;
    public final TermStore s;
    public final Formulas formulas;
    public final RuleIndex rules;
    public final ConstraintSystem c;
    public final Supply supply;
    public final Chooser chooser;

    public Branch(Workspace w, Formulas formulas, RuleIndex rules, ConstraintSystem c, int nextIndex, Chooser chooser) {
        this.w = w;
        this.s = w.s;
        this.formulas = formulas;
        this.rules = rules;
        this.c = c;
        this.supply = new Supply(nextIndex);
        this.chooser = chooser;
    }

    /** An independent copy with the same supply. */
    public Branch copy() {
        return new Branch(w, formulas, rules, c.copy(), supply.next, chooser);
    }

    /** A new variable with a name known to the theory. */
    public int draw(int nameId, Sort sort) {
        return s.var(nameId, sort, supply.next++);
    }

    public int draw(String name, Sort sort) {
        return draw(w.heads.findString(name), sort);
    }

    public void addGoal(int g) {
        c.addGoal(g, 0);
    }

    public void addSplitGoal(int id) {
        c.addGoal(s.app(Heads.GOAL_SPLIT, s.integer(id)), 0);
    }

    /** Marks a goal solved: chains and KD premises are deleted, a disjunction's formula moves to the solved ones. */
    public void markSolved(int g) {
        int h = s.head(g);
        if (h == Heads.GOAL_DISJ) {
            int f = s.app(Heads.DISJ, s.args(g));
            c.formulas.remove(f);
            c.solvedFormulas.add(f);
        }
        int i = c.goals.find(g);
        if (i < 0) {
            return;
        }
        if (h == Heads.GOAL_CHAIN || (h == Heads.GOAL_PREMISE && w.isFact(s.arg(g, 2), w.special.kd()))) {
            c.goals.removeAt(i);
        } else {
            c.goals.setSolved(i);
        }
    }

    public void addLess(int i, int j, OrderingReason why) {
        c.less.add(formulas.less(i, j), why);
    }

    public void addEdge(int source, int conclusion, int target, int premise) {
        c.edges.add(w.edge(source, conclusion, target, premise));
    }

    public int premiseGoal(int node, int premise, int fact) {
        return s.app(Heads.GOAL_PREMISE, node, s.integer(premise), fact);
    }

    public int chainGoal(int node, int conclusion, int target, int premise) {
        return s.app(Heads.GOAL_CHAIN, node, s.integer(conclusion), target, s.integer(premise));
    }

    public int actionGoal(int node, int fact) {
        return s.app(Heads.GOAL_ACTION, node, fact);
    }

    // ---- equations

    /** What to do with several unifiers: a branch for each, or a goal. */
    public enum Splitting {
        NOW,
        LATER
    }

    public boolean solve(int a, int b) {
        return a != b && solve(Splitting.NOW, new int[] {a, b});
    }

    public boolean solve(IntArrayList pairs) {
        return solve(Splitting.NOW, pairs.toIntArray());
    }

    /**
     * Solves term equations {@code pairs[0]=pairs[1], ...} in the equation store; the rest of the system is not rewritten.
     *
     * @return whether some equation was not trivial
     */
    public boolean solve(Splitting splitting, int[] pairs) {
        int[] eqs = withoutIdentities(pairs);
        if (eqs.length == 0) {
            return false;
        }
        int id = c.equations.addEquations(s, w.unifier, eqs);
        if (id >= 0) {
            if (splitting == Splitting.LATER) {
                addSplitGoal(id);
            } else {
                chooseSplit(id);
            }
        }
        if (c.normal && areNodes(eqs)) {
            simplifyEquations(null); // no message changes, so no term becomes reducible
        } else {
            simplifyEquations();
        }
        return true;
    }

    private boolean areNodes(int[] terms) {
        for (int t : terms) {
            if (!w.isNode(t)) {
                return false;
            }
        }
        return true;
    }

    private static int[] withoutIdentities(int[] pairs) {
        int n = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != pairs[i + 1]) {
                n += 2;
            }
        }
        if (n == pairs.length) {
            return pairs;
        }
        int[] out = new int[n];
        n = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i] != pairs[i + 1]) {
                out[n++] = pairs[i];
                out[n++] = pairs[i + 1];
            }
        }
        return out;
    }

    /** One branch per member of a disjunction of the equation store. */
    void chooseSplit(int id) {
        List<EquationStore> stores = c.equations.split(s, id);
        if (stores == null) {
            throw new IllegalStateException("no split " + id);
        }
        c.equations = stores.get(chooser.choose(stores.size()));
    }

    /** Simplifies the store, dropping disjuncts that make a node's term reducible; fails if it is contradictory. */
    void simplifyEquations() {
        simplifyEquations(w.normalForms.nonNormal(c));
        c.normal = true;
    }

    private void simplifyEquations(@Nullable NonNormal nonNormal) {
        if (c.equations.isContradictory()) {
            throw Failure.INSTANCE;
        }
        if (!c.equations.disjunctions().isEmpty()) {
            c.equations.simplify(s, w.unifier, supply, nonNormal);
            if (c.equations.isContradictory()) {
                throw Failure.INSTANCE;
            }
        }
    }

    /** Appends the argument pairs of two facts; fails if tags differ. */
    void factPairs(int f, int g, IntArrayList out) {
        if (s.head(f) != s.head(g) || s.arity(f) != s.arity(g)) {
            throw Failure.INSTANCE;
        }
        for (int i = 0, n = s.arity(f); i < n; i++) {
            out.add(s.arg(f, i));
            out.add(s.arg(g, i));
        }
    }

    public boolean solveFacts(int f, int g) {
        if (f == g) {
            return false;
        }
        IntArrayList out = new IntArrayList();
        factPairs(f, g, out);
        return solve(out);
    }

    /** Equations between rule instances {@code pairs[0]=pairs[1], ...}: conclusions, premises, actions. */
    boolean solveInstances(Splitting splitting, IntArrayList pairs) {
        for (int i = 0; i < pairs.size(); i += 2) {
            if (s.head(pairs.getInt(i)) != s.head(pairs.getInt(i + 1))) {
                throw Failure.INSTANCE;
            }
        }
        IntArrayList out = new IntArrayList();
        for (int part : new int[] {1, 0, 2}) {
            for (int i = 0; i < pairs.size(); i += 2) {
                int a = s.arg(pairs.getInt(i), part);
                int b = s.arg(pairs.getInt(i + 1), part);
                if (s.arity(a) != s.arity(b)) {
                    throw Failure.INSTANCE;
                }
                for (int k = 0; k < s.arity(a); k++) {
                    factPairs(s.arg(a, k), s.arg(b, k), out);
                }
            }
        }
        return solve(splitting, out.toIntArray());
    }

    /** Whether two terms clash at a position where both are rigid, so that no unifier exists; cheap and incomplete. */
    boolean clash(int l, int r) {
        if (l == r) {
            return false;
        }
        if (s.isVar(l)) {
            return !s.admits(l, r) && !(s.isVar(r) && s.admits(r, l));
        }
        if (s.isVar(r)) {
            return !s.admits(r, l);
        }
        if (!s.isApp(l) || !s.isApp(r)) {
            return true;
        }
        int f = s.head(l);
        if (f != s.head(r)) {
            return f != w.heads.natPlus && s.head(r) != w.heads.natPlus;
        }
        if (w.heads.isCommutative(f)) {
            return false;
        }
        for (int i = 0, n = s.arity(l); i < n; i++) {
            if (clash(s.arg(l, i), s.arg(r, i))) {
                return true;
            }
        }
        return false;
    }

    /** Annotation bits of a goal. */
    int annotations(int goal) {
        int i = c.goals.find(goal);
        return i < 0 ? 0 : c.goals.annotations(i);
    }

    static int flags(boolean loopBreaker, int annotations) {
        return (loopBreaker ? GoalMap.LOOP_BREAKER : 0) | (annotations << GoalMap.ANNOTATION_SHIFT);
    }
}
