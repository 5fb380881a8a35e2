package org.troop.worker.theory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScratchDirectoryTest {
    @TempDir
    Path above;

    /** Another process: says where its directory is, and waits to be killed. */
    static final class Other {
        public static void main(String[] args) throws IOException, InterruptedException {
            ScratchDirectory d = ScratchDirectory.below(Path.of(args[0]));
            Files.writeString(Files.createDirectory(d.path().resolve("theory")).resolve("t.spthy"), "theory T");
            System.out.println(d.path());
            Thread.sleep(60_000);
            d.close();
        }
    }

    @Test
    void isGoneWhenItIsClosed() throws IOException {
        Path path;
        try (ScratchDirectory d = ScratchDirectory.below(above.resolve("new"))) {
            path = d.path();
            Files.writeString(path.resolve("file"), "x");
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void livingOnesStayAndThoseOfKilledProcessesAreRemoved() throws Exception {
        Process other = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        above.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader says = other.inputReader()) {
            Path theirs = Path.of(says.readLine());
            Path unowned = Files.createDirectory(above.resolve("troop-scratch-unowned"));
            try (ScratchDirectory first = ScratchDirectory.below(above);
                    ScratchDirectory second = ScratchDirectory.below(above)) {
                assertTrue(Files.exists(theirs.resolve("theory/t.spthy")), "its owner lives");
                assertTrue(Files.exists(first.path()), "so does this process");
                assertFalse(first.path().equals(second.path()));

                other.destroyForcibly();
                other.waitFor();
                ScratchDirectory.below(above).close();
                assertFalse(Files.exists(theirs));
                assertTrue(Files.exists(first.path()) && Files.exists(second.path()));
                assertTrue(Files.exists(unowned), "nobody knows whose it is");
            }
        } finally {
            other.destroyForcibly();
        }
        try (var left = Files.list(above)) {
            assertEquals(1, left.count());
        }
    }
}
