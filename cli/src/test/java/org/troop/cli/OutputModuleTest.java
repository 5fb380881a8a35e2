package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --output-module}. */
final class OutputModuleTest {
    @TempDir
    Path dir;

    private Path theory;

    @BeforeEach
    void writeTheory() throws IOException {
        theory = Files.writeString(dir.resolve("m.spthy"), """
                theory M begin
                functions: f/2, g(bitstring): bitstring
                rule A: [ Fr(~x) ] --[ P(~x) ]-> [ Out(f(g(~x), 'c')) ]
                lemma one [output=[msr]]: "All x #i. P(x) @ i ==> P(x) @ i"
                lemma two [output=[proverif]]: "All x #i. P(x) @ i ==> P(x) @ i"
                lemma three: exists-trace "Ex x #i. P(x) @ i"
                end
                """);
    }

    private String print(Object... args) {
        Ran r = Ran.tamarin(args);
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().startsWith("theory M begin\n"), r.out());
        assertTrue(r.out().endsWith("\nend\n"), r.out());
        assertTrue(r.out().contains("/* All wellformedness checks were successful. */"), r.out());
        assertTrue(r.out().contains("Generated from:"), r.out());
        return r.out();
    }

    @Test
    void spthyIsTheTheoryAsItWasRead() {
        for (String flag : new String[] {"-m", "-m=spthy", "-mspthy", "--output-module=spthy", "--output-mod"}) {
            String text = print(flag, theory);
            assertTrue(text.contains("lemma one [output=[msr]]:"), text);
            assertTrue(text.contains("lemma two [output=[proverif]]:"), text);
            assertFalse(text.contains("summary of summaries"), text);
        }
    }

    @Test
    void typesOfAllFunctionsStandBehind() {
        String text = print("-m=spthytyped", theory);
        int last = text.indexOf("by sorry", text.indexOf("lemma three"));
        assertTrue(text.contains("function: g (bitstring) : bitstring"), text);
        int previous = last;
        for (String f : new String[] {"snd", "pair", "g", "fst", "f"}) {
            int at = text.indexOf("\nfunction: " + f + " (");
            assertTrue(at > previous, f + ": " + text);
            previous = at;
        }
    }

    @Test
    void rulesAndChosenLemmas() {
        String text = print("-m=msr", theory);
        assertTrue(text.contains("lemma one"), text);
        assertFalse(text.contains("lemma two"), text);
        assertTrue(text.contains("lemma three"), text);
        assertFalse(text.contains("variants"), text);
        String one = print("-m=msr", "--lemma=th*", theory);
        assertFalse(one.contains("lemma one"), one);
        assertTrue(one.contains("lemma three"), one);
    }

    @Test
    void mayGoToAFile() throws IOException {
        Path file = dir.resolve("out/m.spthy");
        Ran r = Ran.tamarin("-m=msr", theory, "-o=" + file);
        assertEquals("", r.out());
        assertTrue(Files.readString(file).endsWith("\nend"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proverif", "proverifequiv", "deepsec"})
    void languagesOfOtherProversAreNotSupported(String module) {
        Ran r = Ran.tamarin("-m=" + module, theory);
        assertEquals(ExitCode.UNSUPPORTED, r.code());
        assertEquals("tamarin-prover: the output module '" + module + "' is not supported yet\n", r.err());
    }

    @Test
    void unknownModules() {
        Ran r = Ran.tamarin("-m=maude", theory);
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals("tamarin-prover: output mode not supported.\n", r.err());
    }
}
