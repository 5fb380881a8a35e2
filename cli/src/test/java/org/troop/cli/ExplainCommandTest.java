package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where time and branching went, on a theory whose tree of ten nodes can be drawn by hand. */
final class ExplainCommandTest {
    /** Below simplify and T: B1 is a contradiction at once; in B2 the adversary needs h(y), which only A and h itself give. */
    private static final String THEORY = """
            theory E begin
            functions: h/1
            rule A: [ Fr(~x) ] --[ A(~x) ]-> [ S(~x), Out(h(~x)) ]
            rule B1: [ S(x), In(y) ] --[ B(x, y) ]-> [ T(x) ]
            rule B2: [ S(x), In(h(y)) ] --[ B(x, y) ]-> [ T(x) ]
            rule C: [ T(x) ] --[ C(x) ]-> [ Out(x) ]
            lemma good: "All x #i. C(x) @ i ==> Ex #j. A(x) @ j"
              simplify
              by sorry
            lemma witness: exists-trace "Ex x #i. C(x) @ i"
            end
            """;

    @TempDir
    Path dir;

    private Path theory;

    @BeforeEach
    void writeTheory() throws IOException {
        theory = Files.writeString(dir.resolve("e.spthy"), THEORY);
    }

    @Test
    void countsNodesAndCases() {
        Ran r = Ran.troop("explain", theory, "good", "--threads=1");
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().startsWith("good (all-traces): verified\n  4 nodes expanded in "), r.out());
        assertTrue(r.out().contains("the proof has 4 steps"), r.out());
        assertRow(r.out(), "premise", 1, 2);
        assertRow(r.out(), "simplify", 1, 1);
        assertRow(r.out(), "contradiction", 2, 0);
        assertRow(r.out(), "premise T", 1, 2);
        assertRow(r.out(), "C", 1, 2);
        assertRow(r.out(), "B1", 1, 0);
        assertRow(r.out(), "B2", 1, 0);
        assertTrue(r.out().contains("  2 cases, 2 nodes below: solve( T( x ) ▶₀ #i )\n"), r.out());
        assertTrue(r.out().contains("  depth 2: contradiction /* from formulas */\n    at B1\n"), r.out());
        assertFalse(r.out().contains("oracles ranked"), r.out());
    }

    private static void assertRow(String out, String name, int nodes, int cases) {
        assertTrue(
                out.lines().anyMatch(l -> l.matches("  " + name + " +" + nodes + " +" + cases + " .*")),
                name + " " + nodes + " " + cases + ":\n" + out);
    }

    @Test
    @SuppressWarnings("unchecked")
    void isAlsoJson() throws IOException {
        Path json = dir.resolve("e.json");
        Ran r = Ran.troop("explain", theory, "good", "--json", json);
        assertEquals(ExitCode.OK, r.code(), r.err());
        Map<String, Object> all = (Map<String, Object>) Json.read(Files.readString(json));
        assertEquals("troop-explanation", all.get("format"));
        assertEquals("verified", all.get("verdict"));
        Map<String, Object> search = (Map<String, Object>) all.get("search");
        assertEquals("4", search.get("nodes").toString());
        List<Map<String, Object>> kinds = (List<Map<String, Object>>) search.get("kinds");
        assertEquals(
                List.of("contradiction 2", "premise 1", "simplify 1"),
                kinds.stream().map(k -> k.get("name") + " " + k.get("nodes")).toList());
        assertEquals("2", ((Map<String, Object>) all.get("proof")).get("depth").toString());
    }

    @Test
    void showsWhatALimitLeft() throws IOException {
        Ran r = Ran.troop("explain", Endless.in(dir), "endless", "--max-steps=40", "--top=3");
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().contains("analysis incomplete\n  stopped: limit of 40 nodes reached\n"), r.out());
        assertTrue(r.out().contains("  40 nodes expanded in "), r.out());
        assertTrue(r.out().contains(" more (--top N shows more)"), r.out());
        assertTrue(r.out().contains(" open in it"), r.out());
    }

    @Test
    void whatIsWrongIsOneSentence() {
        Ran noLemma = Ran.troop("explain", theory, "bad");
        assertEquals(ExitCode.FAILED, noLemma.code());
        assertEquals("troop: " + theory + ": there is no lemma 'bad'; the lemmas are good, witness\n", noLemma.err());
        Ran top = Ran.troop("explain", theory, "good", "--top=0");
        assertEquals("troop: --top: found '0', expected a number from 1\n", top.err());
    }

    @Test
    void helpHasAnExample() {
        assertTrue(Ran.troop("explain", "--help").out().contains("troop explain model.spthy secrecy"));
    }
}
