package org.troop.solver.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Graphviz texts. {@code -Dtroop.golden.write} writes what is expected anew; look at the changes before you keep them. */
final class DotPrinterTest {
    static final String KEYS = """
            builtins: symmetric-encryption
            rule Init[color=#ff8080]: [ Fr(~k) ] --[ ]-> [ !Key($A, ~k) ]
            rule Send: [ !Key($A, ~k), Fr(~m) ] --[ Sent($A, ~m) ]-> [ Out(senc(~m, ~k)), St($A, ~m) ]
            rule Fin: [ St($A, m), In(m) ] --[ Fin(m) ]-> [ ]
            rule Leak: [ !Key($A, k) ] --[ Leak(k) ]-> [ Out(k) ]
            lemma l: exists-trace "Ex m k #i #j. Fin(m)@i & Leak(k)@j & j < i"
            """;

    @Test
    void drawsRulesAdversaryStepsOrderingsAndALegend() throws IOException {
        assertGolden("keys.dot", Traces.dot(KEYS, GraphOptions.DEFAULT));
    }

    private static final String ROLES = """
            builtins: asymmetric-encryption
            rule Reg[color=#002050, role="CA"]: [ Fr(~sk) ] --> [ !Sk($X, ~sk), !Pk($X, pk(~sk)), Out(pk(~sk)) ]
            rule Ask_1[role="Client A"]: [ Fr(~n), !Pk($S, pkS) ]
              --> [ Out(aenc(<'ask', $C, ~n>, pkS)), Asked($C, $S, ~n) ]
            rule Serve[role="Server"]: [ !Sk($S, sk), In(aenc(<'ask', c, n>, pk(sk))) ]
              --[ Served($S, n) ]-> [ Out(<'done', n>) ]
            rule Ask_2[role="Client A"]: [ Asked($C, $S, n), In(<'done', n>) ] --[ Done($C, $S, n) ]-> [ ]
            lemma twice: exists-trace
              "Ex A S T n m #i #j. Done(A, S, n) @ i & Done(A, T, m) @ j & not(n = m) & i < j"
            """;

    @Test
    void groupsRulesByRole() throws IOException {
        assertGolden("roles.dot", Traces.dot(ROLES, GraphOptions.DEFAULT));
    }

    @Test
    void groupsRulesBySimilarNames() {
        String dot = Traces.dot(ROLES, new GraphOptions(true, true, true, 2, false, true));
        assertEquals(
                List.of(
                        "Ask_Session_1",
                        "Ask_Session_2",
                        "Reg_Session_1",
                        "Reg_Session_2",
                        "Serve_Session_1",
                        "Serve_Session_2"),
                matches("label=\"(\\w+_Session_\\d)\"", dot));
    }

    @Test
    void drawsEverythingIfAskedTo() throws IOException {
        assertGolden("keys-full.dot", Traces.dot(KEYS, new GraphOptions(false, false, false, 0, false, false)));
    }

    @Test
    void higherLevelsShowFewerOrderings() {
        List<Integer> orderings = new ArrayList<>();
        for (int level = 0; level < 4; level++) {
            String dot = Traces.dot(ROLES, new GraphOptions(true, true, true, level, false, false));
            orderings.add(matches("(style=\"dashed\")", dot).size());
        }
        assertEquals(orderings.get(0), orderings.get(1));
        assertTrue(orderings.get(1) > orderings.get(2), orderings.toString());
        assertTrue(orderings.get(2) >= orderings.get(3), orderings.toString());
    }

    @Test
    void longFactsAreBrokenAndSpecialCharactersEscaped() {
        String dot = Traces.dot("""
                rule A: [ Fr(~x) ] --[ Long(<'a | b', 'first long constant', 'second long constant', 'third long constant',
                    'fourth long constant', 'fifth long constant', 'sixth {long} constant'>) ]-> [ Out(~x) ]
                lemma l: exists-trace "Ex x #i. Long(x) @ i"
                """, new GraphOptions(true, true, false, 2, false, false));
        assertTrue(dot.contains("Long( \\<'a \\| b'"), dot);
        assertTrue(dot.contains("'sixth \\{long\\} constant'\\>"), dot);
        assertTrue(dot.contains("\\l&nbsp;&nbsp;"), dot);
        assertTrue(dot.contains("\\l}|{<"), "a broken text ends with a line end: " + dot);
    }

    @Test
    void generatedActionsMayBeHidden() {
        String items = """
                rule A: [ Fr(~x) ] --[ AUTO_OUT_TERM_1_0(~x), Seen(~x) ]-> [ Out(~x) ]
                lemma l: exists-trace "Ex x #i. Seen(x) @ i"
                """;
        assertTrue(Traces.dot(items, GraphOptions.DEFAULT).contains("AUTO_OUT"));
        assertFalse(Traces.dot(items, new GraphOptions(true, true, true, 2, true, false))
                .contains("AUTO_OUT"));
    }

    @Test
    void abbreviationsAvoidNamesInUse() {
        String dot = Traces.dot("""
                functions: se1/2
                rule A: [ Fr(~x), Fr(~y) ] --[ P(se1(~x, ~y)), Q(se1(~x, ~y)) ]-> [ Out(se1(~x, ~y)) ]
                lemma l: exists-trace "Ex x #i. P(x) @ i"
                """, GraphOptions.DEFAULT);
        assertTrue(dot.contains("P( SE2 )"), dot);
        assertFalse(dot.contains("SE1"), dot);
    }

    private static List<String> matches(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    static void assertGolden(String name, String actual) throws IOException {
        if (System.getProperty("troop.golden.write") != null) {
            Files.writeString(Path.of("src/test/resources/org/troop/solver/graph", name), actual);
        }
        try (InputStream in = DotPrinterTest.class.getResourceAsStream(name)) {
            String expected = in == null ? "no file " + name : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(expected, actual);
        }
    }
}
