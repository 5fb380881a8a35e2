package org.troop.term.unify;

import java.util.Arrays;
import org.troop.term.Sort;
import org.troop.term.store.TermStore;
import org.troop.term.unify.EquationStore.Supply;

/**
 * The part of simplification that moves what all members of a disjunction share into the free substitution: a smaller sort,
 * equal images, a common head symbol, a common constant. Each step acts on the first disjunction that it applies to.
 */
final class CommonParts {
    private final EquationStore store;
    private final TermStore s;
    private final Unifier u;
    private final Supply supply;

    CommonParts(EquationStore store, TermStore s, Unifier u, Supply supply) {
        this.store = store;
        this.s = s;
        this.u = u;
        this.supply = supply;
    }

    /** Does each step once; tells whether one applied. */
    boolean pullOut() {
        boolean changed = commonSort();
        changed |= identify();
        changed |= commonFunction();
        return commonName() | changed;
    }

    /** A variable mapped everywhere to variables of one smaller sort gets that sort. */
    private boolean commonSort() {
        for (int k = 0; k < store.disjunctions().size(); k++) {
            Disjunction d = store.disjunctions().get(k);
            if (d.isSettled() || d.size() == 0) {
                continue;
            }
            int[][] subs = d.substs();
            for (int i = 0; i < subs[0].length; i += 2) {
                int v = subs[0][i];
                int t = subs[0][i + 1];
                if (!s.isVar(t) || s.sort(t) == s.sort(v) || !s.admits(v, t)) {
                    continue;
                }
                Sort so = s.sort(t);
                boolean all = true;
                for (int[] sub : subs) {
                    int w = Substs.get(sub, v);
                    all &= w != 0 && s.isVarOf(w, so);
                }
                if (all) {
                    int y = s.var(s.nameId(v), so, supply.next++);
                    int[][] out = new int[subs.length][];
                    for (int j = 0; j < out.length; j++) {
                        out[j] = subs[j].clone();
                        out[j][indexOf(out[j], v)] = y;
                    }
                    store.replace(s, u, k, out, v, y);
                    return true;
                }
            }
        }
        return false;
    }

    /** Two variables with equal images everywhere are identified. */
    private boolean identify() {
        for (int k = 0; k < store.disjunctions().size(); k++) {
            Disjunction d = store.disjunctions().get(k);
            if (d.isSettled() || d.size() == 0) {
                continue;
            }
            int[][] subs = d.substs();
            int[] first = subs[0];
            for (int i = 0; i < first.length; i += 2) {
                for (int j = i + 2; j < first.length; j += 2) {
                    if (first[i + 1] != first[j + 1] || !equalEverywhere(subs, first[i], first[j])) {
                        continue;
                    }
                    int v = first[i];
                    int w = first[j];
                    boolean keepSecond = s.sort(v) != s.sort(w) && s.admits(v, w);
                    int kept = keepSecond ? w : v;
                    int[][] out = new int[subs.length][];
                    for (int m = 0; m < out.length; m++) {
                        out[m] = Substs.without(subs[m], kept);
                    }
                    store.replace(s, u, k, out, keepSecond ? v : w, kept);
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean equalEverywhere(int[][] subs, int v, int w) {
        for (int[] sub : subs) {
            int t = Substs.get(sub, v);
            if (t == 0 || t != Substs.get(sub, w)) {
                return false;
            }
        }
        return true;
    }

    /** A variable mapped everywhere to applications of one symbol is replaced by that symbol applied to new variables. */
    private boolean commonFunction() {
        for (int k = 0; k < store.disjunctions().size(); k++) {
            Disjunction d = store.disjunctions().get(k);
            if (d.isSettled() || d.size() == 0) {
                continue;
            }
            int[][] subs = d.substs();
            for (int i = 0; i < subs[0].length; i += 2) {
                int v = subs[0][i];
                int t = subs[0][i + 1];
                if (!s.isApp(t)) {
                    continue;
                }
                boolean all = true;
                boolean sameArity = true;
                for (int[] sub : subs) {
                    int w = Substs.get(sub, v);
                    all &= w != 0 && s.isApp(w, s.head(t));
                    sameArity &= all && s.arity(w) == s.arity(t);
                }
                if (all) {
                    pullOut(k, v, s.head(t), sameArity ? s.arity(t) : 2, sameArity);
                    return true;
                }
            }
        }
        return false;
    }

    private void pullOut(int k, int v, int head, int arity, boolean sameArity) {
        int[][] subs = store.disjunctions().get(k).substs();
        int[] xs = new int[arity];
        for (int i = 0; i < arity; i++) {
            xs[i] = s.var(s.heads.string("x"), Sort.MSG, supply.next++);
        }
        int[][] out = new int[subs.length][];
        for (int j = 0; j < out.length; j++) {
            int w = Substs.get(subs[j], v);
            int[] rest = Substs.without(subs[j], v);
            int[] as = s.args(w);
            int[] parts = sameArity ? as : new int[] {as[0], s.app(head, as, 1, as.length)};
            out[j] = Arrays.copyOf(rest, rest.length + 2 * arity);
            for (int i = 0; i < arity; i++) {
                out[j][rest.length + 2 * i] = xs[i];
                out[j][rest.length + 2 * i + 1] = parts[i];
            }
        }
        store.replace(s, u, k, out, v, s.app(head, xs));
    }

    /** A variable mapped everywhere to one constant is replaced by it. */
    private boolean commonName() {
        for (int k = 0; k < store.disjunctions().size(); k++) {
            Disjunction d = store.disjunctions().get(k);
            if (d.isSettled() || d.size() == 0) {
                continue;
            }
            int[][] subs = d.substs();
            for (int i = 0; i < subs[0].length; i += 2) {
                int v = subs[0][i];
                int t = subs[0][i + 1];
                if (s.kind(t) != TermStore.NAME) {
                    continue;
                }
                boolean all = true;
                for (int[] sub : subs) {
                    all &= Substs.get(sub, v) == t;
                }
                if (all) {
                    int[][] out = new int[subs.length][];
                    for (int j = 0; j < out.length; j++) {
                        out[j] = Substs.without(subs[j], v);
                    }
                    store.replace(s, u, k, out, v, t);
                    return true;
                }
            }
        }
        return false;
    }

    private static int indexOf(int[] sub, int v) {
        for (int i = 0; i < sub.length; i += 2) {
            if (sub[i] == v) {
                return i;
            }
        }
        throw new IllegalArgumentException();
    }
}
