package org.troop.term;

import static org.troop.term.Signature.equation;
import static org.troop.term.Signature.x;
import static org.troop.term.Symbol.free;
import static org.troop.term.Term.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.troop.term.Signature.Ac;

/** The builtin message theories (Tamarin manual, "Built-in message theories"), by the name used in {@code builtins:}. */
public final class Builtins {
    private static final Map<String, Signature> BY_NAME = new LinkedHashMap<>();

    static final List<Equation> XOR_RULES;
    static final List<Equation> DH_RULES;
    static final List<Equation> BILINEAR_RULES;

    static {
        Term x1 = x(1);
        Term x2 = x(2);
        Term x3 = x(3);
        Term one = app(Symbol.ONE);
        Term zero = app(Symbol.ZERO);
        Term neutral = app(Symbol.DH_NEUTRAL);
        XOR_RULES = List.of(rule(xor(x1, zero), x1), rule(xor(x1, x1), zero), rule(xor(x1, x1, x2), x2));
        DH_RULES = List.of(
                rule(exp(x1, one), x1),
                rule(exp(exp(x1, x2), x3), exp(x1, mult(x2, x3))),
                rule(exp(neutral, x1), neutral),
                rule(mult(x1, one), x1),
                rule(inv(inv(x1)), x1),
                rule(inv(one), one),
                rule(mult(x1, inv(x1)), one),
                rule(mult(inv(x1), inv(x2)), inv(mult(x1, x2))),
                rule(mult(inv(mult(x1, x2)), x2), inv(x1)),
                rule(inv(mult(inv(x1), x2)), mult(x1, inv(x2))),
                rule(mult(x1, inv(x1), x2), x2),
                rule(mult(inv(x1), inv(x2), x3), mult(inv(mult(x1, x2)), x3)),
                rule(mult(inv(mult(x1, x2)), x2, x3), mult(inv(x1), x3)));
        BILINEAR_RULES = List.of(
                rule(pmult(one, x1), x1),
                rule(pmult(x3, pmult(x2, x1)), pmult(mult(x3, x2), x1)),
                rule(app(Symbol.EMAP, x1, pmult(x2, x3)), exp(app(Symbol.EMAP, x1, x3), x2)));

        pairing("pairing", false);
        pairing("dest-pairing", true);
        put("hashing", List.of(free("h", 1)));
        senc("symmetric-encryption", false);
        senc("dest-symmetric-encryption", true);
        aenc("asymmetric-encryption", false);
        aenc("dest-asymmetric-encryption", true);
        signing("signing", false);
        signing("dest-signing", true);
        Symbol truth = free("true", 0);
        Symbol pk = free("pk", 1);
        Symbol rs = free("revealSign", 2);
        Symbol rv = free("revealVerify", 3);
        Symbol gm = free("getMessage", 1);
        put(
                "revealing-signing",
                List.of(rs, rv, gm, pk, truth),
                equation(app(rv, app(rs, x1, x2), x1, app(pk, x2)), app(truth), 0, 0),
                equation(app(gm, app(rs, x1, x2)), x1, 0, 0));
        Symbol rep = new Symbol(Symbol.Kind.FREE, "rep", 2, true, true);
        Symbol checkRep = destructor("check_rep", 2, true);
        Symbol getRep = destructor("get_rep", 1, true);
        put(
                "locations-report",
                List.of(rep, checkRep, getRep, free("report", 1)),
                equation(app(checkRep, app(rep, x1, x2), x2), x1, 0, 0),
                equation(app(getRep, app(rep, x1, x2)), x1, 0, 0));
        BY_NAME.put("reliable-channel", new Signature(Set.of(), Set.of(), Set.of(), false));
        ac("multiset", Ac.MULTISET);
        ac("xor", Ac.XOR);
        ac("natural-numbers", Ac.NAT);
        ac("diffie-hellman", Ac.DH);
        ac("bilinear-pairing", Ac.BILINEAR);
    }

    private Builtins() {}

    /** Names in the order of the manual; {@code pairing} (always on) included. */
    public static Set<String> names() {
        return BY_NAME.keySet();
    }

    /**
     * What the builtin adds.
     *
     * @throws IllegalArgumentException for an unknown name
     */
    public static Signature signature(String name) {
        Signature s = BY_NAME.get(name);
        if (s == null) {
            throw new IllegalArgumentException("unknown builtin theory '" + name + "'");
        }
        return s;
    }

    private static void pairing(String name, boolean dest) {
        Symbol fst = destructor("fst", 1, dest);
        Symbol snd = destructor("snd", 1, dest);
        put(
                name,
                List.of(Symbol.PAIR, fst, snd),
                equation(app(fst, Term.pair(x(1), x(2))), x(1), 0, 0),
                equation(app(snd, Term.pair(x(1), x(2))), x(2), 0, 1));
    }

    private static void senc(String name, boolean dest) {
        Symbol senc = free("senc", 2);
        Symbol sdec = destructor("sdec", 2, dest);
        put(name, List.of(senc, sdec), equation(app(sdec, app(senc, x(1), x(2)), x(2)), x(1), 0, 0));
    }

    private static void aenc(String name, boolean dest) {
        Symbol aenc = free("aenc", 2);
        Symbol pk = free("pk", 1);
        Symbol adec = destructor("adec", 2, dest);
        put(name, List.of(aenc, adec, pk), equation(app(adec, app(aenc, x(1), app(pk, x(2))), x(2)), x(1), 0, 0));
    }

    private static void signing(String name, boolean dest) {
        Symbol sign = free("sign", 2);
        Symbol pk = free("pk", 1);
        Symbol truth = free("true", 0);
        Symbol verify = destructor("verify", 3, dest);
        put(
                name,
                List.of(sign, verify, pk, truth),
                equation(app(verify, app(sign, x(1), x(2)), x(1), app(pk, x(2))), app(truth), 0, 0));
    }

    private static void ac(String name, Ac theory) {
        BY_NAME.put(name, new Signature(Set.of(theory), Set.of(), Set.of(), false));
    }

    private static void put(String name, List<Symbol> symbols, Equation... equations) {
        BY_NAME.put(name, new Signature(Set.of(), Set.copyOf(symbols), Set.of(equations), false));
    }

    private static Symbol destructor(String name, int arity, boolean dest) {
        return new Symbol(Symbol.Kind.FREE, name, arity, false, dest);
    }

    private static Equation rule(Term l, Term r) {
        return new Equation(l, List.of(), r);
    }

    private static Term xor(Term... ts) {
        return app(Symbol.XOR, ts);
    }

    private static Term mult(Term... ts) {
        return app(Symbol.MULT, ts);
    }

    private static Term exp(Term a, Term b) {
        return app(Symbol.EXP, a, b);
    }

    private static Term inv(Term a) {
        return app(Symbol.INV, a);
    }

    private static Term pmult(Term a, Term b) {
        return app(Symbol.PMULT, a, b);
    }
}
