package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.troop.solver.cache.SourceBytes;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.source.Source;
import org.troop.solver.source.SourceCodec;
import org.troop.solver.source.SourceComputation;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.MalformedCodeException;
import org.troop.solver.system.Workspace;
import org.troop.theory.close.ClosedTheory;

/** Proofs are the same whether sources were computed or kept, and damage is noticed. */
class CachedSourcesTest {
    private static final String THEORY = """
            builtins: symmetric-encryption
            rule Key:   [ Fr(~k) ] --> [ !Key($A, ~k) ]
            rule Leak:  [ !Key(a, k) ] --[ Leak(a) ]-> [ Out(k) ]
            rule Send:  [ !Key(a, k), Fr(~n) ] --[ Sent(a, ~n) ]-> [ Out(senc(<'1', a, ~n>, k)) ]
            rule Relay: [ !Key(a, k), !Key(b, l), In(senc(<'1', a, n>, k)) ]
                        --[ Relayed(a, b, n) ]-> [ Out(senc(<'2', b, n>, l)) ]
            rule Recv:  [ !Key(b, l), In(senc(<'2', b, n>, l)) ] --[ Got(b, n) ]-> [ ]
            lemma types [sources]: "All a b n #i. Relayed(a, b, n) @ i
              ==> (Ex #j. Sent(a, n) @ j & j < i) | (Ex #j. KU(n) @ j & j < i)"
            lemma from_relay: "All b n #i. Got(b, n) @ i
              ==> (Ex a #j. Relayed(a, b, n) @ j & j < i) | (Ex #j. Leak(b) @ j & j < i)"
            lemma possible: exists-trace "Ex b n #i. Got(b, n) @ i & not (Ex a #j. Leak(a) @ j)"
            """;
    private static final ClosedTheory CLOSED = Proofs.close(THEORY);

    /** Keeps everything. */
    private static class Memory implements SourceCache {
        final Map<String, int[]> kept = new HashMap<>();
        final List<String> questions = new ArrayList<>();
        int computed;
        int abandoned;

        @Override
        public synchronized int @Nullable [] find(SourceKey key) {
            questions.add(key.hex("engine"));
            return kept.get(key.hex("engine"));
        }

        @Override
        public synchronized void computed(SourceKey key, Supplier<int[]> code) {
            computed++;
            kept.put(key.hex("engine"), code.get());
        }

        @Override
        public synchronized void abandoned(SourceKey key) {
            abandoned++;
        }
    }

    private static List<String> proofs(ClosedTheory theory, SourceCache cache) {
        ProverOptions options = Proofs.with(Strategy.DFS, 12).with(cache);
        return new TheoryProver(theory, options, line -> {})
                .prove(l -> true).stream()
                        .map(r -> r.status() + " " + r.steps() + " " + Proofs.script(r))
                        .toList();
    }

    @Test
    void proofsAreTheSameWithAndWithoutCache() {
        Memory cache = new Memory();
        List<String> expected = proofs(CLOSED, SourceCache.NONE);
        assertEquals(expected, proofs(CLOSED, cache));
        assertEquals(2, cache.computed); // raw and refined
        assertEquals(expected, proofs(CLOSED, cache));
        assertEquals(expected, proofs(Proofs.close(THEORY), cache)); // as another process would
        assertEquals(2, cache.computed);
        assertEquals(0, cache.abandoned);
    }

    @Test
    void theKeyTellsRawFromRefinedAndTheoriesAndLimitsApart() {
        SourceKey key = new SourceKey(CLOSED, Limits.DEFAULT, true);
        assertEquals(key.hex("e"), new SourceKey(Proofs.close(THEORY), Limits.DEFAULT, true).hex("e"));
        assertEquals(key.quick(), new SourceKey(Proofs.close(THEORY), Limits.DEFAULT, true).quick());
        List<String> others = List.of(
                key.hex("f"),
                new SourceKey(CLOSED, Limits.DEFAULT, false).hex("e"),
                new SourceKey(CLOSED, new Limits(9, 5), true).hex("e"),
                new SourceKey(Proofs.close(THEORY.replace("'2', b", "'1', b")), Limits.DEFAULT, true).hex("e"),
                new SourceKey(Proofs.close(THEORY.replace("KU(n) @ j & j < i", "KU(n) @ j")), Limits.DEFAULT, true)
                        .hex("e"));
        for (String other : others) {
            assertTrue(!other.equals(key.hex("e")) && other.length() == 64);
        }
        // A lemma that does not refine sources does not matter to them.
        ClosedTheory edited = Proofs.close(THEORY.replace("Leak(b) @ j & j < i", "Leak(b) @ j"));
        assertEquals(key.hex("e"), new SourceKey(edited, Limits.DEFAULT, true).hex("e"));
    }

    private static int[] code() {
        RuleIndex rules = new RuleIndex(CLOSED);
        Workspace w = new Workspace(CLOSED);
        return SourceCodec.encode(w, computation(w, rules).raw());
    }

    private static SourceComputation computation(Workspace w, RuleIndex rules) {
        return new SourceComputation(w, rules, Limits.DEFAULT, 1, line -> {});
    }

    private static int[] again(int[] code) {
        Workspace w = new Workspace(CLOSED);
        List<Source> decoded = SourceCodec.decode(computation(w, new RuleIndex(CLOSED)), code);
        return SourceCodec.encode(w, decoded);
    }

    @Test
    void sourcesSurviveEncoding() {
        int[] code = code();
        assertArrayEquals(code, again(code));
        String key = "0123456789abcdef".repeat(4);
        assertArrayEquals(code, SourceBytes.decode(key, SourceBytes.encode(key, code)));
        assertThrows(
                MalformedCodeException.class, () -> SourceBytes.decode("f".repeat(64), SourceBytes.encode(key, code)));
    }

    @Property(tries = 60)
    void damagedNumbersAreRefusedOrAreOtherSources(@ForAll long seed) {
        Random random = new Random(seed);
        int[] code = code();
        int at = random.nextInt(code.length);
        code[at] = random.nextBoolean() ? random.nextInt(50) : random.nextInt();
        try {
            assertArrayEquals(code, again(code));
        } catch (MalformedCodeException e) {
            assertTrue(e.getMessage() != null);
        }
    }

    @Property(tries = 200)
    void damagedBytesAreRefused(@ForAll long seed) {
        Random random = new Random(seed);
        String key = "a".repeat(64);
        byte[] bytes = SourceBytes.encode(key, new int[] {1, 2, 3, 1_000_000, -1, 0});
        byte[] damaged = bytes.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        assertThrows(MalformedCodeException.class, () -> SourceBytes.decode(key, damaged));
        byte[] cut = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
        assertThrows(MalformedCodeException.class, () -> SourceBytes.decode(key, cut));
    }

    @Test
    void whatCannotBeReadIsComputedAndReplaced() {
        Memory cache = new Memory();
        List<String> expected = proofs(CLOSED, cache);
        Map<String, int[]> good = Map.copyOf(cache.kept);
        cache.kept.replaceAll((k, v) -> new int[] {1, 7, 7});
        assertEquals(expected, proofs(CLOSED, cache));
        good.forEach((k, v) -> assertArrayEquals(v, cache.kept.get(k)));
    }

    @Test
    void sourcesThatCannotBeComputedAreGivenUp() {
        Memory cache = new Memory();
        ClosedTheory t = Proofs.close(THEORY);
        SharedSources sources = new SharedSources(
                t,
                new RuleIndex(t),
                Limits.DEFAULT,
                1,
                line -> {
                    throw new IllegalStateException("stopped");
                },
                cache);
        assertThrows(IllegalStateException.class, () -> sources.in(new Workspace(t), true));
        assertEquals(0, cache.computed);
        assertEquals(2, cache.abandoned);
        assertEquals(2, cache.questions.size());
    }
}
