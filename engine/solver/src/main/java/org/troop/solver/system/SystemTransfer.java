package org.troop.solver.system;

import java.util.ArrayList;
import java.util.List;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Disjunction;
import org.troop.term.unify.Substs;

/** Copies systems from one workspace to another of the same theory; the source workspace must be at rest. */
public final class SystemTransfer {
    private final TermStore from;
    private final TermStore to;
    private final int common;
    private final int[] translated;

    public SystemTransfer(Workspace from, Workspace to) {
        this.from = from.s;
        this.to = to.s;
        common = from.theory.base().size();
        translated = new int[from.s.size()];
    }

    public int term(int t) {
        return to.importTerm(from, t, common, translated);
    }

    private int[] terms(int[] ts) {
        int[] out = new int[ts.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = term(ts[i]);
        }
        return out;
    }

    private TermSet set(TermSet old) {
        TermSet s = new TermSet();
        if (!old.isEmpty()) {
            s.set(terms(old.sorted(from)));
        }
        return s;
    }

    public ConstraintSystem copy(ConstraintSystem c) {
        ConstraintSystem o = new ConstraintSystem();
        int n = c.nodeCount();
        int[] ids = new int[n];
        int[] labels = new int[n];
        for (int k = 0; k < n; k++) {
            ids[k] = term(c.node(k));
            labels[k] = term(c.instance(k));
        }
        o.setNodes(ids, labels);
        o.edges = set(c.edges);
        o.less.set(terms(c.less.sorted(from)), c.less.reasons());
        o.last = c.last == 0 ? 0 : term(c.last);
        o.negativeSubterms = set(c.negativeSubterms);
        o.positiveSubterms = set(c.positiveSubterms);
        o.solvedSubterms = set(c.solvedSubterms);
        o.oldNegativeSubterms = set(c.oldNegativeSubterms);
        o.subtermsContradictory = c.subtermsContradictory;
        o.equations.setFree(Substs.sort(to, terms(c.equations.free())));
        List<Disjunction> ds = new ArrayList<>();
        for (Disjunction d : c.equations.disjunctions()) {
            int[][] subs = new int[d.size()][];
            for (int i = 0; i < subs.length; i++) {
                subs[i] = terms(d.substs()[i]);
            }
            ds.add(new Disjunction(d.id(), subs));
        }
        o.equations.setDisjunctions(ds);
        o.equations.setNextSplit(c.equations.nextSplit());
        o.formulas = set(c.formulas);
        o.solvedFormulas = set(c.solvedFormulas);
        o.lemmas = set(c.lemmas);
        for (int i = 0; i < c.goals.size(); i++) {
            o.goals.put(term(c.goals.goal(i)), c.goals.number(i), c.goals.flags(i));
        }
        o.nextGoal = c.nextGoal;
        o.refined = c.refined;
        o.simplified = c.simplified;
        return o;
    }
}
