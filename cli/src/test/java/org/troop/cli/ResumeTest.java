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
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was ended early is continued, and ends with the proofs of one that was not. */
final class ResumeTest {
    private static final String LEMMAS = """
            lemma ends_with_a_trace: "All s m #i. Ack(s, m) @ i ==> not (Ex #j. Received(s, m) @ j)"
            lemma witness: exists-trace "Ex s m #i. Ack(s, m) @ i"
            lemma by_induction [use_induction]: "All s m #i. Ack(s, m) @ i ==> Ex #j. Sent(s, m) @ j & j < i"
            lemma the_last_in_the_file: "All s m #i. Ack(s, m) @ i ==> Ack(s, m) @ i"
            end
            """;

    @TempDir
    Path dir;

    private Path theory;

    @BeforeEach
    void writeTheory() throws IOException {
        theory = Files.writeString(
                dir.resolve("l.spthy"), Endless.THEORY.substring(0, Endless.THEORY.lastIndexOf("end")) + LEMMAS);
    }

    @ParameterizedTest
    @CsvSource({
        "dfs, s, 1",
        "dfs, s, 2",
        "dfs, s, 13",
        "dfs, s, 60",
        "dfs, sC, 20",
        "bfs, s, 25",
        "seqdfs, C, 30",
        "none, s, 40",
    })
    void endsWithTheSameProofs(String strategy, String heuristic, int steps) throws IOException {
        Path whole = dir.resolve("whole.spthy");
        Path partial = dir.resolve("partial.spthy");
        Path resumed = dir.resolve("resumed.spthy");
        Object[] options = {"prove", theory, "--bound=7", "--stop-on-trace=" + strategy, "--heuristic=" + heuristic};
        Ran all = Ran.troop(with(options, "-o", whole));
        Ran some = Ran.troop(with(options, "-o", partial, "--max-steps=" + steps));
        assertEquals(ExitCode.INCONCLUSIVE, some.code(), some.err());
        assertFalse(Files.readString(whole).contains("Partial proofs"));
        assertTrue(Files.readString(partial).contains("Partial proofs"), some.out());
        Ran rest = Ran.troop(with(options, "-o", resumed, "--resume=" + partial));
        assertEquals(all.code(), rest.code(), rest.err());
        assertEquals(Files.readString(whole), Files.readString(resumed));
    }

    @Test
    void inSeveralSteps() throws IOException {
        Path whole = dir.resolve("whole.spthy");
        Path partial = dir.resolve("partial.spthy");
        Ran.troop("prove", theory, "--bound=7", "-o", whole);
        Ran.troop("prove", theory, "--bound=7", "-o", partial, "--max-steps=10");
        for (int i = 0; i < 3; i++) {
            Ran.troop("prove", theory, "--bound=7", "-o", partial, "--max-steps=25", "--resume=" + partial);
        }
        Ran.troop("prove", theory, "--bound=7", "-o", partial, "--resume=" + partial);
        assertEquals(Files.readString(whole), Files.readString(partial));
    }

    @Test
    void whatIsKnownIsNotExpandedAgain() throws IOException {
        Path partial = dir.resolve("partial.spthy");
        Ran.troop("prove", theory, "-o", partial, "--max-steps=400");
        Ran again = Ran.troop("prove", theory, "--max-steps=0", "--resume=" + partial, "witness", "quick");
        assertEquals(ExitCode.OK, again.code(), again.out());
    }

    @Test
    void nothingIsLostWhenNothingIsDone() throws IOException {
        Path partial = dir.resolve("partial.spthy");
        Path again = dir.resolve("again.spthy");
        Ran.troop("prove", theory, "-o", partial, "--max-steps=60");
        Ran.troop("prove", theory, "-o", again, "--timeout=0", "--max-steps=0", "--resume=" + partial);
        assertEquals(proofs(partial), proofs(again));
    }

    private static String proofs(Path file) throws IOException {
        return Files.readString(file)
                .replaceAll("(?s)\n/\\* Partial proofs.*", "")
                .replaceAll("by sorry /.*", "by sorry");
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Path partial = dir.resolve("partial.spthy");
        Ran.troop("prove", theory, "-o", partial, "--max-steps=5");
        assertRefused(Ran.troop("prove", theory, "--heuristic=C", "--resume=" + partial));
        assertRefused(Ran.troop("prove", theory, "--bound=8", "--resume=" + partial));
        String text = Files.readString(partial);
        Files.writeString(partial, text.replaceFirst("by sorry [^\n]*", "by contradiction /* from formulas */"));
        assertRefused(Ran.troop("prove", theory, "--resume=" + partial));
        Files.writeString(partial, text);
        Files.writeString(theory, Files.readString(theory).replace("lemma quick:", "lemma quicker:"));
        assertRefused(Ran.troop("prove", theory, "--resume=" + partial));
        Ran none = Ran.troop("prove", theory, "--resume=" + theory);
        assertEquals(ExitCode.FAILED, none.code());
        assertTrue(none.err().contains("no partial proofs of an interrupted run stand here"), none.err());
    }

    private static void assertRefused(Ran r) {
        assertEquals(ExitCode.FAILED, r.code(), r.out());
        assertTrue(r.err().contains("these proofs belong to another theory, to other options"), r.err());
    }

    @Test
    void thePartialProofsAreATheoryOfTheirOwn() throws IOException {
        Path partial = dir.resolve("partial.spthy");
        Ran.troop("prove", theory, "-o", partial, "--max-steps=5");
        Ran r = Ran.troop("prove", partial, "--bound=9", "quick", "witness");
        assertEquals(ExitCode.OK, r.code(), r.out() + r.err());
    }

    private static Object[] with(Object[] options, Object... more) {
        Object[] out = java.util.Arrays.copyOf(options, options.length + more.length);
        System.arraycopy(more, 0, out, options.length, more.length);
        return out;
    }
}
