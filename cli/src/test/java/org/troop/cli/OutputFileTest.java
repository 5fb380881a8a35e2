package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFileTest {
    @TempDir
    Path dir;

    private static Consumer<Appendable> text(String s) {
        return w -> {
            try {
                w.append(s);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    @Test
    void replacesAFileAsAWhole() throws IOException {
        Path f = dir.resolve("a");
        OutputFile.write(f, text("one"));
        OutputFile.write(f, text("two"));
        assertEquals("two", Files.readString(f));
        assertOnly("a");
    }

    @Test
    void anErrorLeavesTheOldFile() throws IOException {
        Path f = Files.writeString(dir.resolve("a"), "old");
        Consumer<Appendable> breaks = w -> {
            text("half").accept(w);
            throw new IllegalStateException("broken");
        };
        assertThrows(IllegalStateException.class, () -> OutputFile.write(f, breaks));
        assertEquals("old", Files.readString(f));
        assertOnly("a");
    }

    @Test
    void followsSymbolicLinks() throws IOException {
        Path f = Files.writeString(dir.resolve("a"), "old");
        Path link = Files.createSymbolicLink(dir.resolve("b"), f);
        OutputFile.write(link, text("new"));
        assertEquals("new", Files.readString(f));
        assertTrue(Files.isSymbolicLink(link));
    }

    @Test
    void aDeviceStaysADevice() throws IOException {
        OutputFile.write(Path.of("/dev/null"), text("gone"));
        assertTrue(!Files.isRegularFile(Path.of("/dev/null")));
    }

    private void assertOnly(String name) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            assertEquals(
                    name,
                    String.join(",", files.map(p -> p.getFileName().toString()).toList()));
        }
    }
}
