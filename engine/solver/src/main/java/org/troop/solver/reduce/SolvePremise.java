package org.troop.solver.reduce;

import java.util.ArrayList;
import java.util.List;
import org.troop.solver.reduce.RuleIndex.Offer;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.store.TermStore;

/**
 * Rule S_▶: a premise comes from a conclusion of a protocol or construction rule; a {@code KD} premise from a message sent
 * by the protocol through a chain of deconstructions.
 */
final class SolvePremise {
    private SolvePremise() {}

    /** @return the case name */
    static String solve(Branch b, int goal) {
        TermStore s = b.s;
        b.markSolved(goal);
        return solve(b, s.arg(goal, 0), s.value(s.arg(goal, 1)), s.arg(goal, 2));
    }

    private static String solve(Branch b, int i, int v, int fact) {
        TermStore s = b.s;
        Workspace w = b.w;
        if (w.isFact(fact, w.special.kd())) {
            int l = b.draw("vl", Sort.NODE);
            int t = b.draw("t", Sort.MSG);
            int out = w.fact(w.special.out(), t);
            b.c.setLabel(
                    s, l, w.instance(w.special.irecv(), w.seq(out), w.seq(w.fact(w.special.kd(), t)), w.nil, w.nil));
            b.addGoal(b.chainGoal(l, 0, i, v));
            return solve(b, l, 0, out);
        }
        List<Offer> offers = candidates(b, fact);
        Offer o = offers.get(b.chooser.choose(offers.size()));
        int j = b.draw("vr", Sort.NODE);
        int inst = LabelNode.label(b, j, o.rule(), 0, 0);
        b.solveFacts(s.arg(w.conclusions(inst), o.position()), fact);
        b.addEdge(j, o.position(), i, v);
        return w.info(inst).name();
    }

    private static List<Offer> candidates(Branch b, int fact) {
        List<Offer> out = new ArrayList<>();
        for (Offer o : b.rules.conclusions(b.s.head(fact))) {
            if (!b.clash(fact, o.rule().conclusions()[o.position()])) {
                out.add(o);
            }
        }
        return out;
    }
}
