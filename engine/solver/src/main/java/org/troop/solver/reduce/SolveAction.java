package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.troop.solver.reduce.RuleIndex.Offer;
import org.troop.solver.system.Workspace;
import org.troop.term.store.TermStore;

/**
 * Rule S_@: an action at a node is an action of the rule that labels it. Knowledge of an xor is split into two known
 * parts or deconstructed as a whole.
 */
final class SolveAction {
    private SolveAction() {}

    /** @return the case name */
    static String solve(Branch b, int goal) {
        TermStore s = b.s;
        Workspace w = b.w;
        int i = s.arg(goal, 0);
        int fact = s.arg(goal, 1);
        int annotations = b.annotations(goal);
        b.markSolved(goal);
        int r = b.c.label(i);
        if (r != 0) {
            int as = w.actions(r);
            boolean there = false;
            for (int k = 0, n = s.arity(as); k < n; k++) {
                there |= s.arg(as, k) == fact;
            }
            if (!there) {
                solveByOneOf(b, fact, as);
            }
            return w.info(r).name();
        }
        if (w.isFact(fact, w.special.ku()) && w.heads.xor != 0 && s.isApp(s.arg(fact, 0), w.heads.xor)) {
            return solveXor(b, i, fact);
        }
        List<Offer> offers = candidates(b, fact);
        Offer o = offers.get(b.chooser.choose(offers.size()));
        int inst = LabelNode.label(b, i, o.rule(), 0, annotations);
        b.solveFacts(fact, s.arg(w.actions(inst), o.position()));
        return w.info(inst).name();
    }

    /** One branch per action that may equal the fact. */
    private static void solveByOneOf(Branch b, int fact, int actions) {
        TermStore s = b.s;
        IntArrayList may = new IntArrayList();
        for (int f : s.args(actions)) {
            if (!b.clash(fact, f)) {
                may.add(f);
            }
        }
        b.solveFacts(fact, may.getInt(b.chooser.choose(may.size())));
    }

    private static List<Offer> candidates(Branch b, int fact) {
        List<Offer> out = new ArrayList<>();
        for (Offer o : b.rules.actions(b.s.head(fact))) {
            if (!b.clash(fact, o.rule().actions()[o.position()])) {
                out.add(o);
            }
        }
        return out;
    }

    private static String solveXor(Branch b, int i, int fact) {
        TermStore s = b.s;
        Workspace w = b.w;
        int m = s.arg(fact, 0);
        int[] ts = s.args(m);
        List<int[][]> parts = partitions(ts, 0);
        int[][] p = parts.get(b.chooser.choose(parts.size()));
        if (p[1].length == 0) {
            int kd = w.fact(w.special.kd(), m);
            b.c.setLabel(s, i, w.instance(w.special.coerce(), w.seq(kd), w.seq(fact), w.seq(fact), w.nil));
            b.addGoal(b.premiseGoal(i, 0, kd));
            return w.info(b.c.label(i)).name();
        }
        int x = s.app(w.heads.xor, p[0]);
        int y = s.app(w.heads.xor, p[1]);
        b.c.setLabel(
                s,
                i,
                w.instance(
                        w.special.constructXor(),
                        w.seq(w.fact(w.special.ku(), x), w.fact(w.special.ku(), y)),
                        w.seq(fact),
                        w.seq(fact),
                        w.nil));
        AddAction.require(b, i, x, 0);
        AddAction.require(b, i, y, 0);
        return w.info(b.c.label(i)).name();
    }

    /** Two-partitions of ts[k..]: with the first element on the left in the order of the rest, then on the right. */
    private static List<int[][]> partitions(int[] ts, int k) {
        if (k == ts.length - 1) {
            return List.<int[][]>of(new int[][] {{ts[k]}, {}});
        }
        List<int[][]> rest = partitions(ts, k + 1);
        List<int[][]> out = new ArrayList<>(2 * rest.size());
        for (int[][] p : rest) {
            out.add(new int[][] {prepend(ts[k], p[0]), p[1]});
        }
        for (int[][] p : rest) {
            out.add(new int[][] {p[0], prepend(ts[k], p[1])});
        }
        return out;
    }

    private static int[] prepend(int x, int[] xs) {
        int[] out = new int[xs.length + 1];
        out[0] = x;
        System.arraycopy(xs, 0, out, 1, xs.length);
        return out;
    }
}
