package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lemma that has used what it may ends; the others go on. */
@Timeout(120)
final class LimitsTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "--timeout=1, time limit of 1 s reached",
        "--max-steps=40, limit of 40 nodes reached",
        "--max-memory=16M, memory limit of 16 MB reached",
    })
    void theOthersGoOn(String limit, String reason) throws IOException {
        Path out = dir.resolve("out.spthy");
        Ran r = Ran.troop("prove", limit, "--threads=2", Endless.in(dir), "-o", out);
        assertEquals(ExitCode.INCONCLUSIVE, r.code(), r.err());
        assertTrue(r.out().contains("3 lemmas: 2 verified, 1 without a verdict (endless);"), r.out());
        assertTrue(
                r.out()
                        .lines()
                        .anyMatch(l -> l.contains("endless (all-traces)  analysis incomplete") && l.endsWith(reason)),
                r.out());
        String proofs = Files.readString(out);
        assertTrue(proofs.contains("by sorry /* " + reason + " */"), proofs);
        assertTrue(proofs.contains("lemma last:"), proofs);
        assertEquals(ExitCode.OK, Ran.troop("check", out, "quick", "last").code());
        assertEquals(ExitCode.INCONCLUSIVE, Ran.troop("check", out).code());
    }

    @Test
    void stepsAreThoseOfOneThread() throws IOException {
        Path theory = Endless.in(dir);
        Path one = dir.resolve("one.spthy");
        Path four = dir.resolve("four.spthy");
        Ran.troop("prove", "--max-steps=100", "--threads=1", theory, "endless", "-o", one);
        Ran.troop("prove", "--max-steps=100", "--threads=4", theory, "endless", "-o", four);
        String proofs = Files.readString(one);
        assertTrue(proofs.contains("--resume=" + one + "\n"), proofs); // each file names itself
        assertEquals(proofs.replace(one.toString(), four.toString()), Files.readString(four));
    }

    @Test
    void aLimitThatIsNotReachedChangesNothing() throws IOException {
        Path theory = Endless.in(dir);
        Ran r = Ran.troop("prove", "--max-steps=1000", "--timeout=1h", "--max-memory=4G", theory, "quick", "last");
        assertEquals(ExitCode.OK, r.code(), r.out() + r.err());
    }

    @Test
    void theDropInHasThemToo() throws IOException {
        long start = System.nanoTime();
        Ran r = Ran.tamarin("--prove", "--timeout=1", Endless.in(dir));
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().contains("  endless (all-traces): analysis incomplete ("), r.out());
        assertTrue(r.out().contains("  last (all-traces): verified (2 steps)"), r.out());
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--timeout=soon | --timeout: found 'soon', expected a time such as 90, 90s, 15m, 2h or 1d",
                "--max-memory=1K | --max-memory: found '1K', expected at least 16M",
                "--max-memory=big | --max-memory: found 'big', expected a size such as 500M or 4G",
                "--max-steps=-1 | --max-steps: found '-1', expected a number",
            })
    void badLimits(String flag, String message) throws IOException {
        Ran r = Ran.troop("prove", flag, Endless.in(dir));
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals("troop: " + message + "\n", r.err());
    }
}
