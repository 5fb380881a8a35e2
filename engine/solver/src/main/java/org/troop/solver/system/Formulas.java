package org.troop.solver.system;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

/** Guarded formulas as terms: normalising constructors and tests (Schmidt 2012, section 3.2.2). */
public final class Formulas {
    private final Workspace w;
    private final TermStore s;

    public Formulas(Workspace w) {
        this.w = w;
        this.s = w.s;
    }

    /** Flattened conjunction: a single part is itself, ⊥ absorbs, later duplicates go. */
    public int and(int... parts) {
        return junction(Heads.CONJ, w.falsum, parts);
    }

    /** Flattened disjunction: a single part is itself, ⊤ absorbs, later duplicates go. */
    public int or(int... parts) {
        return junction(Heads.DISJ, w.verum, parts);
    }

    private int junction(int head, int absorbing, int[] parts) {
        IntArrayList flat = new IntArrayList();
        for (int p : parts) {
            flatten(head, p, flat);
        }
        if (flat.size() == 1) {
            return flat.getInt(0);
        }
        if (flat.contains(absorbing)) {
            return absorbing;
        }
        return s.app(head, new IntLinkedOpenHashSet(flat).toIntArray());
    }

    private void flatten(int head, int f, IntArrayList out) {
        if (s.head(f) == head) {
            for (int i = 0, n = s.arity(f); i < n; i++) {
                flatten(head, s.arg(f, i), out);
            }
        } else {
            out.add(f);
        }
    }

    /** ∀ binders. guards ⇒ body, all given as lists or terms. */
    public int all(int binders, int guards, int body) {
        if (s.arity(guards) == 0) {
            return body;
        }
        return body == w.verum ? w.verum : s.app(Heads.ALL, binders, guards, body);
    }

    /** ∃ binders. guards ∧ body. */
    public int ex(int binders, int guards, int body) {
        if (s.arity(binders) == 0) {
            int[] as = s.args(guards);
            int[] parts = java.util.Arrays.copyOf(as, as.length + 1);
            parts[as.length] = body;
            return and(parts);
        }
        return body == w.falsum ? w.falsum : s.app(Heads.EX, binders, guards, body);
    }

    public int notAtom(int atom) {
        return s.app(Heads.ALL, w.nil, w.seq(atom), w.falsum);
    }

    public static boolean isAtom(int head) {
        return head >= Heads.ACTION && head <= Heads.LAST;
    }

    /** The guard of {@code ∀ [] [a] ⊥}, 0 if f has another form. */
    public int negatedAtom(int f) {
        return s.head(f) == Heads.ALL
                        && s.arity(s.arg(f, 0)) == 0
                        && s.arity(s.arg(f, 1)) == 1
                        && s.arg(f, 2) == w.falsum
                ? s.arg(s.arg(f, 1), 0)
                : 0;
    }

    public int less(int i, int j) {
        return s.app(Heads.LESS, i, j);
    }

    public int eq(int a, int b) {
        return s.app(Heads.EQ, a, b);
    }

    /** Whether a guard with a fact of this tag occurs anywhere in f. */
    public boolean guardsFact(int f, int tag) {
        int h = s.head(f);
        if (h == Heads.ALL || h == Heads.EX) {
            int gs = s.arg(f, 1);
            for (int i = 0, n = s.arity(gs); i < n; i++) {
                int a = s.arg(gs, i);
                if (s.head(a) == Heads.ACTION && s.head(s.arg(a, 1)) == tag) {
                    return true;
                }
            }
            return guardsFact(s.arg(f, 2), tag);
        }
        if (h == Heads.DISJ || h == Heads.CONJ) {
            for (int i = 0, n = s.arity(f); i < n; i++) {
                if (guardsFact(s.arg(f, i), tag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
