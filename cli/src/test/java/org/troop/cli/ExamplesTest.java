package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.troop.theory.syntax.Item.Lemma;

/** Every example is answered as its comments say, and its proofs hold. */
final class ExamplesTest {
    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Ran.home().resolve("examples"))) {
            return files.filter(f -> f.toString().endsWith(".spthy")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isAnsweredAsExpected(Path example, @TempDir Path dir) throws IOException {
        Path proved = dir.resolve("proved.spthy");
        Ran r = Ran.troop("prove", example, "--check-expected", "--threads=2", "-o", proved);
        assertEquals(ExitCode.OK, r.code(), r.out() + r.err());
        assertEquals("", r.err(), "no warnings");
        Ran check = Ran.troop("check", proved);
        assertEquals(ExitCode.OK, check.code(), check.out() + check.err());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void saysWhatToExpectOfEachLemma(Path example) throws IOException {
        List<String> lemmas =
                LoadedTheory.read(example.toString(), Settings.DEFAULT, System.err).all(Lemma.class).stream()
                        .map(Lemma::name)
                        .toList();
        assertEquals(
                lemmas,
                List.copyOf(new TheoryText(example.toString()).expected().keySet()));
        assertTrue(
                Files.readString(Ran.home().resolve("examples/README.md")).contains("(" + example.getFileName() + ")"));
    }
}
