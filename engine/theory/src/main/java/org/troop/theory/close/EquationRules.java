package org.troop.theory.close;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.store.TermStore;
import org.troop.theory.syntax.FactTag;

/**
 * The adversary's rules for free symbols: destruction rules from the equations, construction rules from the symbols, less
 * those that others make redundant (Tamarin manual, "Message deduction"; Schmidt 2012, section 3.2.4).
 *
 * <p>A destruction rule walks down the left side of an equation towards a position that the right side needs: what lies
 * beside the path must be known, what is reached is what is taken apart.
 */
final class EquationRules {
    private final AdversaryFacts a;
    private final TermStore s;
    private final Signature signature;

    private EquationRules(AdversaryFacts a, Signature signature) {
        this.a = a;
        this.s = a.s;
        this.signature = signature;
    }

    /** Destruction rules (remaining applications -1: not computed yet), construction rules, derivable constants. */
    static List<AdversaryRule> of(AdversaryFacts a, Signature signature) {
        EquationRules r = new EquationRules(a, signature);
        List<AdversaryRule> all = new ArrayList<>();
        for (Equation e : signature.equations()) {
            r.destruct(e, all);
        }
        r.construct(all);
        r.derivableConstants(all);
        return r.minimise(all);
    }

    private void destruct(Equation e, List<AdversaryRule> out) {
        int l = s.fromTree(e.lhs());
        int r = s.fromTree(e.rhs());
        boolean constant = s.isGround(r);
        if (constant && !s.has(r, TermStore.HAS_PRIVATE)) {
            return;
        }
        for (List<Integer> position : e.positions()) {
            destruct(l, r, constant, position, out);
        }
    }

    private void destruct(int l, int r, boolean constant, List<Integer> position, List<AdversaryRule> out) {
        boolean subterm = at(l, position) == r;
        int t = l;
        IntArrayList beside = new IntArrayList();
        StringBuilder symbols = new StringBuilder();
        String indices = "";
        for (int k = 0; k < position.size(); k++) {
            if (!s.isApp(t) || s.heads.isPrivate(s.head(t)) || (!constant && k == position.size() - 1)) {
                return;
            }
            int i = position.get(k);
            for (int j = 0; j < s.arity(t); j++) {
                if (j != i) {
                    beside.add(s.arg(t, j));
                }
            }
            symbols.append('_').append(((Symbol) s.heads.key(s.head(t))).name());
            indices = "_" + i + indices;
            t = s.arg(t, i);
            if (t != r && !beside.contains(r)) {
                RuleInfo info = RuleInfo.destruction("d" + indices + symbols, -1, subterm, constant);
                out.add(a.destruction(info, AdversaryFacts.concat(a.kd(t), a.ku(beside.toIntArray())), r));
            }
        }
    }

    private int at(int l, List<Integer> position) {
        int t = l;
        for (int i : position) {
            t = s.arg(t, i);
        }
        return t;
    }

    private void construct(List<AdversaryRule> out) {
        for (Symbol f : signature.symbols()) {
            if (!f.isPrivate() && !f.isDestructor() && !isBuiltin(f)) {
                int[] xs = new int[f.arity()];
                Arrays.setAll(xs, a::x);
                out.add(a.construction("c_" + f.name(), a.ku(xs), a.app(f, xs)));
            }
        }
    }

    /** Whether the symbol belongs to an AC theory, which has its own rules. */
    private boolean isBuiltin(Symbol f) {
        return signature.has(Ac.DH)
                        && (f.equals(Symbol.EXP)
                                || f.equals(Symbol.INV)
                                || f.equals(Symbol.ONE)
                                || f.equals(Symbol.DH_NEUTRAL))
                || signature.has(Ac.BILINEAR) && f.equals(Symbol.PMULT)
                || signature.has(Ac.XOR) && f.equals(Symbol.ZERO)
                || signature.has(Ac.NAT) && f.equals(Symbol.NAT_ONE);
    }

    /** Private constants that some equation yields from public symbols and constants derived before. */
    private void derivableConstants(List<AdversaryRule> out) {
        List<Equation> open = new ArrayList<>();
        for (Equation e : signature.equations()) {
            if (constant(e) != null) {
                open.add(e);
            }
        }
        Set<Symbol> derived = new HashSet<>();
        boolean more = true;
        while (more) {
            more = false;
            List<Symbol> added = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                if (onlyPublic(open.get(i).lhs(), derived)) {
                    added.add(constant(open.remove(i--)));
                    more = true;
                }
            }
            derived.addAll(added);
            for (Symbol c : added) {
                out.add(a.construction("c_" + c.name(), AdversaryFacts.NONE, a.app(c)));
            }
        }
    }

    private static @Nullable Symbol constant(Equation e) {
        return e.rhs() instanceof Term.App r
                        && r.symbol().arity() == 0
                        && r.symbol().isPrivate()
                ? r.symbol()
                : null;
    }

    private static boolean onlyPublic(Term t, Set<Symbol> derived) {
        if (!(t instanceof Term.App f)) {
            return true;
        }
        if (f.symbol().isPrivate() && !derived.contains(f.symbol())) {
            return false;
        }
        for (Term u : f.args()) {
            if (!onlyPublic(u, derived)) {
                return false;
            }
        }
        return true;
    }

    /** Drops rules of which another one needs less for the same conclusion, comparing terms as they are. */
    private List<AdversaryRule> minimise(List<AdversaryRule> rules) {
        List<AdversaryRule> kept = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            AdversaryRule r = rules.get(i);
            if (!isSubsumed(r, kept) && !isSubsumed(r, rules.subList(i + 1, rules.size()))) {
                kept.add(r);
            }
        }
        kept.removeIf(this::givesConstantFromAnything);
        return kept;
    }

    private static boolean isSubsumed(AdversaryRule r, List<AdversaryRule> others) {
        for (AdversaryRule o : others) {
            if (subsumes(o, r)) {
                return true;
            }
        }
        return false;
    }

    private static boolean subsumes(AdversaryRule o, AdversaryRule r) {
        if (!Arrays.equals(o.body().conclusions(), r.body().conclusions())) {
            return false;
        }
        IntArrayList premises = IntArrayList.wrap(r.body().premises());
        for (int p : o.body().premises()) {
            if (!premises.contains(p)) {
                return false;
            }
        }
        return true;
    }

    /** Rules {@code KD(x), KU(x), ... --> KD(c)} with public premises: c would follow from two copies of anything. */
    private boolean givesConstantFromAnything(AdversaryRule r) {
        int[] premises = r.body().premises();
        if (premises.length == 0 || !FactTerms.tag(s, premises[0]).equals(FactTag.KD)) {
            return false;
        }
        int x = s.arg(premises[0], 0);
        if (!s.isVarOf(x, Sort.MSG) || !s.isGround(s.arg(r.body().conclusions()[0], 0))) {
            return false;
        }
        boolean alsoKnown = false;
        for (int p : premises) {
            if (s.has(p, TermStore.HAS_PRIVATE)) {
                return false;
            }
            alsoKnown |= p == a.ku(x)[0];
        }
        return alsoKnown;
    }
}
