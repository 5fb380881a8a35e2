package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProveCommandTest {
    private static final String THEORY = """
            theory Small begin
            functions: h/1
            rule Make: [ Fr(~k) ] --[ Made(~k) ]-> [ !Key(~k) ]
            rule Use: [ !Key(k), In(x) ] --[ Used(k, x) ]-> [ Out(h(k)) ]

            // expected: verified (2 steps)
            lemma secret [reuse]: "All k #i. Made(k) @ i ==> not(Ex #j. K(k) @ j)"
            // expected: verified
            lemma used_is_secret: "All k x #i. Used(k, x) @ i ==> not(Ex #j. K(k) @ j)"
            // expected: falsified - found trace
            lemma never_used: "not(Ex k x #i. Used(k, x) @ i)"
            // expected: falsified
            lemma used_unmade: exists-trace
              "Ex k x #i. Used(k, x) @ i & not(Ex #j. Made(k) @ j)"
            end
            """;

    @TempDir
    Path dir;

    private Path theory;

    @BeforeEach
    void writeTheory() throws IOException {
        theory = Files.writeString(dir.resolve("small.spthy"), THEORY);
    }

    @Test
    void printsVerdictsAndAConclusion() {
        Ran r = Ran.troop("prove", theory, "--threads=2");
        assertEquals(ExitCode.OK, r.code(), r.err());
        List<String> lines = r.out().lines().toList();
        assertEquals("theory Small (" + theory + "), 2 threads", lines.getFirst());
        assertEquals(6, lines.size(), r.out());
        assertTrue(r.out().contains("  secret (all-traces)          verified                       2 steps"), r.out());
        assertTrue(
                lines.getLast().startsWith("4 lemmas: 2 verified, 2 falsified (never_used, used_unmade); "),
                lines.getLast());
        assertEquals("", r.err());
    }

    @Test
    void rankingsRaceWithoutWorkers() throws IOException {
        Path rivals = Files.writeString(dir.resolve("rivals.spthy"), SweepCommandTest.RIVALS);
        Path json = dir.resolve("rivals.json");
        Path script = dir.resolve("rivals.proved.spthy");
        Path alone = dir.resolve("alone.proved.spthy");
        Ran r = Ran.troop("prove", rivals, "--race={lost},s", "--threads=1", "--json", json, "-o", script);
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().contains("  won by s\n"), r.out());
        assertTrue(r.out().contains("  lemma none [heuristic=s]:\n"), r.out());
        assertTrue(Files.readString(json).contains("\"winner\": \"s\""), Files.readString(json));
        Object schema = Json.read(Files.readString(Ran.home().resolve("docs/results.schema.json")));
        assertEquals(List.of(), Json.violations(Json.read(Files.readString(json)), schema));
        Ran.troop("prove", rivals, "--heuristic=s", "-o", alone);
        assertEquals(Files.readString(alone), Files.readString(script));
    }

    @Test
    void workersTakeNoSubtreesAgain() {
        Ran r = Ran.troop("prove", theory, "--workers=2", "--cache-subgoals");
        assertEquals(ExitCode.FAILED, r.code());
        assertTrue(r.err().contains("--workers goes without --cache-subgoals"), r.err());
    }

    @Test
    void anyTraceMayEndASearch() {
        Ran r = Ran.troop("prove", theory, "never_used", "--stop-on-trace=none", "--first-trace");
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().contains("falsified - found trace"), r.out());
    }

    @Test
    void aLemmaOnUnprovedOnesIsShownAsSuch() {
        Ran r = Ran.troop("prove", theory, "used*");
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(
                r.out().lines().anyMatch(l -> l.contains("used_is_secret") && l.endsWith("  assuming secret")),
                r.out());
        assertTrue(
                r.out()
                        .contains(
                                "  used_is_secret is verified only if these lemmas hold, which this run did not prove:"
                                        + " secret\n"),
                r.out());
    }

    @Test
    void aTraceRestsOnNothing() {
        Ran r = Ran.troop("prove", theory, "--lemma=never_used");
        assertFalse(r.out().contains("assuming"), r.out());
        assertTrue(r.out().contains("1 lemma: 1 falsified (never_used)"), r.out());
    }

    @Test
    void comparesWithTheExpectedVerdicts() throws IOException {
        assertTrue(Ran.troop("prove", theory, "--check-expected").out().contains("2 verified, 2 falsified"));
        Files.writeString(theory, THEORY.replace("verified (2 steps)", "verified (4 steps)"));
        Ran r = Ran.troop("prove", theory, "--check-expected");
        assertEquals(ExitCode.CHECK_FAILED, r.code());
        assertTrue(r.out().contains("  secret: expected verified (4 steps), found verified (2 steps)\n"), r.out());
        assertTrue(r.out().contains("1 other than expected"), r.out());
        assertEquals(
                ExitCode.OK,
                Ran.troop("prove", theory, "never_used", "--check-expected").code());
    }

    @Test
    void nothingToCompareWithIsAnError() throws IOException {
        Files.writeString(theory, THEORY.replace("expected", "exp."));
        Ran r = Ran.troop("prove", theory, "--check-expected");
        assertEquals(ExitCode.FAILED, r.code());
        assertTrue(r.err().contains("no comment says which verdicts are expected"), r.err());
    }

    @Test
    void writesProofsThatHold() {
        Path out = dir.resolve("new/out.spthy");
        Ran r = Ran.troop("prove", theory, "-o", out);
        assertTrue(r.out().endsWith("; proofs in " + out + "\n"), r.out());
        Ran check = Ran.troop("check", out);
        assertEquals(ExitCode.OK, check.code(), check.out() + check.err());
        assertTrue(check.out().contains("4 lemmas: 4 with a proof that holds, 0 with an invalid one"), check.out());
    }

    @Test
    void oneOutputForSeveralTheoriesIsRefused() {
        Ran r = Ran.troop("prove", theory, theory, "-o", dir.resolve("x"));
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals("troop: --output takes the proofs of one theory, and 2 are given\n", r.err());
    }

    @Test
    void aBoundLeavesALemmaWithoutVerdict() {
        Ran r = Ran.troop("prove", theory, "secret", "--bound=1");
        assertEquals(ExitCode.INCONCLUSIVE, r.code());
        assertTrue(r.out().contains("1 lemma: 1 without a verdict (secret)"), r.out());
    }

    @Test
    void quietPrintsVerdictsOnly() {
        Ran r = Ran.troop("prove", theory, "secret", "-q");
        assertEquals(1, r.out().lines().count(), r.out());
    }

    @Test
    void aLemmaThatDoesNotExistIsAnErrorWithTheNamesThatDo() {
        Ran r = Ran.troop("prove", theory, "secrets");
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals(
                "troop: " + theory
                        + ": no lemma matches 'secrets'; the lemmas are: secret, used_is_secret, never_used, used_unmade\n",
                r.err());
    }

    @Test
    void aTerminalGetsColoursAndNoRestOfProgress() {
        Ran r = Ran.troopOnTerminal("prove", theory, "secret", "never_used");
        assertTrue(r.out().contains("\u001b[32mverified "), r.out());
        assertTrue(r.out().contains("\u001b[31mfalsified - found trace"), r.out());
        int drawn = r.err().split("\n", -1).length - 1;
        int erased = 0;
        for (String s : r.err().split("\u001b\\[")) {
            erased += s.matches("(?s)\\d+A.*") ? Integer.parseInt(s.substring(0, s.indexOf('A'))) : 0;
        }
        assertEquals(drawn, erased, "each line that was drawn is erased");
    }

    @Test
    void bothNamesOfTheLemmaOptionWork() {
        for (String option : List.of("--lemma=secret", "--prove=secret")) {
            assertTrue(Ran.troop("prove", theory, option).out().contains("1 lemma: 1 verified"), option);
        }
    }

    @Test
    void parsePrintsTheTheory() {
        Ran r = Ran.troop("parse", theory);
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().startsWith("theory Small begin\n"), r.out());
        assertTrue(r.out().endsWith("end\n"), r.out());
    }
}
