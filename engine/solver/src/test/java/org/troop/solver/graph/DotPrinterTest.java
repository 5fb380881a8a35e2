package org.troop.solver.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
