package org.troop.term.unify;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.troop.term.store.TermStore;

/**
 * What re-solving does to a disjunct none of whose domain variables is bound by the free substitution: nothing but give its
 * range variables other numbers, which still decide the order of cases. Gives the numbers that unification and composition
 * would give, in one walk.
 *
 * <p>Unification of {@code v = image} with the range moved to {@code start}: an image that is a variable w of v's sort is
 * eliminated in favour of v, the first such v of each w; everything else binds v. Composition then moves all variables of
 * the images by one distance, the smallest behind the largest.
 */
final class UntouchedDisjunct {
    private UntouchedDisjunct() {}

    /** @param start larger than the indices of the domain and of the free substitution's range */
    static int[] renumbered(TermStore s, int[] sub, int start) {
        IntArrayList ws = new IntArrayList();
        s.begin();
        for (int i = 1; i < sub.length; i += 2) {
            s.forEachVar(sub[i], ws::add);
        }
        if (ws.isEmpty()) {
            return sub;
        }
        int min = Integer.MAX_VALUE;
        int max = -1;
        for (int k = 0; k < ws.size(); k++) {
            min = Math.min(min, s.index(ws.getInt(k)));
            max = Math.max(max, s.index(ws.getInt(k)));
        }
        int moved = start - min;
        int[] favoured = favoured(s, sub, ws);
        int lo = Integer.MAX_VALUE;
        for (int k = 0; k < favoured.length; k++) {
            lo = Math.min(lo, favoured[k] != 0 ? s.index(favoured[k]) : s.index(ws.getInt(k)) + moved);
        }
        int d = max + moved + 1 - lo;
        s.begin();
        for (int k = 0; k < favoured.length; k++) {
            int w = ws.getInt(k);
            int v = favoured[k];
            s.bind(
                    w,
                    v != 0
                            ? s.var(s.nameId(v), s.sort(v), s.index(v) + d)
                            : s.var(s.nameId(w), s.sort(w), s.index(w) + moved + d));
        }
        int[] out = sub.clone();
        for (int i = 1; i < out.length; i += 2) {
            out[i] = s.apply(sub[i]);
        }
        s.end();
        return out;
    }

    /** For each range variable the first domain variable of its sort that is mapped to it, 0 if there is none. */
    private static int[] favoured(TermStore s, int[] sub, IntArrayList ws) {
        int[] out = new int[ws.size()];
        for (int i = 0; i < sub.length; i += 2) {
            int w = sub[i + 1];
            if (s.isVar(w) && s.sort(w) == s.sort(sub[i])) {
                int k = ws.indexOf(w);
                if (out[k] == 0) {
                    out[k] = sub[i];
                }
            }
        }
        return out;
    }
}
