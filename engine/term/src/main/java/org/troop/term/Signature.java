package org.troop.term;

import static org.troop.term.Symbol.DH_NEUTRAL;
import static org.troop.term.Symbol.EMAP;
import static org.troop.term.Symbol.EXP;
import static org.troop.term.Symbol.INV;
import static org.troop.term.Symbol.MULT;
import static org.troop.term.Symbol.NAT_ONE;
import static org.troop.term.Symbol.NAT_PLUS;
import static org.troop.term.Symbol.ONE;
import static org.troop.term.Symbol.PMULT;
import static org.troop.term.Symbol.UNION;
import static org.troop.term.Symbol.XOR;
import static org.troop.term.Symbol.ZERO;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.troop.term.Term.Var;

/**
 * The message theory of a protocol theory: enabled AC theories, free symbols, equations. Immutable; grows by {@link
 * #plus}. The sets are sorted (iteration order is the order of symbols and equations).
 *
 * @param theories enabled builtin AC theories; BILINEAR implies DH
 * @param symbols free symbols, the ones of enabled AC theories included
 * @param equations free equations only (builtin standard and user ones), not those of AC theories
 * @param convergent whether the last equations block was marked {@code [convergent]}
 */
public record Signature(Set<Ac> theories, Set<Symbol> symbols, Set<Equation> equations, boolean convergent) {

    /** Builtin theories with AC or C operators. */
    public enum Ac {
        MULTISET,
        DH,
        BILINEAR,
        XOR,
        NAT
    }

    public Signature {
        EnumSet<Ac> t = EnumSet.noneOf(Ac.class);
        t.addAll(theories);
        TreeSet<Symbol> s = new TreeSet<>(symbols);
        if (t.contains(Ac.BILINEAR)) {
            t.add(Ac.DH);
            s.add(PMULT);
        }
        if (t.contains(Ac.DH)) {
            Collections.addAll(s, EXP, INV, ONE, DH_NEUTRAL);
        }
        if (t.contains(Ac.XOR)) {
            s.add(ZERO);
        }
        if (t.contains(Ac.NAT)) {
            s.add(NAT_ONE);
        }
        theories = Collections.unmodifiableSet(t);
        symbols = Collections.unmodifiableSet(s);
        equations = Collections.unmodifiableSet(new TreeSet<>(equations));
    }

    /** Pairing only: {@code pair/2 fst/1 snd/1} with the projections. */
    public static Signature pairing() {
        return Builtins.signature("pairing");
    }

    public boolean has(Ac theory) {
        return theories.contains(theory);
    }

    /**
     * Union of two signatures. When {@code other} holds the destructor pairing symbols, the constructor ones and their
     * equations leave this signature first. The convergent mark is {@code other}'s.
     */
    public Signature plus(Signature other) {
        EnumSet<Ac> t = EnumSet.noneOf(Ac.class);
        t.addAll(theories);
        t.addAll(other.theories);
        Set<Symbol> s = new TreeSet<>(symbols);
        Set<Equation> e = new TreeSet<>(equations);
        Signature dest = Builtins.signature("dest-pairing");
        if (other.symbols.containsAll(dest.symbols)) {
            Signature cons = Builtins.signature("pairing");
            s.remove(Symbol.FST);
            s.remove(Symbol.SND);
            e.removeAll(cons.equations);
        }
        s.addAll(other.symbols);
        e.addAll(other.equations);
        return new Signature(t, s, e, other.convergent);
    }

    /** AC and C symbols of the enabled theories, in symbol order. */
    public List<Symbol> acSymbols() {
        TreeSet<Symbol> s = new TreeSet<>();
        if (has(Ac.MULTISET)) {
            s.add(UNION);
        }
        if (has(Ac.DH)) {
            s.add(MULT);
        }
        if (has(Ac.XOR)) {
            s.add(XOR);
        }
        if (has(Ac.NAT)) {
            s.add(NAT_PLUS);
        }
        if (has(Ac.BILINEAR)) {
            s.add(EMAP);
        }
        return List.copyOf(s);
    }

    /** All rewrite rules in their order (left side, right side): free equations and those of the AC theories. */
    public List<Equation> rewriteRules() {
        TreeSet<Equation> all = new TreeSet<>(Signature::compareSides);
        all.addAll(equations);
        if (has(Ac.DH)) {
            all.addAll(Builtins.DH_RULES);
        }
        if (has(Ac.BILINEAR)) {
            all.addAll(Builtins.BILINEAR_RULES);
        }
        if (has(Ac.XOR)) {
            all.addAll(Builtins.XOR_RULES);
        }
        return List.copyOf(all);
    }

    private static int compareSides(Equation a, Equation b) {
        int c = a.lhs().compareTo(b.lhs());
        return c != 0 ? c : a.rhs().compareTo(b.rhs());
    }

    /** Root symbols of the left sides of all rewrite rules. */
    public Set<Symbol> reducible() {
        Set<Symbol> roots = new HashSet<>();
        for (Equation e : rewriteRules()) {
            if (e.lhs() instanceof Term.App a) {
                roots.add(a.symbol());
            }
        }
        return roots;
    }

    /** All symbols without the roots of the free equations and without {@code ^ inv pmult em xor}; {@code *} stays. */
    public Set<Symbol> irreducible() {
        Set<Symbol> s = new HashSet<>(symbols);
        s.addAll(acSymbols());
        for (Equation e : equations) {
            if (e.lhs() instanceof Term.App a) {
                s.remove(a.symbol());
            }
        }
        List.of(EXP, INV, PMULT, EMAP, XOR).forEach(s::remove);
        return s;
    }

    /** The equation {@code l = r} with one destruction position. */
    static Equation equation(Term l, Term r, Integer... position) {
        return new Equation(l, List.of(List.of(position)), r);
    }

    static Var x(int i) {
        return new Var("x", Sort.MSG, i);
    }
}
