package org.troop.term.unify;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.troop.term.store.TermStore;

/**
 * What re-solving does to a disjunct none of whose domain variables is bound by the free substitution: nothing but give its
 * range variables other numbers, which still decide the order of cases. Gives the numbers that unification and composition
 * would give, for any number of compositions in one walk.
 *
 * <p>Unification of {@code v = image} with the range moved to {@code start}: an image that is a variable w of v's sort is
 * eliminated in favour of v, the first such v of each w; everything else binds v. Composition then moves all variables of
 * the images by one distance, the smallest behind the largest. So favoured variables always keep the distances of their v's
 * (and take their names), the others those among themselves; smallest and largest of both kinds tell the next distance.
 */
final class UntouchedDisjunct {
    private final TermStore s;
    private final int[] sub;
    private final IntArrayList ws = new IntArrayList();
    private final int[] favoured;

    /** Range of the favoured variables (of their v's after the first step) and of the others. */
    private int minFavoured = Integer.MAX_VALUE;

    private int maxFavoured = -1;
    private int minOther = Integer.MAX_VALUE;
    private int maxOther = -1;

    private UntouchedDisjunct(TermStore s, int[] sub) {
        this.s = s;
        this.sub = sub;
        s.begin();
        for (int i = 1; i < sub.length; i += 2) {
            s.forEachVar(sub[i], ws::add);
        }
        favoured = favoured(s, sub, ws);
    }

    /** @param starts for each composition a number that is larger than the indices of the free substitution's range */
    static int[] renumbered(TermStore s, int[] sub, int... starts) {
        UntouchedDisjunct d = new UntouchedDisjunct(s, sub);
        return d.ws.isEmpty() ? sub : d.renumbered(starts);
    }

    private int[] renumbered(int[] starts) {
        int own = Substs.avoid(s, Substs.domain(sub));
        setRanges(false);
        int min = Math.min(minOther, minFavoured);
        int max = Math.max(maxOther, maxFavoured);
        setRanges(true);
        int others = 0; // distance that the other variables have moved by
        int values = 0; // distance of the favoured ones from their v's
        for (int start : starts) {
            int moved = Math.max(own, start) - min;
            int lo = Math.min(minFavoured, minOther == Integer.MAX_VALUE ? minOther : minOther + others + moved);
            values = max + moved + 1 - lo;
            others += moved + values;
            min = Integer.MAX_VALUE;
            max = -1;
            if (maxFavoured >= 0) {
                min = minFavoured + values;
                max = maxFavoured + values;
            }
            if (maxOther >= 0) {
                min = Math.min(min, minOther + others);
                max = Math.max(max, maxOther + others);
            }
        }
        return moved(others, values);
    }

    private void setRanges(boolean ofValues) {
        minFavoured = Integer.MAX_VALUE;
        maxFavoured = -1;
        for (int k = 0; k < favoured.length; k++) {
            int w = ws.getInt(k);
            if (favoured[k] != 0) {
                int i = s.index(ofValues ? favoured[k] : w);
                minFavoured = Math.min(minFavoured, i);
                maxFavoured = Math.max(maxFavoured, i);
            } else {
                minOther = Math.min(minOther, s.index(w));
                maxOther = Math.max(maxOther, s.index(w));
            }
        }
    }

    private int[] moved(int others, int values) {
        s.begin();
        for (int k = 0; k < favoured.length; k++) {
            int w = ws.getInt(k);
            int v = favoured[k];
            s.bind(
                    w,
                    v != 0
                            ? s.var(s.nameId(v), s.sort(v), s.index(v) + values)
                            : s.var(s.nameId(w), s.sort(w), s.index(w) + others));
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
