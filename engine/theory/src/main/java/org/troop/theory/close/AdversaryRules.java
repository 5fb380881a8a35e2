package org.troop.theory.close;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.store.AcSolver;
import org.troop.term.store.TermStore;
import org.troop.term.unify.Substs;
import org.troop.term.unify.Unifier;
import org.troop.theory.close.RuleInfo.Kind;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.IntruderRule;

/**
 * All rules of the adversary in their order: hand-written ones, those of the equations and free symbols, the ones that
 * always exist, those of the AC theories. Closing a destruction rule bounds how often it may be applied in a row (a term
 * has only so many subterms) and, where its conclusion is not part of its equation's left side, adds its variants.
 */
final class AdversaryRules {
    private final TermStore s;
    private final AcSolver ac;
    private final Unifier unifier;

    private AdversaryRules(TermStore s, AcSolver ac) {
        this.s = s;
        this.ac = ac;
        this.unifier = new Unifier(s, ac);
    }

    static List<AdversaryRule> of(TermStore s, AcSolver ac, Signature signature, List<IntruderRule> written) {
        AdversaryFacts a = new AdversaryFacts(s);
        Set<AdversaryRule> all = new LinkedHashSet<>();
        for (IntruderRule r : written) {
            all.add(written(s, r));
        }
        all.addAll(EquationRules.of(a, signature));
        List<AdversaryRule> fixed = new ArrayList<>();
        always(a, fixed);
        builtin(a, signature, fixed);
        all.addAll(fixed);
        AdversaryRules closing = new AdversaryRules(s, ac);
        List<AdversaryRule> out = new ArrayList<>();
        for (AdversaryRule r : all) {
            closing.close(r, out);
        }
        return out;
    }

    private static AdversaryRule written(TermStore s, IntruderRule r) {
        RuleInfo info = r.destruction()
                ? RuleInfo.destruction("d" + r.label(), r.applications(), true, false)
                : RuleInfo.of(Kind.CONSTRUCTION, "c" + r.label());
        return new AdversaryRule(info, RuleBody.of(s, r.premises(), r.conclusions(), r.actions(), r.newVariables()));
    }

    private static void always(AdversaryFacts a, List<AdversaryRule> out) {
        int x = a.x(0);
        int pub = a.x(Sort.PUB, 0);
        int fresh = a.x(Sort.FRESH, 0);
        int[] none = AdversaryFacts.NONE;
        out.add(a.construction(Kind.COERCE, "coerce", a.kd(x), x));
        out.add(a.construction(Kind.PUB, "pub", none, pub, pub));
        out.add(a.construction(Kind.FRESH_NAME, "fresh", a.fact(FactTag.FR, fresh), fresh));
        out.add(new AdversaryRule(
                RuleInfo.of(Kind.ISEND, "isend"),
                RuleBody.of(a.ku(x), a.fact(FactTag.IN, x), a.fact(FactTag.KNOWN, x), none)));
        out.add(new AdversaryRule(
                RuleInfo.of(Kind.IRECV, "irecv"), RuleBody.of(a.fact(FactTag.OUT, x), a.kd(x), none, none)));
    }

    private static void builtin(AdversaryFacts a, Signature signature, List<AdversaryRule> out) {
        int x = a.x(0);
        int y = a.variable("y");
        int z = a.variable("z");
        if (signature.has(Ac.NAT)) {
            int n = a.x(Sort.NAT, 0);
            out.add(a.construction(Kind.NAT, "nat", AdversaryFacts.NONE, n, n));
        }
        if (signature.has(Ac.MULTISET)) {
            int xy = a.app(Symbol.UNION, x, y);
            out.add(a.destruction("d_union", 0, a.kd(xy), x));
            out.add(a.construction("c_union", a.ku(x, y), xy));
        }
        if (signature.has(Ac.XOR)) {
            int xy = a.app(Symbol.XOR, x, y);
            int yz = a.app(Symbol.XOR, y, z);
            int xz = a.app(Symbol.XOR, x, z);
            out.add(a.destruction("d_xor", 1, AdversaryFacts.concat(a.kd(xy), a.ku(yz)), xz));
            out.add(a.destruction("d_xor", 1, AdversaryFacts.concat(a.kd(xy), a.ku(y)), x));
            out.add(a.construction("c_xor", a.ku(x, y), xy));
            out.add(a.construction("c_zero", AdversaryFacts.NONE, a.app(Symbol.ZERO)));
        }
        if (signature.has(Ac.DH)) {
            DiffieHellmanRules.exponentiation(a, out);
        }
        if (signature.has(Ac.BILINEAR)) {
            DiffieHellmanRules.pairing(a, out);
        }
    }

    private void close(AdversaryRule r, List<AdversaryRule> out) {
        if (!r.isDestruction()) {
            out.add(r);
            return;
        }
        RuleInfo info = r.info().remaining() < 0 ? r.info().withRemaining(remaining(r.body())) : r.info();
        AdversaryRule bounded = new AdversaryRule(info, r.body());
        if (info.subterm()) {
            out.add(bounded);
        } else {
            variants(bounded, out);
        }
    }

    /** How often the rule may be applied to its own conclusion: 0 is as often as one likes. */
    private int remaining(RuleBody r) {
        int t = s.arg(r.premises()[0], 0);
        int c = s.arg(r.conclusions()[0], 0);
        if (!unifier.unifiable(c, t)) {
            return 0;
        }
        boolean privateRoot = s.isApp(t) && s.heads.isPrivate(s.head(t));
        return s.weight(t) - (privateRoot ? 1 : 2);
    }

    /** The variants of a rule's terms as rules; of rules equal up to renaming the first. */
    private void variants(AdversaryRule r, List<AdversaryRule> out) {
        int[] facts = Arrays.copyOf(r.body().terms(), r.body().facts());
        int[] terms = new int[0];
        for (int f : facts) {
            terms = AdversaryFacts.concat(terms, s.args(f));
        }
        int avoid = Substs.avoid(s, r.body().terms());
        List<AdversaryRule> own = new ArrayList<>();
        for (int[] v : ac.variants(s, terms)) {
            int[] images = Substs.shift(s, Substs.range(v), avoid);
            s.begin();
            for (int i = 0; i < images.length; i++) {
                if (v[2 * i] != images[i]) {
                    s.bind(v[2 * i], images[i]);
                }
            }
            RuleBody instance = r.body().map(s::apply);
            s.end();
            AdversaryRule variant = new AdversaryRule(r.info(), instance.map(this::normalise));
            int c = s.arg(variant.body().conclusions()[0], 0);
            if (!s.isApp(c, s.heads.mult) && own.stream().noneMatch(o -> areRenamings(o.body(), variant.body()))) {
                own.add(variant);
            }
        }
        out.addAll(own);
    }

    private int normalise(int fact) {
        int[] args = s.args(fact);
        for (int i = 0; i < args.length; i++) {
            args[i] = ac.normalise(s, args[i]);
        }
        return s.app(s.head(fact), args);
    }

    private boolean areRenamings(RuleBody l, RuleBody r) {
        int n = l.facts();
        int[] pairs = new int[2 * n];
        for (int i = 0; i < n; i++) {
            if (s.head(l.terms()[i]) != s.head(r.terms()[i])) {
                return false;
            }
            pairs[2 * i] = l.terms()[i];
            pairs[2 * i + 1] = r.terms()[i];
        }
        IntSet left = new IntOpenHashSet(Substs.vars(s, l.terms()));
        IntSet right = new IntOpenHashSet(Substs.vars(s, r.terms()));
        for (int[] u : unifier.unifyFresh(pairs)) {
            if (isRenaming(Substs.restrict(u, left)) && isRenaming(Substs.restrict(u, right))) {
                return true;
            }
        }
        return false;
    }

    private boolean isRenaming(int[] sub) {
        return Substs.removeRenamings(s, sub).length == 0;
    }
}
