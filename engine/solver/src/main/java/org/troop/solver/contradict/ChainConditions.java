package org.troop.solver.contradict;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.Actions;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.TemporalOrder;
import org.troop.solver.system.Workspace;
import org.troop.term.Sort;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Deconstruction chains that cannot end where they must, or that start at a message known before. */
final class ChainConditions {
    private final Workspace w;
    private final TermStore s;
    private final ConstraintSystem c;
    private final TemporalOrder order;
    private final List<Integer> chains = new ArrayList<>();

    ChainConditions(Workspace w, ConstraintSystem c, TemporalOrder order) {
        this.w = w;
        s = w.s;
        this.c = c;
        this.order = order;
        for (int i = 0; i < c.goals.size(); i++) {
            if (s.head(c.goals.goal(i)) == Heads.GOAL_CHAIN) {
                chains.add(c.goals.goal(i));
            }
        }
    }

    private int start(int chain) {
        return s.arg(w.conclusion(c, s.arg(chain, 0), s.value(s.arg(chain, 1))), 0);
    }

    private int end(int chain) {
        return s.arg(w.premise(c, s.arg(chain, 2), s.value(s.arg(chain, 3))), 0);
    }

    /** Some chain's end cannot be reached by deconstructing its start. */
    boolean isImpossible() {
        for (int chain : chains) {
            IntOpenHashSet from = heads(start(chain), true);
            if (from == null) {
                continue;
            }
            int e = end(chain);
            if (w.theory.allDestructionsAreSubtermRules()) {
                if (!w.isMessageVariable(e) && !from.contains(headOrSort(e))) {
                    return true;
                }
            } else {
                IntOpenHashSet to = heads(e, false);
                if (to != null && from.intStream().noneMatch(to::contains)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int headOrSort(int t) {
        return s.isApp(t) ? s.head(t) : sortCode(s.sort(t));
    }

    private static int sortCode(Sort sort) {
        return -1 - sort.ordinal();
    }

    /** Heads (symbols or sorts) that deconstruction may lay open; null if there may be any. */
    private @Nullable IntOpenHashSet heads(int t, boolean publicIsNothing) {
        IntOpenHashSet out = new IntOpenHashSet();
        return collect(t, publicIsNothing, out) ? out : null;
    }

    private boolean collect(int t, boolean publicIsNothing, IntOpenHashSet out) {
        if (publicIsNothing && w.neverContainsFreshOrPrivate(t)) {
            return true;
        }
        if (!s.isApp(t)) {
            if (w.isMessageVariable(t)) {
                return false;
            }
            out.add(sortCode(s.sort(t)));
            return true;
        }
        Heads h = w.heads;
        int f = s.head(t);
        out.add(f);
        if (f == h.em) {
            return true;
        }
        if (f == h.exp) {
            return collect(s.arg(t, 0), publicIsNothing, out);
        }
        if (f == h.pmult) {
            out.add(h.exp);
            out.add(h.em);
            return collect(s.arg(t, 1), publicIsNothing, out);
        }
        for (int i = 0, n = s.arity(t); i < n; i++) {
            if (!collect(s.arg(t, i), publicIsNothing, out)) {
                return false;
            }
        }
        return true;
    }

    /** Some chain starts at a message variable that is known before. */
    boolean isForbidden() {
        Actions as = null;
        for (int chain : chains) {
            int x = start(chain);
            if (!w.isMessageVariable(x)) {
                continue;
            }
            if (as == null) {
                as = new Actions(w, c);
            }
            for (int k = 0; k < as.size(); k++) {
                if (w.isFact(as.fact(k), w.special.ku())
                        && s.arg(as.fact(k), 0) == x
                        && order.before(as.node(k), s.arg(chain, 0))) {
                    return true;
                }
            }
        }
        return false;
    }
}
