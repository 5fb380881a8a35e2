package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.troop.solver.search.ClosedSubtrees.Closed;
import org.troop.solver.search.ClosedSubtrees.Position;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.print.ProofPrinter;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.Ranking;

/** Taking closed subtrees again changes neither verdict nor script, whatever lemmas stand beside each other. */
class SubgoalReuseTest {
    /** Every proof of a lemma about these ends. */
    private static final String RULES = """
            builtins: symmetric-encryption, hashing
            rule Key:    [ Fr(~k) ] --> [ !Key($A, ~k) ]
            rule Leak:   [ !Key(a, k) ] --[ Leak(a) ]-> [ Out(k) ]
            rule Ask:    [ Fr(~n), !Key(a, k) ] --[ Asked(a, ~n) ]-> [ Out(senc(<'1', ~n>, k)), Wait(a, ~n) ]
            rule Answer: [ !Key(a, k), In(senc(<'1', n>, k)), Fr(~m) ]
                         --[ Answered(a, n, ~m) ]-> [ Out(senc(<'2', h(n), ~m>, k)) ]
            rule Done:   [ Wait(a, n), !Key(a, k), In(senc(<'2', h(n), m>, k)) ] --[ Done(a, n, m) ]-> [ ]
            """;

    private static final List<String> FORMULAS = List.of(
            "All a n m #i. Done(a, n, m) @ i ==> (Ex #j. Answered(a, n, m) @ j & j < i) | (Ex #j. Leak(a) @ j & j < i)",
            "All a n m #i. Done(a, n, m) @ i ==> Ex #j. Asked(a, n) @ j & j < i",
            "All a n m #i. Answered(a, n, m) @ i ==> (Ex #j. Asked(a, n) @ j & j < i) | (Ex #j. Leak(a) @ j & j < i)",
            "All a n m #i #j. Done(a, n, m) @ i & K(m) @ j ==> Ex #l. Leak(a) @ l",
            "All a n m #i. Done(a, n, m) @ i ==> F");
    private static final List<String> ATTRIBUTES = List.of(
            "",
            "[use_induction]",
            "[reuse, use_induction]",
            "[sources]",
            "[heuristic=C]",
            "[heuristic=sC]",
            "[heuristic=iP]",
            "[hide_lemma=l0]");
    private static final ProverOptions OFF = options(1).with(SubgoalSharing.OFF);

    private static ProverOptions options(int threads) {
        return new ProverOptions(Strategy.DFS, Integer.MAX_VALUE, List.of(), Limits.DEFAULT, threads)
                .with(SubgoalSharing.ON);
    }

    private static String lemma(String name, int formula, int attributes) {
        return "lemma " + name + " " + ATTRIBUTES.get(attributes) + ": \"" + FORMULAS.get(formula) + "\"\n";
    }

    private static List<String> scripts(TheoryProver p) {
        return p.prove(l -> true).stream()
                .map(r -> r.status() + " " + r.steps() + "\n" + ProofPrinter.text(r.proof()))
                .toList();
    }

    @Property(tries = 25)
    void changesNothing(
            @ForAll @Size(min = 2, max = 6) List<@IntRange(min = 0, max = 39) Integer> lemmas,
            @ForAll Strategy strategy,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        StringBuilder items = new StringBuilder(RULES);
        for (int i = 0; i < lemmas.size(); i++) {
            items.append(lemma("l" + i, lemmas.get(i) % FORMULAS.size(), lemmas.get(i) / FORMULAS.size()));
        }
        ClosedTheory t = Proofs.close(items.toString());
        ProverOptions on = new ProverOptions(strategy, Integer.MAX_VALUE, List.of(), Limits.DEFAULT, threads)
                .with(SubgoalSharing.ON);
        List<String> expected = scripts(new TheoryProver(t, on.with(SubgoalSharing.OFF), line -> {}));
        assertEquals(expected, scripts(new TheoryProver(t, on, line -> {})), items.toString());
        ProverOptions checked = on.with(SubgoalSharing.CHECKED);
        assertEquals(expected, scripts(new TheoryProver(t, checked, line -> {})), items.toString());
    }

    @Test
    void takesAWholeProofAgain() {
        ClosedTheory t = Proofs.close(RULES + lemma("first", 0, 0) + lemma("second", 0, 0));
        ProverOptions inOneRound = new ProverOptions(Strategy.NONE, Integer.MAX_VALUE, List.of(), Limits.DEFAULT, 1)
                .with(SubgoalSharing.ON);
        TheoryProver p = new TheoryProver(t, inOneRound, line -> {});
        List<LemmaResult> results = p.prove(l -> true);
        assertEquals(
                ProofPrinter.text(results.get(0).proof()),
                ProofPrinter.text(results.get(1).proof()));
        assertTrue(results.get(0).steps() > 5);
        assertTrue(p.subgoals().nodes() >= results.get(1).steps(), p.subgoals().toString());
    }

    /** Each of these lemmas has the formula of the first, and another proof, or another way to it. */
    @Test
    void tellsLemmasApartThatDifferInWhatDecides() {
        for (int formula : new int[] {0, 2}) {
            for (int attributes = 1; attributes < ATTRIBUTES.size(); attributes++) {
                ClosedTheory t = Proofs.close(RULES
                        + lemma("l0", 2, 2)
                        + lemma("one", formula, 0)
                        + lemma("other", formula, attributes)
                        + lemma("again", formula, 0));
                assertEquals(
                        scripts(new TheoryProver(t, OFF, line -> {})),
                        scripts(new TheoryProver(t, options(1), line -> {})),
                        FORMULAS.get(formula) + " " + ATTRIBUTES.get(attributes));
            }
        }
    }

    @Test
    void givesTheSameFragmentForAUnitThatComesAgain() {
        ClosedTheory t = Proofs.close(RULES + lemma("l", 0, 0));
        UnitProver p = new UnitProver(t, options(1), line -> {});
        WorkUnit root = new WorkUnit(new int[0], null, Integer.MAX_VALUE, null, true);
        UnitOutcome first = p.hands("l").search(root, Budget.UNLIMITED);
        UnitOutcome again = p.hands("l").search(root, Budget.UNLIMITED);
        assertArrayEquals(first.fragment(), again.fragment());
        assertEquals(first.nodes(), again.nodes());
        assertEquals(0, again.expanded());
        UnitOutcome part = p.hands("l").search(root, Budget.ofNodes(first.nodes() - 1));
        assertTrue(part.nodes() < first.nodes(), "a unit closes no more nodes than its budget allows");
    }

    @Test
    void findsAWrongProofWhenItChecks() {
        ClosedTheory t = Proofs.close(RULES + lemma("l", 0, 0));
        Prover prover = new Prover(
                new org.troop.solver.reduce.RuleIndex(t),
                LemmaContext.of(t, t.lemmas().getFirst(), List.of()),
                new TheoryProver(t, OFF, line -> {}).sources(),
                GoalOracle.NONE);
        ClosedSubtrees known = new ClosedSubtrees();
        SubgoalReuse reuse = SubgoalReuse.of(known, prover.context(), true);
        var start = initial(prover);
        SearchNode wrong = SearchNode.leaf(new ProofMethod.Contradiction(new ProofMethod.Reason.Text("cyclic")));
        reuse.enter(prover.expander(), start, 0, wrong, 1);
        Closed found = reuse.find(prover.expander(), start, 0);
        assertThrows(
                IllegalStateException.class, () -> reuse.use(found, new SearchNode(), prover.expander(), start, 0));
    }

    private static org.troop.solver.system.ConstraintSystem initial(Prover p) {
        try {
            return p.context().initialSystem(p.workspace());
        } catch (org.troop.theory.guard.UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Test
    void keepsWhatWasUsedAndNoMoreThanItMay() {
        List<Ranking> h = List.of(new Ranking.Letter('s'));
        Position p = new Position(false, false, h, 0);
        SearchNode leaf = SearchNode.leaf(new ProofMethod.Contradiction(new ProofMethod.Reason.Text("cyclic")));
        ClosedSubtrees known = new ClosedSubtrees(100_000);
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            known.enter(i, new Closed(p, new int[] {i}, leaf, 1));
            known.find(0, p, new int[] {0});
        }
        for (int i = 0; i < 10_000; i++) {
            if (known.find(i, p, new int[] {i}) != null) {
                left.add(i);
            }
        }
        assertEquals(0, left.getFirst());
        assertTrue(left.size() > 100 && left.size() < 1_000, left.size() + " entries of 300 bytes");
        assertTrue(known.find(0, p, new int[] {1}) == null, "equal fingerprints are not enough");
        assertTrue(known.find(0, new Position(true, false, h, 0), new int[] {0}) == null);
    }
}
