package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The original's command line. */
final class TamarinProverTest {
    @TempDir
    Path dir;

    private Path theory;

    @BeforeEach
    void writeTheory() throws IOException {
        theory = Files.writeString(dir.resolve("t.spthy"), """
                theory T begin
                rule A: [ Fr(~x) ] --[ P(~x) ]-> [ Out(~x) ]
                lemma l1: "All x #i. P(x) @ i ==> P(x) @ i"
                lemma l2: "All x #i #j. P(x) @ i & P(x) @ j ==> #i = #j"
                #ifdef MORE
                lemma m1: exists-trace "Ex x #i. P(x) @ i"
                #endif
                end
                """);
    }

    private String summary(Object... args) {
        Ran r = Ran.tamarin(args);
        assertEquals(ExitCode.OK, r.code(), r.err());
        return r.out().substring(r.out().indexOf("summary of summaries"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"test", "tes", "te"})
    void selfTest(String mode) {
        Ran r = Ran.tamarin(mode);
        assertEquals(ExitCode.OK, r.code());
        assertTrue(r.out().contains("All tests successful"), r.out());
        assertTrue(r.out().contains("The tamarin-prover should work as intended"), r.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"interactive", "inter"})
    void modesThatAreNotSupported(String mode) {
        assertEquals(ExitCode.UNSUPPORTED, Ran.tamarin(mode).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"variants", "va"})
    void rulesOfTheAdversary(String mode) throws IOException {
        Ran r = Ran.tamarin(mode, "-O=" + dir);
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().startsWith("""
                        rule (modulo AC) c_exp:
                           [ !KU( x ), !KU( x.1 ) ] --[ !KU( x^x.1 ) ]-> [ !KU( x^x.1 ) ]

                        rule (modulo AC) c_inv:
                        """), r.out());
        assertEquals(45, count(r.out(), "rule (modulo AC) d_exp:\n"));
        assertEquals(28, count(r.out(), "rule (modulo AC) d_em:\n"));
        String exponentiation = Files.readString(dir.resolve("data/intruder_variants_dh.spthy"));
        String pairing = Files.readString(dir.resolve("data/intruder_variants_bp.spthy"));
        assertEquals(51, count(exponentiation, "rule (modulo AC) "));
        assertEquals(75, count(pairing, "rule (modulo AC) "));
        assertEquals(r.out(), exponentiation + "\n" + pairing);
        assertEquals(ExitCode.FAILED, Ran.tamarin(mode, theory).code());
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void versionBeginsAsTheOriginals() {
        for (String flag : new String[] {"--version", "-V", "--vers"}) {
            Ran r = Ran.tamarin(flag);
            assertEquals(ExitCode.OK, r.code());
            assertTrue(r.out().lines().findFirst().orElse("").startsWith("tamarin-prover 1.11.0"), r.out());
            assertTrue(r.out().contains("\nGenerated from:\nTamarin version 1.11.0\n"), r.out());
        }
    }

    @Test
    void helpAndNoFiles() {
        assertEquals(Usage.TEXT, Ran.tamarin("-?").out());
        Ran r = Ran.tamarin("--prove");
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals("error: no input files given\n" + Usage.TEXT, r.out());
    }

    @Test
    void runtimeOptionsAreSwallowed() {
        String s = summary("+RTS", "-N2", "-RTS", theory, "--prove=l1", "+RTS", "-s", "--nonsense");
        assertTrue(s.contains("l1 (all-traces): verified"), s);
    }

    @Test
    void flagsMayBeAbbreviatedBundledAndMixedWithFiles() {
        String s = summary("-vd=0", theory, "--prov=l2", "--stop=seqdfs", "-b40", "-D=MORE", "--quie", "--der=1");
        assertTrue(s.contains("l2 (all-traces): verified"), s);
        assertTrue(s.contains("m1 (exists-trace): analysis incomplete (1 steps)"), s);
    }

    @Test
    void selection() {
        assertEquals(2, verified(summary("--prove", theory)));
        assertEquals(2, verified(summary("--prove=l*", theory)));
        assertEquals(1, verified(summary("--prove", "--lemma=l2", theory)));
        assertEquals(0, verified(summary("--lemma=l2", theory)));
        assertEquals(3, verified(summary("--prove=l1", "--prove=l2", "--prove=m*", "-DMORE", theory)));
    }

    private static long verified(String summary) {
        return summary.lines().filter(l -> l.contains(": verified (")).count();
    }

    @Test
    void theTheoryEndsWithItsOrigin() {
        Ran r = Ran.tamarin("--prove", theory);
        assertTrue(
                r.out()
                        .contains("\n/*\nGenerated from:\nTamarin version 1.11.0\nTroop version "
                                + Version.number()
                                + "\nMaude version: none, unification and matching are Troop's own\n*/\n\nend\n"),
                r.out());
    }

    @Test
    void writesToAFileOrADirectory() throws IOException {
        Path file = dir.resolve("deep/out.spthy");
        Ran one = Ran.tamarin("--prove", theory, "--output=" + file);
        assertTrue(Files.readString(file).endsWith("\nend"));
        assertTrue(one.out().startsWith("\n====="), one.out());
        assertTrue(one.out().contains("  output:          " + file + "\n"), one.out());
        Ran.tamarin("--prove", theory, "-O" + dir.resolve("many"));
        assertTrue(Files.exists(dir.resolve("many/t_analyzed.spthy")));
        Ran none = Ran.tamarin("--prove", theory, "-o");
        assertEquals(ExitCode.FAILED, none.code());
        assertEquals(
                "tamarin-prover: Please specify a valid output file/directory",
                none.err().lines().reduce("", (a, b) -> b));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--p | Ambiguous flag '--p', could be any of: prove partial-evaluation parse-only precompute-only",
                "--quiet=3 | Unhandled argument to flag, none expected: --quiet=3",
                "--foo | Unknown flag: --foo",
                "-h | Unknown flag: -h",
                "--oj | Flag requires argument: --oj",
                "--bound=+3 | bound: invalid bound given",
                "-cx | OpenChainsLimit: invalid bound given",
                "--saturation=x | SaturationLimit: invalid bound given",
                "-d=x | derivcheck-timeout: invalid bound given",
                "--replication-bound=x | replication-bound: invalid bound given",
                "--stop-on-trace=x | unknown stop-on-trace method: x",
                "--heuristic= | heuristic: at least one ranking must be given",
            })
    void badFlags(String flag, String message) {
        Ran r = Ran.tamarin(flag);
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals("tamarin-prover: " + message + "\n", r.err());
    }

    @Test
    void anErrorInAnyFileSuppressesAllOutput() {
        Ran r = Ran.tamarin(theory, dir.resolve("none.spthy"));
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals("", r.out());
    }
}
