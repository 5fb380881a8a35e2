package org.troop.solver.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.troop.solver.forward.ForwardExplorer.Bounds;
import org.troop.solver.forward.RandomTheory.Palette;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Theory;

/**
 * Verdicts against traces found forwards. {@code -Dtroop.soundness.theories=N} sets the number of random theories,
 * {@code -Dtroop.soundness.seed=S} the first seed; every theory can be rerun with its seed alone.
 */
class SoundnessTest {
    private static final int THEORIES = Integer.getInteger("troop.soundness.theories", 320);
    private static final long FIRST = Long.getLong("troop.soundness.seed", 1_000);

    private static final long BUDGET_MILLIS = 400;

    /** A verdict that a trace contradicts. */
    private record Conflict(long seed, Verdicts.Verdict verdict, Trace trace) {
        @Override
        public String toString() {
            return "seed " + seed + ", lemma " + verdict.lemma().name() + " is called "
                    + verdict.status().text(verdict.lemma().quantifier()) + ", but there is\n" + trace
                    + RandomTheory.text(seed, Palette.FREE);
        }
    }

    @Test
    void neverContradictsTheForwardExplorer() {
        System.out.printf(
                "soundness: seeds %d to %d (-Dtroop.soundness.seed, -Dtroop.soundness.theories)%n",
                FIRST, FIRST + THEORIES - 1);
        List<Conflict> conflicts = Collections.synchronizedList(new ArrayList<>());
        Map<Status, Integer> count = new EnumMap<>(Status.class);
        AtomicInteger contradictable = new AtomicInteger();
        AtomicInteger traces = new AtomicInteger();
        AtomicInteger confirmed = new AtomicInteger();
        long start = System.nanoTime();
        LongStream.range(FIRST, FIRST + THEORIES).parallel().forEach(seed -> {
            Theory t = TheoryParser.parseString(RandomTheory.text(seed, Palette.FREE), "seed " + seed);
            List<Verdicts.Verdict> verdicts = Verdicts.of(t, BUDGET_MILLIS);
            Map<String, Trace> found = new ForwardExplorer(t, Bounds.SMALL).witnesses();
            Map<String, Trace> more = null;
            for (Verdicts.Verdict v : verdicts) {
                synchronized (count) {
                    count.merge(v.status(), 1, Integer::sum);
                }
                Trace trace = found.get(v.lemma().name());
                if (v.deniesTraces() && trace != null) {
                    conflicts.add(new Conflict(seed, v, trace));
                }
                if (v.deniesTraces() && ForwardExplorer.understands(v.lemma().formula())) {
                    contradictable.incrementAndGet();
                }
                if (v.status() == Status.TRACE_FOUND
                        && ForwardExplorer.understands(v.lemma().formula())) {
                    traces.incrementAndGet();
                    if (trace == null && more == null) {
                        more = new ForwardExplorer(t, Bounds.LARGE).witnesses();
                    }
                    if (trace != null || more.containsKey(v.lemma().name())) {
                        confirmed.incrementAndGet();
                    } else {
                        System.out.println("soundness: no trace confirms lemma "
                                + v.lemma().name() + " of seed " + seed + " (" + v.steps() + " steps)");
                    }
                }
            }
        });
        System.out.printf(
                "soundness: %d theories in %.1f s, lemmas %s; %d denials checked; %d of %d traces found forwards, too%n",
                THEORIES,
                (System.nanoTime() - start) / 1e9,
                count,
                contradictable.get(),
                confirmed.get(),
                traces.get());
        assertTrue(conflicts.isEmpty(), () -> conflicts.size() + " conflicts\n" + conflicts.getFirst());
    }

    /** A nonce that leaks only if every part of the theory does its work. */
    private static final String FRAGILE = """
            theory Fragile begin
            builtins: symmetric-encryption
            rule Setup: [ Fr(~k) ]-->[ !Key(~k), St(~k) ]
            rule Send: [ St(k), Fr(~n) ]--[ Sent(~n) ]->[ Out(senc(~n, k)) ]
            rule Leak: [ !Key(k) ]--[ Leaked(k) ]->[ Out(k) ]
            rule Back: [ In(senc(senc(n, k), n)), !Key(k) ]--[ Back(n) ]->[ ]
            lemma secret: "All n #i. Sent(n)@i ==> not(Ex #j. K(n)@j)"
            lemma back: exists-trace "Ex n #i #j. Sent(n)@i & Back(n)@j & i < j"
            end
            """;

    /**
     * Provers with a blind spot, played by the real one on a theory that lacks something: what they overlook is a rule, a
     * conclusion, a message, decryption, composition, a second use of a persistent fact. Each of them calls a lemma of
     * {@link #FRAGILE} proved or refuted that is not, and is caught.
     */
    @Test
    void catchesProversThatOverlookSomething() {
        Map<String, Trace> found =
                new ForwardExplorer(TheoryParser.parseString(FRAGILE, "Fragile"), Bounds.SMALL).witnesses();
        assertEquals(List.of("back", "secret"), found.keySet().stream().sorted().toList());
        assertEquals(List.of(), contradicted(FRAGILE, found), "the real prover");
        assertEquals(
                List.of("secret", "back"),
                contradicted(FRAGILE.replaceAll("rule Leak.*\n", ""), found),
                "a rule overlooked");
        assertEquals(
                List.of("secret", "back"), contradicted(FRAGILE.replace("Out(k)", "Lost(k)"), found), "a message lost");
        assertEquals(
                List.of("secret", "back"),
                contradicted(FRAGILE.replace("[ !Key(~k), St(~k) ]", "[ St(~k) ]"), found),
                "a conclusion overlooked");
        assertEquals(
                List.of("secret", "back"),
                contradicted(FRAGILE.replace("builtins: symmetric-encryption", "functions: senc/2"), found),
                "no decryption");
        assertEquals(
                List.of("back"),
                contradicted(
                        FRAGILE.replace(
                                "builtins: symmetric-encryption",
                                "functions: senc/2 [private], sdec/2 equations: sdec(senc(x, y), y) = x"),
                        found),
                "no composition");
        assertEquals(List.of("back"), contradicted(FRAGILE.replace("!Key", "Key"), found), "persistent facts used up");
    }

    /** Lemmas about which the prover, asked about another theory, denies traces that were found. */
    private static List<String> contradicted(String text, Map<String, Trace> found) {
        return Verdicts.of(TheoryParser.parseString(text, "Fragile"), 20_000).stream()
                .filter(v -> v.deniesTraces() && found.containsKey(v.lemma().name()))
                .map(v -> v.lemma().name())
                .toList();
    }
}
