package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that a user can get wrong is answered with one sentence. */
final class UserErrorsTest {
    private static final String RULE = "rule A: [ Fr(~x) ] --[ P(~x) ]-> [ Out(~x) ]\n";

    @TempDir
    Path dir;

    private Path file(String text) throws IOException {
        return Files.writeString(dir.resolve("t.spthy"), "theory T begin\n" + text + "\nend\n");
    }

    /** Both programs say the same; a path in the message stands as FILE. */
    private void bothComplain(Path file, int code, String message) {
        complains(Ran.troop("prove", file), file, code, "troop: " + message);
        complains(Ran.tamarin("--prove", file), file, code, "tamarin-prover: " + message);
    }

    private void complains(Ran r, Path file, int code, String message) {
        String last = r.err().lines().reduce("", (a, b) -> b).replace(file.toString(), "FILE");
        assertEquals(message, last, r.err());
        assertEquals(code, r.code());
        assertEquals("", r.out(), "nothing on standard output");
        assertFalse(r.err().contains("\tat "), r.err());
    }

    @Test
    void missingFile() {
        bothComplain(
                dir.resolve("none.spthy"),
                ExitCode.FAILED,
                "FILE: openFile: does not exist (No such file or directory)");
    }

    @Test
    void directory() {
        bothComplain(dir, ExitCode.FAILED, "FILE: openFile: is a directory");
    }

    @Test
    void notUtf8() throws IOException {
        Path p = dir.resolve("latin.spthy");
        Files.write(p, "theory T begin\n\nrule caf\u00e9: [] --> []\nend\n".getBytes(StandardCharsets.ISO_8859_1));
        bothComplain(p, ExitCode.FAILED, "FILE:3:9: found bytes that are not UTF-8; convert the file to UTF-8");
    }

    @Test
    void syntaxError() throws IOException {
        bothComplain(file("rule A: [ Fr(x) --> [ ]"), ExitCode.FAILED, "FILE:2:17: found '-', expected ',' or ']'");
    }

    @Test
    void processes() throws IOException {
        bothComplain(
                file("process: new x; out(x)"),
                ExitCode.UNSUPPORTED,
                "the translation of processes (item 'process:') is not supported yet");
    }

    @Test
    void accountability() throws IOException {
        bothComplain(
                file(RULE + "test A: \"Ex x #i. P(x) @ i\"\nlemma acc: A accounts for \"not(Ex x #i. P(x) @ i)\""),
                ExitCode.UNSUPPORTED,
                "the accountability lemma 'acc' is not supported yet");
    }

    @Test
    void unguardedRestriction() throws IOException {
        Path p = file(RULE + "restriction r: \"All x y. not(x = y)\"");
        String message =
                "restriction 'r' has no guarded form: universal quantifier without toplevel implication \"∀ x y. ¬(x = y)\"";
        complains(Ran.troop("prove", p), p, ExitCode.FAILED, "troop: FILE:3:13: " + message);
        complains(Ran.tamarin("--prove", p), p, ExitCode.FAILED, "tamarin-prover: " + message);
    }

    @Test
    void unguardedLemma() throws IOException {
        Path p = file(RULE + "lemma fine: \"All x #i. P(x) @ i ==> P(x) @ i\"\n"
                + "lemma bad: \"All x y #i. P(x) @ i ==> y = x\"");
        complains(
                Ran.troop("prove", p),
                p,
                ExitCode.FAILED,
                "troop: FILE:4:7: lemma 'bad' has no guarded form: unguarded variable(s) 'y' in the subformula"
                        + " \"∀ x y #i. (P( x ) @ #i) ⇒ (y = x)\"");
        complains(
                Ran.tamarin("--prove", p),
                p,
                ExitCode.FAILED,
                "tamarin-prover: lemma 'bad': it or a lemma that it uses has no guarded form (unguarded variables)");
        assertEquals(ExitCode.OK, Ran.troop("prove", p, "fine").code());
    }

    @Test
    void unknownRanking() throws IOException {
        Path p = file(RULE + "lemma q [heuristic=zS]: \"All x #i. P(x) @ i ==> (Ex #j. K(x) @ j)\"");
        complains(
                Ran.troop("prove", p),
                p,
                ExitCode.FAILED,
                "troop: lemma 'q': found the goal ranking 'z', expected letters of s S c C i I p P");
        assertEquals(ExitCode.OK, Ran.troop("prove", p, "--heuristic=s").code());
    }

    /** A heuristic that ranks goals: it takes two rules to have a choice. */
    private static final String CHOICE = "rule B: [ Fr(~x), In(y) ] --[ Q(~x, y) ]-> [ S(~x, y) ]\n"
            + "rule C: [ S(x, y), In(h(y)) ] --[ R(x, y) ]-> [ ]\n"
            + "lemma q: \"not(Ex x y #i. R(x, y) @ i)\"";

    @Test
    void oraclesAndTactics() throws IOException {
        Path p = file("functions: h/1\nheuristic: o \"guess\"\n" + CHOICE);
        for (Ran r : List.of(Ran.troop("prove", p), Ran.tamarin("--prove", p))) {
            assertEquals(ExitCode.FAILED, r.code(), r.out());
            assertTrue(r.err().contains("guess' cannot be started: "), r.err());
            assertFalse(r.err().contains("\tat "), r.err());
        }
        Ran tactic = Ran.troop("prove", p, "--heuristic={mine}");
        assertEquals(ExitCode.FAILED, tactic.code());
        assertTrue(tactic.err().contains("mine"), tactic.err());
    }

    @Test
    void configurationBlock() throws IOException {
        Path p = Files.writeString(
                dir.resolve("t.spthy"), "theory T\nconfiguration: \"--foo=1\"\nbegin\n" + RULE + "end\n");
        bothComplain(p, ExitCode.FAILED, "Unknown flag: --foo (in the theory's configuration block)");
    }

    @Test
    void badValues() throws IOException {
        Path p = file(RULE);
        complains(Ran.troop("prove", p, "-b", "x"), p, 1, "troop: --bound: found 'x', expected a number");
        complains(Ran.troop("prove", p, "-t", "0"), p, 1, "troop: --threads: found '0', expected a number from 1");
        complains(Ran.troop("prove", p, "--stop-on-trace=up"), p, 1, "troop: unknown stop-on-trace method: up");
        Ran unknown = Ran.troop("prove", p, "--bund=3");
        assertEquals(ExitCode.FAILED, unknown.code());
        assertEquals("troop: Unknown option: '--bund=3'\nTry 'troop prove --help'.\n", unknown.err());
    }

    @Test
    void outputThatCannotBeWritten() throws IOException {
        Path p = file(RULE + "lemma q: \"All x #i. P(x) @ i ==> P(x) @ i\"");
        Ran r = Ran.troop("prove", p, "-o", dir);
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals("troop: " + dir + ": is a directory\n", r.err());
    }

    /** {@code /dev/full} takes nothing, as a disk that filled up while the proofs were searched. */
    @Test
    void proofsThatFindNoPlaceArePrinted() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        Path p = file(RULE + "lemma q: \"All x #i. P(x) @ i ==> P(x) @ i\"");
        for (Ran r : List.of(Ran.troop("prove", p, "-o", full), Ran.tamarin("--prove", p, "--output=" + full))) {
            assertEquals(ExitCode.FAILED, r.code());
            assertTrue(
                    r.err().contains("/dev/full: No space left on device; what should be there was printed"), r.err());
            assertTrue(r.out().contains("by contradiction"), r.out());
        }
    }

    @Test
    void outputIsTriedBeforeTheWork() throws IOException {
        Path p = file(RULE + "lemma q: \"All x #i. P(x) @ i ==> P(x) @ i\"");
        String place = "/proc/nowhere/x";
        String message = place + ": cannot be written, as nothing can be written to /proc";
        complains(Ran.troop("prove", p, "-o", place), p, ExitCode.FAILED, "troop: " + message);
        complains(Ran.troop("prove", p, "--json", place), p, ExitCode.FAILED, "troop: " + message);
        complains(Ran.tamarin("--prove", p, "--output=" + place), p, ExitCode.FAILED, "tamarin-prover: " + message);
        complains(Ran.tamarin("--prove", p, "--od=" + place), p, ExitCode.FAILED, "tamarin-prover: " + message);
        try (Stream<Path> files = Files.list(dir)) {
            assertEquals(List.of(p), files.toList(), "nothing is left behind");
        }
        assertEquals(
                ExitCode.OK, Ran.troop("prove", p, "-o", dir.resolve("new/x")).code());
    }

    @Test
    void anInternalErrorAsksForAReport() {
        Complaint c = Complaint.about(new LemmaFailedException("q", new IllegalStateException("oops")), null);
        assertEquals(ExitCode.INTERNAL, c.exitCode());
        assertEquals(
                "lemma 'q': internal error (java.lang.IllegalStateException: oops); please report it together with the"
                        + " theory (TROOP_DEBUG=1 shows where it happened)",
                c.text());
        assertEquals(
                "lemma 'q': out of memory; give more with TROOP_HEAP, for example TROOP_HEAP=8g",
                Complaint.about(new OutOfMemoryError(), "q").text());
    }
}
