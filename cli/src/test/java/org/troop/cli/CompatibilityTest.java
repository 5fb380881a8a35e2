package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the answers are right, and not those of the original. */
final class CompatibilityTest {
    @TempDir
    Path dir;

    private Path theory(String items) throws IOException {
        return Files.writeString(dir.resolve("t.spthy"), "theory T begin\n" + items + "\nend");
    }

    @Test
    void aNegatedEquivalenceIsTakenAsItIs() throws IOException {
        Ran r = Ran.tamarin("--prove", theory("""
                rule A: [ ] --[ A('1') ]-> [ ]
                rule B: [ ] --[ B('1') ]-> [ ]
                lemma differ: exists-trace "not ((Ex x #i. A(x) @ i) <=> (Ex y #j. B(y) @ j))"
                lemma both_or_none: "(Ex x #i. A(x) @ i) <=> (Ex y #j. B(y) @ j)"
                """));
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().contains("  differ (exists-trace): verified"), r.out());
        assertTrue(r.out().contains("  both_or_none (all-traces): falsified - found trace"), r.out());
        assertTrue(r.err().contains("WARNING: the lemma 'differ' has a negated '<=>'"), r.err());
        assertFalse(r.err().contains("both_or_none"), r.err());
    }

    @Test
    void aRestrictionThatExcludesAllTracesInTheOriginalDoesNot() throws IOException {
        Path t = theory("""
                rule A: [ ] --[ A('1') ]-> [ ]
                rule B: [ ] --[ B('1') ]-> [ ]
                restriction one: "not ((Ex x #i. A(x) @ i) <=> (Ex y #j. B(y) @ j))"
                lemma never: "not (Ex x #i. A(x) @ i)"
                """);
        Ran r = Ran.troop("prove", t);
        assertTrue(r.out().contains("never (all-traces)  falsified - found trace"), r.out());
        assertTrue(r.err().contains("WARNING: the restriction 'one' has a negated '<=>'"), r.err());
    }
}
