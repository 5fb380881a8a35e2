package org.troop.theory.print;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Test data that lies beside the repository; tests that need it are skipped where it is missing. */
final class Shared {
    private Shared() {}

    /** The file or directory {@code ../shared/NAME}, seen from the repository's root. */
    static Path path(String name) {
        Path dir = Path.of("").toAbsolutePath();
        while (dir != null && !Files.exists(dir.resolve("ARCHITECTURE.md")) && !Files.exists(dir.resolve(".git"))) {
            dir = dir.getParent();
        }
        Path p = dir == null ? Path.of("missing") : dir.resolveSibling("shared").resolve(name);
        Assumptions.assumeTrue(Files.exists(p), () -> "no test data at " + p);
        return p;
    }
}
