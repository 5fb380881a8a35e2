package org.troop.term.ac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.troop.term.Builtins;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;

final class AcSessionTest {
    private static final Symbol H = Symbol.free("h", 1);
    private static final Signature ALL = Signature.pairing()
            .plus(Builtins.signature("hashing"))
            .plus(new Signature(Set.of(Ac.values()), Set.of(), Set.of(), false));
    private static final Signature DH =
            Signature.pairing().plus(new Signature(Set.of(Ac.DH), Set.of(), Set.of(), false));

    private static Var v(String name, Sort sort, int index) {
        return new Var(name, sort, index);
    }

    private static Var msg(String name, int index) {
        return v(name, Sort.MSG, index);
    }

    private static Var fresh(String name, int index) {
        return v(name, Sort.FRESH, index);
    }

    private static Term mult(Term... ts) {
        return Term.app(Symbol.MULT, ts);
    }

    private static Term exp(Term b, Term e) {
        return Term.app(Symbol.EXP, b, e);
    }

    private static Term inv(Term t) {
        return Term.app(Symbol.INV, t);
    }

    private static Term h(Term t) {
        return Term.app(H, t);
    }

    private static Term em(Term a, Term b) {
        return Term.app(Symbol.EMAP, a, b);
    }

    private static Term name(String id) {
        return new Name(Sort.PUB, id);
    }

    private static SortedMap<Var, Term> subst(Object... entries) {
        SortedMap<Var, Term> m = new TreeMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            m.put((Var) entries[i], (Term) entries[i + 1]);
        }
        return m;
    }

    private static List<SortedMap<Var, Term>> unify(AcSession s, Term l, Term r) {
        return s.unify(List.of(l), List.of(r));
    }

    @Test
    void numbersWitnessesFromAboveTheQueryInEachSolution() {
        Var u2 = msg("u", 2);
        Var y5 = msg("y", 5);
        Var z9 = msg("z", 9);
        Var k7 = fresh("k", 7);
        List<SortedMap<Var, Term>> solutions = unify(new AcSession(ALL), mult(y5, z9), mult(k7, h(u2)));
        assertEquals(
                List.of(
                        subst(u2, msg("x", 11), y5, fresh("x", 10), k7, fresh("x", 10), z9, h(msg("x", 11))),
                        subst(u2, msg("x", 10), y5, h(msg("x", 10)), k7, fresh("x", 11), z9, fresh("x", 11))),
                solutions);
    }

    @Test
    void enumeratesUnifiersInTheOrderOfSelections() {
        Var x3 = msg("x", 3);
        Var y5 = msg("y", 5);
        Var z9 = msg("z", 9);
        Var k7 = fresh("k", 7);
        Var f10 = fresh("x", 10);
        Var f11 = fresh("x", 11);
        Var m10 = msg("x", 10);
        Var m11 = msg("x", 11);
        Var m12 = msg("x", 12);
        assertEquals(
                List.of(
                        subst(x3, mult(f10, m11), y5, m12, k7, f10, z9, mult(m11, m12)),
                        subst(x3, m10, y5, mult(f11, m12), k7, f11, z9, mult(m10, m12)),
                        subst(x3, m10, y5, f11, k7, f11, z9, m10),
                        subst(x3, f10, y5, m11, k7, f10, z9, m11)),
                unify(new AcSession(ALL), mult(x3, y5), mult(k7, z9)));
    }

    @Test
    void keepsRedundantAndRepeatedUnifiers() {
        AcSession s = new AcSession(ALL);
        Symbol xor = Symbol.XOR;
        Var y = msg("y", 0);
        Var x = fresh("x", 0);
        Var u = fresh("u", 0);
        Var w = fresh("w", 0);
        assertEquals(
                2,
                unify(s, Term.app(xor, x, y, h(y)), Term.app(xor, u, w, h(u))).size());
        Var z = msg("z", 0);
        List<SortedMap<Var, Term>> twice = s.unify(
                List.of(em(name("a"), msg("v", 0)), mult(y, msg("u", 0))), List.of(em(y, z), mult(z, msg("u", 0))));
        assertEquals(2, twice.size());
        assertEquals(twice.get(0), twice.get(1));
    }

    @Test
    void identicalArgumentsOfTheCommutativeSymbolGiveOneUnifier() {
        Term pairing = em(h(msg("a", 0)), h(msg("b", 0)));
        assertEquals(List.of(subst()), unify(new AcSession(ALL), pairing, pairing));
    }

    @Test
    void enumeratesMatchersBySizeThenSubject() {
        Var x = msg("x", 0);
        Var y = msg("y", 1);
        Term a = name("a");
        Term b = name("b");
        Term c = name("c");
        Symbol f = Symbol.UNION;
        assertEquals(
                List.of(a, b, c, Term.app(f, a, b), Term.app(f, a, c), Term.app(f, b, c)),
                new AcSession(ALL)
                        .match(List.of(Term.app(f, a, b, c)), List.of(Term.app(f, x, y))).stream()
                                .map(m -> m.get(x))
                                .toList());
    }

    @Test
    void matchesTreatVariablesOfTheTermAsConstants() {
        Var x = msg("x", 0);
        Var y = msg("y", 0);
        Term t = mult(x, y);
        assertEquals(List.of(subst(), subst(x, y, y, x)), new AcSession(ALL).match(List.of(t), List.of(t)));
        assertEquals(List.of(), new AcSession(ALL).match(List.of(mult(x, y)), List.of(mult(x, name("a")))));
        assertEquals(List.of(subst()), new AcSession(ALL).match(List.of(), List.of()));
    }

    @Test
    void variantsOfAnExponentiationComeInNarrowingOrder() {
        Var a = fresh("a", 0);
        Var x = msg("X", 0);
        Term g = name("g");
        Var f1 = fresh("x", 1);
        Var m2 = msg("x", 2);
        Var m3 = msg("x", 3);
        Var m4 = msg("x", 4);
        List<SortedMap<Var, Term>> expected = List.of(
                subst(),
                subst(x, Term.app(Symbol.DH_NEUTRAL)),
                subst(x, exp(m2, m3)),
                subst(a, f1, x, exp(m2, mult(m3, inv(f1)))),
                subst(a, f1, x, exp(m2, inv(f1))),
                subst(a, f1, x, exp(m2, mult(m3, inv(mult(f1, m4))))),
                subst(a, f1, x, exp(m2, inv(mult(f1, m3)))));
        assertEquals(expected, new AcSession(DH).variants(List.of(a, x, exp(g, a), exp(x, a))));
    }

    @Test
    void bilinearRuleHas160Variants() {
        Var k = fresh("k", 0);
        List<Term> rule = List.of(exp(em(msg("X", 0), msg("Y", 0)), k), Term.app(Symbol.PMULT, k, name("P")));
        assertEquals(160, new AcSession(ALL).variants(rule).size());
    }

    @Test
    void registeredVariantQueriesMayBeComputedLaterWithTheSameAnswers() {
        List<Term> first = List.of(exp(msg("x", 1), fresh("y", 0)));
        List<Term> second = List.of(mult(fresh("y", 2), msg("x", 0), inv(msg("z", 1))));
        AcSession inOrder = new AcSession(DH);
        List<List<SortedMap<Var, Term>>> expected = List.of(inOrder.variants(first), inOrder.variants(second));
        AcSession late = new AcSession(DH);
        AcSession.VariantQuery a = late.registerVariantQuery(first);
        AcSession.VariantQuery b = late.registerVariantQuery(second);
        List<SortedMap<Var, Term>> second2 = b.variants();
        assertEquals(expected, List.of(a.variants(), second2));
    }

    @Test
    void normalisesAndTestsNormalForms() {
        AcSession s = new AcSession(ALL);
        Var x = msg("x", 0);
        Var k = fresh("k", 0);
        Term one = Term.app(Symbol.ONE);
        assertEquals(name("g"), s.normalise(exp(exp(name("g"), k), inv(k))));
        assertEquals(mult(x, inv(mult(k, msg("y", 0)))), s.normalise(mult(x, one, inv(k), inv(msg("y", 0)))));
        assertEquals(Term.app(Symbol.ZERO), s.normalise(Term.app(Symbol.XOR, h(x), h(x))));
        assertEquals(
                exp(em(name("p"), name("q")), mult(k, x)),
                s.normalise(em(Term.app(Symbol.PMULT, k, name("p")), Term.app(Symbol.PMULT, x, name("q")))));
        assertEquals(x, s.normalise(Term.app(Symbol.FST, Term.pair(x, k))));
        assertTrue(s.isNormal(mult(x, inv(k))));
        assertFalse(s.isNormal(mult(x, inv(x))));
        Term neutralFactor = mult(x, Term.app(Symbol.DH_NEUTRAL));
        assertEquals(neutralFactor, s.normalise(neutralFactor));
        assertFalse(s.isNormal(h(neutralFactor)));
    }

    @Test
    void givesUpOnProblemsBeyondItsLimit() {
        List<Term> left = new ArrayList<>();
        List<Term> right = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            left.add(msg("a", i));
            right.add(msg("b", i));
        }
        AcSession s = new AcSession(ALL, 100_000);
        assertThrows(AcLimitException.class, () -> unify(s, Term.app(Symbol.MULT, left), Term.app(Symbol.MULT, right)));
        assertEquals(
                7,
                unify(s, mult(left.get(0), left.get(1)), mult(right.get(0), right.get(1)))
                        .size());
        Term deep = Term.app(Symbol.FST, msg("x", 0));
        for (int i = 0; i < 200_000; i++) {
            deep = new Term.App(H, List.of(deep));
        }
        Term tooDeep = deep;
        assertThrows(AcLimitException.class, () -> s.normalise(tooDeep));
    }

    @Test
    void manyThreadsGetTheAnswersOfOne() throws Exception {
        AcSession shared = new AcSession(ALL);
        List<Callable<List<SortedMap<Var, Term>>>> work = new ArrayList<>();
        List<List<SortedMap<Var, Term>>> expected = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            RandomTerms random = new RandomTerms(i % 60);
            Term l = random.product(2 + i % 3);
            Term r = random.product(2);
            expected.add(unify(new AcSession(ALL), l, r));
            work.add(() -> unify(shared, l, r));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Future<List<SortedMap<Var, Term>>>> results = pool.invokeAll(work);
            for (int i = 0; i < results.size(); i++) {
                assertEquals(expected.get(i), results.get(i).get());
            }
        }
    }

    @Test
    void termStoresGetTheSameAnswersAsTrees() {
        Heads heads = new Heads();
        for (Symbol f : ALL.symbols()) {
            heads.function(f);
        }
        ALL.acSymbols().forEach(heads::function);
        for (String n : List.of("a", "b", "k", "p")) {
            heads.string(n);
        }
        heads.freeze();
        for (int seed = 0; seed < 60; seed++) {
            AcSession session = new AcSession(ALL);
            AcService service = new AcService(new AcSession(ALL), heads);
            StoreTerms store = new StoreTerms(new TermStore(heads));
            RandomTerms random = new RandomTerms(seed);
            Term l = random.product(3);
            Term r = random.product(2);
            int[] pair = {store.of(l), store.of(r)};
            int[] terms = {pair[0]};
            assertEquals(
                    store.of(session.variants(List.of(l))), strings(service.variants(store.s, terms)), "seed " + seed);
            assertEquals(store.of(unify(session, l, r)), strings(service.unify(store.s, pair)), "seed " + seed);
            assertEquals(
                    store.of(session.match(List.of(l), List.of(r))),
                    strings(service.match(store.s, pair)),
                    "seed " + seed);
            assertEquals(store.of(session.normalise(l)), service.normalise(store.s, pair[0]));
            assertEquals(session.isNormal(l), service.isNormal(store.s, pair[0]));
        }
    }

    private static List<List<Integer>> strings(List<int[]> answers) {
        return answers.stream()
                .map(a -> java.util.Arrays.stream(a).boxed().toList())
                .toList();
    }

    /** Trees in a term store. */
    private static final class StoreTerms {
        private final TermStore s;

        StoreTerms(TermStore s) {
            this.s = s;
        }

        int of(Term t) {
            return switch (t) {
                case Var x -> s.var(s.heads.string(x.name()), x.sort(), x.index());
                case Name n -> s.name(n.sort(), s.heads.string(n.id()));
                case Term.App a ->
                    s.app(
                            s.heads.function(a.symbol()),
                            a.args().stream().mapToInt(this::of).toArray());
                case Term.Bound b -> throw new IllegalArgumentException();
            };
        }

        List<List<Integer>> of(List<? extends Map<Var, Term>> substs) {
            List<List<Integer>> out = new ArrayList<>();
            for (Map<Var, Term> m : substs) {
                List<Integer> l = new ArrayList<>();
                m.forEach((x, t) -> {
                    l.add(of(x));
                    l.add(of(t));
                });
                out.add(l);
            }
            return out;
        }
    }

    /** Small products over shared variables. */
    private static final class RandomTerms {
        private final java.util.Random random;
        private final List<Term> atoms = List.of(
                msg("x", 0), msg("y", 3), fresh("k", 1), v("p", Sort.PUB, 2), name("a"), new Name(Sort.FRESH, "b"));

        RandomTerms(long seed) {
            random = new java.util.Random(seed);
        }

        private Term atom() {
            Term t = atoms.get(random.nextInt(atoms.size()));
            return switch (random.nextInt(6)) {
                case 0 -> h(t);
                case 1 -> exp(t, atoms.get(random.nextInt(atoms.size())));
                case 2 -> em(t, atoms.get(random.nextInt(atoms.size())));
                default -> t;
            };
        }

        Term product(int n) {
            List<Term> ts = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                ts.add(atom());
            }
            return Term.app(Symbol.MULT, ts);
        }
    }
}
