package org.troop.solver.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.SystemCodec;
import org.troop.solver.system.Workspace;
import org.troop.theory.close.ClosedTheory;

/** Threads, sizes of workspaces and encodings are invisible in proofs. */
class SearchResourcesTest {
    private static final String RELAY = """
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

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void givesOneProofForAnyNumberOfThreads(Strategy strategy) {
        List<String> one = scripts(RELAY, strategy, 1, 1 << 20);
        assertEquals(one, scripts(RELAY, strategy, 2, 1 << 20));
        assertEquals(one, scripts(RELAY, strategy, 5, 1 << 20));
    }

    @Test
    void givesOneProofHoweverOftenWorkspacesAreRenewed() {
        List<String> large = scripts(RELAY, Strategy.DFS, 1, 1 << 20);
        assertEquals(large, scripts(RELAY, Strategy.DFS, 1, 1));
        assertEquals(large, scripts(RELAY, Strategy.DFS, 3, 1));
    }

    @Test
    void refinesSourcesOfLargeTheoriesAlikeOnAnyNumberOfThreads() {
        StringBuilder rules = new StringBuilder(RELAY);
        for (int i = 0; i < 20; i++) {
            rules.append("rule Step" + i + ": [ !Key(a, k), In(senc(<'s" + i + "', n>, k)) ] --> [ Out(<n, 's" + i
                    + "'>) ]\n");
        }
        String large = rules.toString();
        assertEquals(scripts(large, Strategy.DFS, 1, 1 << 20, 6), scripts(large, Strategy.DFS, 3, 1 << 20, 6));
    }

    @Test
    void encodesEqualSystemsEqually() throws Exception {
        ClosedTheory t = Proofs.close(RELAY);
        SharedSources sources = new TheoryProver(t, ProverOptions.DEFAULT, line -> {}).sources();
        LemmaContext context = LemmaContext.of(t, t.lemmas().getFirst(), List.of());
        Prover p = new Prover(new RuleIndex(t), context, sources, GoalOracle.NONE);
        List<NamedSystem> cases = List.of(new NamedSystem("", context.initialSystem(p.workspace())));
        int checked = 0;
        for (int depth = 0; depth < 4 && !cases.isEmpty(); depth++) {
            for (NamedSystem k : cases) {
                int[] code = SystemCodec.encode(p.workspace(), k.system());
                Workspace other = new Workspace(t);
                assertArrayEquals(code, SystemCodec.encode(other, SystemCodec.decode(other, code)));
                assertTrue(SystemCodec.decode(p.workspace(), code).sameAs(k.system()));
                checked++;
            }
            cases = p.expander().expand(cases.getLast().system(), depth).cases();
        }
        assertTrue(checked > 3, "too few systems: " + checked);
    }

    private static List<String> scripts(String items, Strategy strategy, int threads, int terms) {
        return scripts(items, strategy, threads, terms, 9);
    }

    private static List<String> scripts(String items, Strategy strategy, int threads, int terms, int bound) {
        ProverOptions options =
                new ProverOptions(strategy, bound, List.of(), Limits.DEFAULT, threads).withWorkspaceTerms(terms);
        return Proofs.of(items, options, true).stream().map(Proofs::script).toList();
    }
}
