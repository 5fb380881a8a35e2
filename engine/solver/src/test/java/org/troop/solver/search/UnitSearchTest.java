package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.MalformedCodeException;
import org.troop.solver.system.SystemCodec;
import org.troop.solver.system.Workspace;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.Lemma;

/** However a search is cut into units, and in whatever order they are merged, the proof is the same. */
class UnitSearchTest {
    private static final String THEORY = """
            builtins: symmetric-encryption
            rule Key:   [ Fr(~k) ] --> [ !Key($A, ~k) ]
            rule Leak:  [ !Key(a, k) ] --[ Leak(a) ]-> [ Out(k) ]
            rule Send:  [ !Key(a, k), Fr(~n) ] --[ Sent(a, ~n) ]-> [ Out(senc(<'1', a, ~n>, k)) ]
            rule Relay: [ !Key(a, k), !Key(b, l), In(senc(<'1', a, n>, k)) ]
                        --[ Relayed(a, b, n) ]-> [ Out(senc(<'2', b, n>, l)) ]
            rule Recv:  [ !Key(b, l), In(senc(<'2', b, n>, l)) ] --[ Got(b, n) ]-> [ ]
            lemma from_relay: "All b n #i. Got(b, n) @ i
              ==> (Ex a #j. Relayed(a, b, n) @ j & j < i) | (Ex #j. Leak(b) @ j & j < i)"
            lemma from_sender: "All b n #i. Got(b, n) @ i ==> Ex a #j. Sent(a, n) @ j & j < i"
            lemma possible: exists-trace "Ex b n #i. Got(b, n) @ i & not (Ex a #j. Leak(a) @ j)"
            """;

    private static final ClosedTheory CLOSED = Proofs.close(THEORY);

    private static ProverOptions options(Strategy strategy, int bound, int terms) {
        return new ProverOptions(strategy, bound, List.of(), Limits.DEFAULT, 1).withWorkspaceTerms(terms);
    }

    private static String objection(UnitOutcome p, byte[] fragment, int[] path, Frontier frontier) {
        List<int[]> traces = p.traces().stream().map(UnitOutcome.Trace::path).toList();
        return FragmentCheck.objection(
                fragment,
                path,
                p.nodes(),
                p.status(),
                p.open().stream().map(UnitOutcome.Open::path).toList(),
                traces,
                place -> frontier.isBehindTrace(place, traces));
    }

    /** What the check lets pass of a damaged fragment can be read. */
    private static void requireSafe(UnitOutcome p, int[] path, Frontier frontier, Random random) {
        byte[] damaged = p.fragment().clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        if (objection(p, damaged, path, frontier) == null) {
            int holes = new FragmentReader(CLOSED.heads(), damaged)
                    .readInto(new SearchNode())
                    .size();
            assertEquals(p.open().size(), holes);
        }
        assertNotNull(objection(p, Arrays.copyOf(p.fragment(), random.nextInt(damaged.length)), path, frontier));
    }

    /** What a coordinator does, with units in random sizes and orders, some of them worked on twice or given back. */
    private static LemmaResult prove(String lemma, ProverOptions options, Random random) {
        UnitProver prover = new UnitProver(CLOSED, options, line -> {});
        UnitProver.Hands[] hands = {prover.hands(lemma), prover.hands(lemma)};
        Frontier frontier = new Frontier(options.strategy());
        ProofAssembly proof = new ProofAssembly(CLOSED.heads());
        Map<Long, int[]> systems = new HashMap<>();
        Map<Long, long[]> holes = new HashMap<>();
        long next = 1;
        frontier.add(new Frontier.Node(0, new int[0]));
        List<Frontier.Node> out = new ArrayList<>();
        while (frontier.result() == null) {
            Frontier.Node n;
            while (out.size() < 3 && (n = frontier.take()) != null) {
                out.add(n);
            }
            n = out.remove(random.nextInt(out.size()));
            if (random.nextInt(5) == 0) {
                frontier.putBack(n.unit());
                continue;
            }
            WorkUnit unit = new WorkUnit(
                    n.path(), systems.get(n.unit()), frontier.limit(), frontier.firstTrace(), frontier.isAlone(n));
            UnitOutcome p = hands[random.nextInt(2)].search(unit, Budget.ofNodes(1 + random.nextInt(20)));
            assertNull(objection(p, p.fragment(), n.path(), frontier));
            requireSafe(p, n.path(), frontier, random);
            List<Frontier.Node> open = new ArrayList<>();
            for (int i = 0; i < p.open().size(); i++) {
                systems.put(next, p.open().get(i).system());
                holes.put(next, new long[] {n.unit(), i});
                open.add(new Frontier.Node(next++, p.open().get(i).path()));
            }
            List<int[]> traces =
                    p.traces().stream().map(UnitOutcome.Trace::path).toList();
            if (!frontier.merge(n, p.limit(), open, traces)) {
                continue;
            }
            long[] at = holes.get(n.unit());
            if (at == null) {
                proof.addRoot(n.unit(), p.fragment());
            } else {
                proof.add(n.unit(), at[0], (int) at[1], p.fragment());
            }
            for (UnitOutcome.Trace t : p.traces()) {
                proof.addTrace(t.path(), t.system());
            }
        }
        Lemma named = CLOSED.lemmas().stream()
                .filter(l -> l.name().equals(lemma))
                .findFirst()
                .orElseThrow();
        return proof.result(CLOSED, named, frontier.result());
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void givesOneProofForAnyUnits(Strategy strategy) {
        ProverOptions options = options(strategy, 9, 1 << 20);
        for (LemmaResult expected : new TheoryProver(CLOSED, options, line -> {}).prove(l -> true)) {
            for (int seed = 0; seed < 12; seed++) {
                LemmaResult r = prove(expected.lemma().name(), options, new Random(seed));
                String where = expected.lemma().name() + ", seed " + seed;
                assertEquals(Proofs.script(expected), Proofs.script(r), where);
                assertEquals(expected.status(), r.status(), where);
                assertEquals(expected.steps(), r.steps(), where);
                assertEquals(expected.traces(), r.traces(), where);
            }
        }
    }

    @Test
    void aNodeIsLeftOutOnlyBehindATrace() {
        byte[] leftOut = {FragmentWriter.VERSION, FragmentWriter.PRUNED};
        int[] place = {1, 0};
        Frontier frontier = new Frontier(Strategy.DFS);
        assertNotNull(leftOut(leftOut, place, frontier));
        frontier.addTrace(new int[] {1, 1});
        assertNotNull(leftOut(leftOut, place, frontier));
        frontier.addTrace(new int[] {0, 3, 1});
        assertNull(leftOut(leftOut, place, frontier));
        Frontier all = new Frontier(Strategy.NONE);
        all.addTrace(new int[] {0, 3, 1});
        assertNotNull(leftOut(leftOut, place, all));
    }

    private static String leftOut(byte[] fragment, int[] place, Frontier frontier) {
        return FragmentCheck.objection(
                fragment,
                place,
                0,
                Status.UNDETERMINED,
                List.of(),
                List.of(),
                path -> frontier.isBehindTrace(path, List.of()));
    }

    @Test
    void anUnlimitedUnitIsTheWholeSearch() {
        ProverOptions options = options(Strategy.DFS, Integer.MAX_VALUE, 1 << 20);
        UnitOutcome p = new UnitProver(CLOSED, options, line -> {})
                .hands("possible")
                .search(WorkUnit.root(Strategy.DFS), Budget.UNLIMITED);
        assertEquals(1, p.traces().size());
        assertEquals(null, p.traces().getFirst().doubt());
    }

    // ---- what comes from elsewhere

    private static final UnitOutcome PART = new UnitProver(CLOSED, options(Strategy.NONE, 9, 1 << 20), line -> {})
            .hands("from_relay")
            .search(WorkUnit.root(Strategy.NONE), Budget.ofNodes(6));
    private static final List<int[]> SYSTEMS =
            PART.open().stream().map(UnitOutcome.Open::system).toList();
    private static final byte[] FRAGMENT = PART.fragment();

    @Test
    void thereAreSystemsAndNodesToDamage() {
        assertTrue(SYSTEMS.size() > 1, "systems: " + SYSTEMS.size());
        assertTrue(FRAGMENT.length > 50, "bytes: " + FRAGMENT.length);
    }

    @Property(tries = 2_000)
    void damagedSystemsAreRefusedOrSystems(
            @ForAll @IntRange(max = 100) int which, @ForAll int place, @ForAll int value, @ForAll boolean small) {
        int[] code = SYSTEMS.get(which % SYSTEMS.size()).clone();
        code[Math.floorMod(place, code.length)] = small ? value & 63 : value;
        refusedOrCanonical(code);
    }

    @Property(tries = 500)
    void shortenedSystemsAreRefused(@ForAll @IntRange(max = 100) int which, @ForAll int length) {
        int[] code = SYSTEMS.get(which % SYSTEMS.size());
        int[] shorter = Arrays.copyOf(code, Math.floorMod(length, code.length));
        Workspace w = new Workspace(CLOSED);
        assertThrows(MalformedCodeException.class, () -> SystemCodec.decodeUntrusted(w, shorter));
    }

    @Property(tries = 500)
    void randomNumbersAreRefusedOrSystems(@ForAll int[] code) {
        refusedOrCanonical(code);
    }

    private static void refusedOrCanonical(int[] code) {
        Workspace w = new Workspace(CLOSED);
        try {
            int[] again = SystemCodec.encode(w, SystemCodec.decodeUntrusted(w, code));
            assertTrue(Arrays.equals(code, again));
        } catch (MalformedCodeException e) {
            // what is asked for
        }
    }

    @Property(tries = 1_000)
    void damagedFragmentsAreRefusedOrTrees(@ForAll int place, @ForAll byte value) {
        byte[] fragment = FRAGMENT.clone();
        fragment[Math.floorMod(place, fragment.length)] = value;
        ProofAssembly proof = new ProofAssembly(CLOSED.heads());
        try {
            proof.addRoot(0, fragment);
        } catch (MalformedCodeException e) {
            // what is asked for
        }
    }
}
