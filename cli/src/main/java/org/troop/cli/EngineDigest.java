package org.troop.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import org.troop.solver.search.TheoryProver;
import org.troop.term.Term;
import org.troop.theory.parse.TheoryParser;

/** What the proofs of this program depend on, besides their input: the code of the engine, whatever version it says it is. */
public final class EngineDigest {
    private EngineDigest() {}

    /** Adds the engine's class files, or the jars that they are in. */
    public static void addTo(MessageDigest digest) {
        for (Class<?> c : List.of(Term.class, TheoryParser.class, TheoryProver.class)) {
            try {
                Path place = Path.of(
                        c.getProtectionDomain().getCodeSource().getLocation().toURI());
                try (Stream<Path> files = Files.walk(place)) {
                    for (Path f : files.filter(Files::isRegularFile).sorted().toList()) {
                        digest.update(Files.readAllBytes(f));
                    }
                }
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
