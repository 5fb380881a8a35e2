package org.troop.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.source.Source;
import org.troop.solver.source.SourceComputation;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.term.store.TermStore;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.close.Rule;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.TheoryParser;

/**
 * What the benchmarks work on: the facts that a proof about a public-key protocol unifies and matches all the time. A
 * protocol with signed and encrypted messages is closed and its sources computed; subjects are the facts of all nodes of
 * the sources' cases, patterns the facts of the theory's rules, renamed apart; facts of a single
 * variable are left out.
 */
final class Material {
    /** Pairs per measured call; results are per pair. */
    static final int PAIRS = 1024;

    private static final long SEED = 7;

    /** Own text; messages of the size of key-exchange protocols. */
    private static final String THEORY = """
            theory SignedExchange begin
            builtins: asymmetric-encryption, symmetric-encryption, signing, hashing
            rule Register: [ Fr(~sk) ] --> [ !Key($A, ~sk), !Public($A, pk(~sk)), Out(pk(~sk)) ]
            rule Reveal: [ !Key(A, sk) ] --[ Reveal(A) ]-> [ Out(sk) ]
            rule First:
              let m = aenc(<'1', ~na, $A, sign(<'1', ~na, $A, $B>, skA)>, pkB) in
              [ Fr(~na), !Key($A, skA), !Public($B, pkB) ] --[ Start(m) ]-> [ Out(m), Waits($A, $B, ~na, skA, pkB) ]
            rule Second:
              let m1 = aenc(<'1', na, A, s>, pk(skB))
                  m2 = aenc(<'2', na, ~nb, $B, senc(<~nb, $B, A>, h(<na, ~nb>))>, pkA) in
              [ In(m1), Fr(~nb), !Key($B, skB), !Public(A, pkA) ] --[ Run($B, A, na, ~nb), Reads(na, m1) ]->
              [ Out(m2), Answered($B, A, na, ~nb, skB) ]
            rule Third:
              let m2 = aenc(<'2', ~na, nb, B, senc(<nb, B, A>, h(<~na, nb>))>, pk(skA))
                  m3 = senc(<'3', A, B, h(<~na, nb, A, B>)>, h(<~na, nb>)) in
              [ In(m2), Waits(A, B, ~na, skA, pkB) ] --[ Done(A, B, ~na, nb) ]-> [ Out(m3), Session(A, B, h(<~na, nb>)) ]
            rule Fourth:
              [ In(senc(<'3', A, B, h(<na, ~nb, A, B>)>, h(<na, ~nb>))), Answered(B, A, na, ~nb, skB) ]
              --[ Done(B, A, na, ~nb) ]-> [ Session(B, A, h(<na, ~nb>)) ]
            rule Use: [ Session(A, B, k), In(senc(x, k)) ] --[ Reads(x, k) ]-> [ Out(senc(h(x), k)) ]
            lemma types [sources]: "All x m #i. Reads(x, m) @ i ==> (Ex #j. KU(x) @ j & j < i) | (Ex #j. Start(m) @ j)"
            end
            """;

    final Workspace w;
    final TermStore s;

    /** Systems of the cases of all raw sources. */
    final List<ConstraintSystem> systems = new ArrayList<>();

    /** {@code PAIRS} facts each of one symbol at the same index: subject from a system, pattern from a rule. */
    final int[] subjects = new int[PAIRS];

    final int[] patterns = new int[PAIRS];

    Material() {
        try {
            ClosedTheory theory = Closing.close(
                    TheoryParser.parseString(THEORY, "SignedExchange"),
                    (signature, heads) -> new AcService(new AcSession(signature), heads));
            w = new Workspace(theory);
            s = w.s;
            RuleIndex rules = new RuleIndex(theory);
            for (Source source : new SourceComputation(w, rules, Limits.DEFAULT, 1, line -> {}).raw()) {
                source.cases().forEach(c -> systems.add(c.system()));
            }
            choosePairs(theory);
        } catch (UnguardedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void choosePairs(ClosedTheory theory) {
        List<Integer> facts = new ArrayList<>();
        int last = -1;
        for (ConstraintSystem c : systems) {
            for (int k = 0; k < c.nodeCount(); k++) {
                collect(facts, w.premises(c.instance(k)));
                collect(facts, w.conclusions(c.instance(k)));
                collect(facts, w.actions(c.instance(k)));
            }
        }
        for (int f : facts) {
            last = Math.max(last, s.maxIndex(f));
        }
        List<Integer> offers = new ArrayList<>();
        for (List<Rule> group : List.of(theory.protocol(), theory.construction(), theory.destruction())) {
            for (Rule r : group) {
                for (int[] part : new int[][] {r.premises(), r.conclusions(), r.actions()}) {
                    for (int f : part) {
                        offers.add(f);
                    }
                }
            }
        }
        List<int[]> pairs = new ArrayList<>();
        s.begin();
        for (int offer : offers) {
            int apart = s.shift(offer, last + 1);
            for (int f : facts) {
                if (s.head(f) == s.head(apart) && isSaying(f) && isSaying(apart)) {
                    pairs.add(new int[] {f, apart});
                }
            }
        }
        Random random = new Random(SEED);
        Collections.shuffle(pairs, random);
        for (int i = 0; i < PAIRS; i++) {
            subjects[i] = pairs.get(i % pairs.size())[0];
            patterns[i] = pairs.get(i % pairs.size())[1];
        }
    }

    /** Whether a fact has anything to unify: not one variable only, as the adversary's rules have. */
    private boolean isSaying(int fact) {
        return s.arity(fact) > 0 && (s.arity(fact) > 1 || s.isApp(s.arg(fact, 0)));
    }

    private void collect(List<Integer> facts, int sequence) {
        for (int i = 0; i < s.arity(sequence); i++) {
            facts.add(s.arg(sequence, i));
        }
    }

    /** Share of pairs that the predicate holds for, mean size of the facts: says what was measured. */
    String describe() {
        long weight = 0;
        int unifiable = 0;
        int matching = 0;
        for (int i = 0; i < PAIRS; i++) {
            weight += s.weight(subjects[i]) + s.weight(patterns[i]);
            unifiable += w.unifier.unifiable(subjects[i], patterns[i]) ? 1 : 0;
            matching += w.matcher.matches(subjects[i], patterns[i]) ? 1 : 0;
        }
        int nodes = systems.stream().mapToInt(ConstraintSystem::nodeCount).sum();
        return "pairs of facts: %d, mean size %.1f symbols, %d%% unifiable, %d%% matching; systems: %d, mean %.1f nodes"
                .formatted(
                        PAIRS,
                        weight / (2.0 * PAIRS),
                        100 * unifiable / PAIRS,
                        100 * matching / PAIRS,
                        systems.size(),
                        (double) nodes / systems.size());
    }
}
