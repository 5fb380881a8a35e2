package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracles of theories that worker processes search: the same proofs as with threads. */
@Timeout(300)
final class ClusterOraclesTest {
    @TempDir
    Path dir;

    @Test
    void scriptsAndTheirDataTravel() throws IOException {
        Path plain = Endless.in(dir);
        Path theory = dir.resolve("ranked.spthy");
        Files.writeString(theory, Endless.THEORY.replace("functions:", "heuristic: o \"ranker\"\nfunctions:"));
        Path script = Files.writeString(dir.resolve("ranker"), """
                #!/bin/sh
                [ -z "$TROOP_TOKEN" ] || exit 3
                cat > /dev/null
                cat "$(dirname "$0")/numbers"
                """);
        assertTrue(script.toFile().setExecutable(true));
        Files.writeString(dir.resolve("numbers"), "2\n1\n");
        Path here = dir.resolve("here");
        Path apart = dir.resolve("apart");
        Path without = dir.resolve("without");
        Ran.troop("prove", plain, "--bound=7", "-o", without);
        Ran threads = Ran.troop("prove", theory, "--bound=7", "-o", here);
        Ran workers = Ran.troop("prove", theory, "--bound=7", "--workers=1", "-o", apart);
        assertEquals(threads.code(), workers.code(), workers.err());
        assertEquals(Files.readString(here), Files.readString(apart));
        String end = "lemma endless";
        String ranked = Files.readString(here);
        String unranked = Files.readString(without);
        assertNotEquals(
                unranked.substring(unranked.indexOf(end)),
                ranked.substring(ranked.indexOf(end)),
                "the script makes a difference");
    }
}
