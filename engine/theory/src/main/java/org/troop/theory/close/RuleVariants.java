package org.troop.theory.close;

import it.unimi.dsi.fastutil.ints.Int2IntMap;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.List;
import org.troop.term.Signature;
import org.troop.term.store.AcSolver;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.term.unify.EquationStore;
import org.troop.term.unify.EquationStore.Supply;
import org.troop.term.unify.Substs;
import org.troop.term.unify.Unifier;

/**
 * Rules modulo AC: a rule with variables instead of its reducible subterms, and the substitutions that give these
 * variables and the rule's own the values of the variants (Schmidt 2012, section 3.2.3; Comon-Lundh and Delaune, RTA
 * 2005).
 *
 * <p>Three steps. Abstraction: every maximal subterm that a rewrite rule might touch, and every literal, becomes a new
 * variable. Variants: those of the list of all abstracted terms. Simplification as an equation store: what is the same in
 * all variants moves back into the rule; this undoes most of the abstraction. All numbering follows one supply of
 * indices, since later choices depend on the order of variables.
 */
final class RuleVariants {
    /** A rule modulo AC; variants as sorted arrays, at least one. */
    record Closed(RuleBody body, int[][] variants) {
        boolean hasOnlyIdentity() {
            return variants.length == 1 && variants[0].length == 0;
        }
    }

    private static final int[][] IDENTITY = {Substs.EMPTY};

    private final TermStore s;
    private final Heads heads;
    private final AcSolver ac;
    private final Unifier unifier;
    private final boolean isFree;
    private final int z;

    RuleVariants(TermStore s, AcSolver ac, Signature signature) {
        this.s = s;
        this.heads = s.heads;
        this.ac = ac;
        this.unifier = new Unifier(s, ac);
        this.isFree = signature.theories().isEmpty();
        this.z = heads.string("z");
    }

    /**
     * The rule modulo AC.
     *
     * @param rule macros expanded
     * @param avoid larger than every index of a variable of the rule and its embedded restrictions
     */
    Closed close(RuleBody rule, int avoid) {
        if (isFree && !mayRewrite(rule)) {
            return rename(rule, IDENTITY);
        }
        Abstraction a = new Abstraction(avoid);
        for (int v : Substs.vars(s, rule.terms())) {
            a.enter(v);
        }
        RuleBody abstracted = rule.map(a::part);
        int[][] variants = a.variants(abstracted);
        EquationStore store = new EquationStore();
        store.addDisjunction(s, variants);
        store.simplify(s, unifier, a.supply, null);
        if (store.isContradictory()) {
            throw new IllegalStateException("a rule without variants");
        }
        store.bindFree(s);
        RuleBody common = abstracted.map(s::apply);
        s.end();
        if (store.disjunctions().isEmpty()) {
            return rename(common, IDENTITY);
        }
        IntSet vars = new IntOpenHashSet(Substs.vars(s, common.terms()));
        int[][] rest = store.disjunctions().getFirst().substs();
        int[][] restricted = new int[rest.length][];
        for (int i = 0; i < rest.length; i++) {
            restricted[i] = Substs.restrict(rest[i], vars);
        }
        return rename(common, restricted);
    }

    private boolean mayRewrite(RuleBody rule) {
        for (int t : rule.terms()) {
            if (s.has(t, TermStore.HAS_CANDIDATE)) {
                return true;
            }
        }
        return false;
    }

    /** The table from abstracted terms to their variables. */
    private final class Abstraction {
        final Supply supply;
        private final Int2IntOpenHashMap table = new Int2IntOpenHashMap();
        /** Pairs of new variable and abstracted term in order of creation, which is the order of the variables. */
        private final IntArrayList originals = new IntArrayList();

        Abstraction(int avoid) {
            supply = new Supply(avoid);
        }

        int enter(int t) {
            int name = s.isVar(t) ? s.nameId(t) : z;
            int v = s.var(name, s.sort(t), supply.next++);
            table.put(t, v);
            originals.add(v);
            originals.add(t);
            return v;
        }

        /** A fact or new variable of the rule. */
        int part(int t) {
            return s.isApp(t) && heads.layer(s.head(t)) == Heads.Layer.FACT ? mapArguments(t) : term(t);
        }

        private int term(int t) {
            if (s.isApp(t) && heads.isIrreducible(s.head(t))) {
                return mapArguments(t);
            }
            int v = table.get(t);
            return v != 0 ? v : enter(t);
        }

        private int mapArguments(int t) {
            int[] args = s.args(t);
            for (int i = 0; i < args.length; i++) {
                args[i] = term(args[i]);
            }
            return s.app(s.head(t), args);
        }

        /** The variants as substitutions for the variables of the abstracted rule. */
        int[][] variants(RuleBody abstracted) {
            int[] alpha = originals.toIntArray();
            int[] terms = Substs.range(alpha);
            s.sortRange(terms, 0, terms.length);
            IntSet vars = new IntOpenHashSet(Substs.vars(s, abstracted.terms()));
            List<int[]> out = new ArrayList<>();
            for (int[] v : ac.variants(s, terms)) {
                int[] d = Substs.composeFresh(s, v, alpha);
                for (int i = 1; i < d.length; i += 2) {
                    d[i] = ac.normalise(s, d[i]);
                }
                out.add(Substs.restrict(Substs.removeRenamings(s, d), vars));
            }
            return out.toArray(int[][]::new);
        }
    }

    /** Numbers the variables of each name 0, 1, ... in order of first occurrence; domains of the variants come first. */
    private Closed rename(RuleBody rule, int[][] variants) {
        IntArrayList order = new IntArrayList();
        for (int[] v : variants) {
            for (int i = 0; i < v.length; i += 2) {
                order.add(v[i]);
            }
        }
        s.begin();
        for (int t : rule.terms()) {
            s.forEachVar(t, order::add);
        }
        Int2IntOpenHashMap next = new Int2IntOpenHashMap();
        Int2IntOpenHashMap renamed = new Int2IntOpenHashMap();
        for (int v : order) {
            if (!renamed.containsKey(v)) {
                renamed.put(v, s.var(s.nameId(v), s.sort(v), next.addTo(s.nameId(v), 1)));
            }
        }
        int[][] out = new int[variants.length][];
        for (int i = 0; i < out.length; i++) {
            out[i] = variants[i].clone();
            for (int j = 0; j < out[i].length; j += 2) {
                out[i][j] = renamed.get(out[i][j]);
            }
            Substs.sort(s, out[i]);
        }
        s.begin();
        for (Int2IntMap.Entry e : renamed.int2IntEntrySet()) {
            if (e.getIntKey() != e.getIntValue()) {
                s.bind(e.getIntKey(), e.getIntValue());
            }
        }
        RuleBody body = rule.map(s::apply);
        s.end();
        return new Closed(body, out);
    }
}
