package org.troop.solver.contradict;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.troop.solver.system.Workspace;
import org.troop.term.store.TermStore;

/** Exponents as multisets of factors, inverses stripped. */
final class Factors {
    private Factors() {}

    static IntArrayList of(Workspace w, int t) {
        IntArrayList out = new IntArrayList();
        collect(w, t, out);
        return out;
    }

    private static void collect(Workspace w, int t, IntArrayList out) {
        TermStore s = w.s;
        if (s.isApp(t, w.heads.mult)) {
            for (int a : s.args(t)) {
                collect(w, a, out);
            }
        } else if (w.heads.inv != 0 && s.isApp(t, w.heads.inv)) {
            collect(w, s.arg(t, 0), out);
        } else {
            out.add(t);
        }
    }

    /** Whether every factor of {@code a} occurs in {@code b}, with multiplicity. */
    static boolean included(IntArrayList a, IntArrayList b) {
        IntArrayList rest = b.clone();
        for (int t : a) {
            if (!rest.rem(t)) {
                return false;
            }
        }
        return true;
    }
}
