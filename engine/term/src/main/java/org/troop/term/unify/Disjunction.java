package org.troop.term.unify;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.term.Sort;
import org.troop.term.store.TermStore;

/**
 * A disjunction of fresh substitutions in an {@link EquationStore}, with its split id.
 *
 * <p>Implementation note. Each composition of the store gives the range variables of every member other numbers, and a rule with
 * hundreds of variants stands in the store for dozens of compositions that do not touch it. So renumbering is put off:
 * {@link #rows} are the members as they were before the renumberings that are still due, and {@link #substs}
 * does them all in one walk per member. Nothing is put off when two members might become equal by it. What does not
 * depend on the numbers is remembered along: that no simplification applies, and for which terms the members have been tested.
 * Belongs to one thread, as its terms do.
 */
public final class Disjunction {
    private static final int[] NONE = {};

    private final int id;
    private final int[][] rows;
    private final int[] starts;
    private final @Nullable TermStore store;
    private int @Nullable [][] substs;
    private int @Nullable [] domain;
    private int @Nullable [] tested;
    private boolean settled;
    private @Nullable Boolean distinct;

    /** @param substs a sorted set */
    public Disjunction(int id, int[][] substs) {
        this(id, substs, NONE, null);
        this.substs = substs;
    }

    private Disjunction(int id, int[][] rows, int[] starts, @Nullable TermStore store) {
        this.id = id;
        this.rows = rows;
        this.starts = starts;
        this.store = store;
    }

    public int id() {
        return id;
    }

    /** Number of members. */
    public int size() {
        return rows.length;
    }

    /** The members up to the names of their range variables, in no particular order. */
    public int[][] rows() {
        return rows;
    }

    /** The members, a sorted set. */
    public int[][] substs() {
        if (substs == null) {
            int[][] out = new int[rows.length][];
            for (int i = 0; i < out.length; i++) {
                out[i] = UntouchedDisjunct.renumbered(store, rows[i], starts);
            }
            substs = Substs.set(store, out);
        }
        return substs;
    }

    /** The variables that some member maps, in no particular order. */
    int[] domain(TermStore s) {
        if (domain == null) {
            IntArrayList vs = new IntArrayList();
            s.begin();
            for (int[] sub : rows) {
                for (int i = 0; i < sub.length; i += 2) {
                    if (s.visit(sub[i])) {
                        vs.add(sub[i]);
                    }
                }
            }
            domain = vs.toIntArray();
        }
        return domain;
    }

    /** The same with another id. */
    Disjunction withId(int other) {
        Disjunction d = new Disjunction(other, rows, starts, store);
        d.substs = substs;
        d.settled = settled;
        d.distinct = distinct;
        d.tested = tested;
        d.domain = domain;
        return d;
    }

    /** The same with other members. */
    Disjunction with(TermStore s, int[][] members) {
        return new Disjunction(id, Substs.set(s, members));
    }

    /** Some members only. */
    Disjunction keeping(List<int[]> some) {
        int[][] kept = some.toArray(int[][]::new);
        Disjunction d = starts.length == 0 ? new Disjunction(id, kept) : new Disjunction(id, kept, starts, store);
        d.tested = tested;
        d.distinct = Boolean.TRUE.equals(distinct) ? distinct : null;
        return d;
    }

    /** The same under an injective renaming of the domain, of which the other side tells the images. */
    public Disjunction renamed(int[][] substs, int @Nullable [] testedThen) {
        Disjunction d = new Disjunction(id, substs);
        d.settled = settled;
        d.distinct = distinct;
        d.tested = testedThen;
        return d;
    }

    /**
     * What a composition makes of a disjunction whose domain it does not touch.
     *
     * @param start larger than the indices of the free substitution's range
     */
    Disjunction renumbered(TermStore s, int start) {
        if (distinct == null) {
            distinct = isDistinct(s);
        }
        if (!distinct) {
            int[][] out = new int[rows.length][];
            for (int i = 0; i < out.length; i++) {
                out[i] = UntouchedDisjunct.renumbered(s, substs()[i], start);
            }
            Disjunction d = with(s, out);
            d.tested = tested;
            return d;
        }
        int[][] from = substs == null ? rows : substs;
        int[] due = substs == null ? Arrays.copyOf(starts, starts.length + 1) : new int[1];
        due[due.length - 1] = start;
        Disjunction d = new Disjunction(id, from, due, s);
        d.settled = settled;
        d.distinct = distinct;
        d.tested = tested;
        d.domain = domain;
        return d;
    }

    /** Whether no two members can become equal when range variables are renamed; cautious. */
    private boolean isDistinct(TermStore s) {
        Set<IntArrayList> shapes = new HashSet<>();
        for (int[] sub : rows) {
            if (!shapes.add(shape(s, sub))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What all renamings of the range have in common: domain, images with one variable for all of a sort, and which images are
     * the same variable.
     */
    private static IntArrayList shape(TermStore s, int[] sub) {
        IntArrayList out = new IntArrayList(sub.length);
        IntArrayList vars = new IntArrayList();
        s.begin();
        for (int i = 1; i < sub.length; i += 2) {
            s.forEachVar(sub[i], vars::add);
        }
        int[] anonymous = new int[Sort.values().length];
        for (int i = 0; i < anonymous.length; i++) {
            anonymous[i] = s.var(0, Sort.values()[i], 0);
        }
        s.begin();
        for (int v : vars) {
            s.bind(v, anonymous[s.sort(v).ordinal()]);
        }
        for (int i = 0; i < sub.length; i += 2) {
            out.add(sub[i]);
            out.add(s.apply(sub[i + 1]));
        }
        s.end();
        for (int i = 1; i < sub.length; i += 2) {
            if (s.isVar(sub[i])) {
                out.add(vars.indexOf(sub[i]));
            }
        }
        return out;
    }

    /** Whether it is known that no simplification of the store applies to this disjunction. */
    boolean isSettled() {
        return settled;
    }

    void settle() {
        settled = true;
    }

    /** Terms for which no member makes a term that is not normal, ascending ids; null if there was no test. */
    public int @Nullable [] tested() {
        return tested;
    }

    void setTested(int @Nullable [] terms) {
        tested = terms;
    }
}
