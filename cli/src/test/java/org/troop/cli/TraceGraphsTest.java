package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --output-json} and {@code --output-dot}. */
final class TraceGraphsTest {
    @TempDir
    Path dir;

    private Path theory;
    private Path json;
    private Path dot;

    @BeforeEach
    void writeTheory() throws IOException {
        json = dir.resolve("out/g.json");
        dot = dir.resolve("out/g.dot");
        theory = Files.writeString(dir.resolve("g.spthy"), """
                theory G begin
                builtins: symmetric-encryption, xor
                rule Init: [ Fr(~k) ] --> [ !Key($A, ~k) ]
                rule Send: [ !Key($A, ~k), Fr(~m) ] --[ Sent($A, ~m XOR 'c') ]-> [ Out(senc(~m, ~k)), St($A, ~m) ]
                rule Leak: [ !Key($A, k) ] --[ Leak(k) ]-> [ Out(k) ]
                lemma sent: exists-trace "Ex A m #i. Sent(A, m) @ i"
                lemma secret: "All A m #i #j. Sent(A, m XOR 'c') @ i & K(m) @ j ==> F"
                lemma holds: "All A m #i. Sent(A, m) @ i ==> Sent(A, m) @ i"
                end
                """);
    }

    private static void prove(Object... args) {
        Ran r = Ran.tamarin(args);
        assertEquals(ExitCode.OK, r.code(), r.err());
    }

    @Test
    void jsonHasOneObjectForEachTrace() throws IOException {
        prove(theory, "--prove", "--oj", json);
        try (InputStream in = TraceGraphsTest.class.getResourceAsStream("traces.json")) {
            String expected = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(expected, Files.readString(json));
        }
    }

    @Test
    void dotTextsFollowEachOther() throws IOException {
        prove(theory, "--prove", "--output-dot=" + dot);
        assertEquals(
                List.of("trace_G_SL2-AS0-CL0-A1-C1-NB_sent-Init", "trace_G_SL2-AS0-CL0-A1-C1-NB_secret-Init-Send-Leak"),
                Pattern.compile("(?m)^digraph \"(.*)\" \\{$")
                        .matcher(Files.readString(dot))
                        .results()
                        .map(m -> m.group(1))
                        .toList());
        assertTrue(Files.readString(dot).contains("\n}\n\ndigraph"), Files.readString(dot));
    }

    @Test
    void withoutTracesFilesAreEmpty() throws IOException {
        prove(theory, "--prove=holds", "--od", dot, "--oj", json);
        assertEquals("", Files.readString(dot));
        assertEquals("{\n    \"graphs\": []\n}", Files.readString(json));
    }

    @Test
    void storedProofsAreDrawnWithoutSearch() throws IOException {
        Path proved = dir.resolve("proved.spthy");
        prove(theory, "--prove", "-o=" + proved, "--oj", json);
        String searched = Files.readString(json);
        prove(proved, "--oj", json);
        assertEquals(searched, Files.readString(json));
    }

    @Test
    void graphsDoNotDependOnTheNumberOfThreads() throws IOException {
        Path choices = Files.writeString(dir.resolve("c.spthy"), """
                theory C begin
                rule A: [ Fr(~k) ] --> [ St(~k) ]
                rule B: [ Fr(~k) ] --> [ St(~k) ]
                rule C: [ Fr(~k) ] --> [ St(~k) ]
                rule Use: [ St(k), St(l) ] --[ Use(k, l) ]-> [ ]
                lemma two: exists-trace "Ex k l #i #j. Use(k, l) @ i & Use(l, k) @ j"
                lemma any: exists-trace "Ex k l #i. Use(k, l) @ i"
                end
                """);
        prove(choices, "--prove", "--stop-on-trace=none", "--threads=1", "--oj", json, "--od", dot);
        String one = Files.readString(json) + Files.readString(dot);
        prove(choices, "--prove", "--stop-on-trace=none", "--threads=3", "--oj", json, "--od", dot);
        assertEquals(one, Files.readString(json) + Files.readString(dot));
        assertEquals(9, one.split("digraph").length - 1);
    }

    @Test
    void aPlaceThatCannotBeWrittenIsOneSentence() {
        Ran r = Ran.tamarin(theory, "--prove", "--od", dir);
        assertEquals(ExitCode.FAILED, r.code());
        assertTrue(r.err().contains(dir + ": is a directory"), r.err());
    }
}
