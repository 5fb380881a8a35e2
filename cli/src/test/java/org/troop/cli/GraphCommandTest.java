package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GraphCommandTest {
    private static final Path SERVERS = Ran.home().resolve("examples/key-server.spthy");

    @TempDir
    Path dir;

    @Test
    void drawsTheTraceThatWasFound() {
        Ran r = Ran.troop("graph", SERVERS, "ticket_is_accepted_once");
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().startsWith("digraph \"KeyServer ticket_is_accepted_once "), r.out());
        assertTrue(r.out().endsWith("\n}\n"), r.out());
        assertFalse(r.out().contains("Fresh"), "hidden: " + r.out());
        Ran all = Ran.troop("graph", SERVERS, "ticket_is_accepted_once", "--all-steps", "--all-facts");
        assertTrue(all.out().contains("Fresh"), all.out());
    }

    @Test
    void drawsTheSystemAtACase() throws IOException {
        Path file = Files.writeString(dir.resolve("c.spthy"), """
                theory C begin
                builtins: symmetric-encryption
                rule A: [ Fr(~k), In(x) ] --[ A(~k, x) ]-> [ !St(~k), Out(senc(~k, x)) ]
                rule B: [ !St(k), In(k) ] --[ B(k) ]-> [ ]
                lemma l: "All k #i. B(k) @ i ==> Ex x #j. A(k, x) @ j & j < i"
                lemma s: "All k #i. B(k) @ i ==> F"
                end
                """);
        Ran r = Ran.troop("graph", file, "s", "--case", "A");
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().startsWith("digraph \"C s A\""), r.out());
        assertTrue(r.out().contains("!KU( ~k ) @ #vk"), "an open goal: " + r.out());
        assertTrue(r.out().contains("shape=\"ellipse\",color=\"gray\""), r.out());
        Ran start = Ran.troop("graph", file, "s", "--case", "");
        assertEquals(ExitCode.OK, start.code());
        assertTrue(start.err().contains("the graph is empty"), start.err());
        Ran none = Ran.troop("graph", file, "s", "--case", "A/nowhere");
        assertEquals(ExitCode.FAILED, none.code());
        assertTrue(none.err().contains("has no case 'nowhere' below 'A', only "), none.err());
    }

    @Test
    void whatIsWrongIsOneSentence() {
        Ran noTrace = Ran.troop("graph", SERVERS, "partner_has_the_ticket");
        assertEquals(ExitCode.INCONCLUSIVE, noTrace.code());
        assertTrue(noTrace.err().contains("has no trace to draw: verified"), noTrace.err());
        Ran noLemma = Ran.troop("graph", SERVERS, "partner");
        assertEquals(ExitCode.FAILED, noLemma.code());
        assertTrue(noLemma.err().contains("there is no lemma 'partner'; the lemmas are shared"), noLemma.err());
        assertEquals(
                ExitCode.FAILED,
                Ran.troop("graph", SERVERS, "x", "--format=png").code());
        assertEquals(
                ExitCode.FAILED, Ran.troop("graph", SERVERS, "x", "--level=4").code());
    }

    /** With and without Graphviz on this machine. */
    @Test
    void svgNeedsGraphviz() throws IOException {
        Path svg = dir.resolve("a.svg");
        Ran r = Ran.troop("graph", SERVERS, "ticket_is_accepted_once", "-o", svg);
        if (r.code() == ExitCode.OK) {
            assertTrue(Files.readString(svg).contains("</svg>"));
        } else {
            assertEquals(ExitCode.UNSUPPORTED, r.code());
            assertEquals(
                    "troop: svg without Graphviz, whose program 'dot' is not on PATH, is not supported yet; install it,"
                            + " or write --format dot\n",
                    r.err());
        }
    }

    @Test
    void jsonIsOneGraph() throws IOException {
        Path json = dir.resolve("a.json");
        assertEquals(
                ExitCode.OK,
                Ran.troop("graph", SERVERS, "ticket_is_accepted_once", "-o", json)
                        .code());
        assertTrue(Json.read(Files.readString(json)).toString().contains("jgLabel=KeyServer ticket_is_accepted_once"));
    }
}
