package org.troop.solver.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.troop.solver.search.UnitProver;
import org.troop.term.Term;
import org.troop.theory.close.ClosedTheory;

/**
 * A hash of the engine's class files. Processes with equal hashes expand a system alike and encode it alike, wherever and
 * however the classes are packed.
 */
public final class EngineHash {
    private static final List<Class<?>> MODULES = List.of(Term.class, ClosedTheory.class, UnitProver.class);

    private EngineHash() {}

    /** Lazily: hashing takes some milliseconds. */
    private static final class Holder {
        static final String HEX = compute();
    }

    /** 64 hexadecimal digits. */
    public static String hex() {
        return Holder.HEX;
    }

    private static String compute() {
        try {
            MessageDigest d = MessageDigest.getInstance("SHA-256");
            for (Class<?> c : MODULES) {
                URL place = c.getProtectionDomain().getCodeSource().getLocation();
                Path p = Path.of(place.toURI());
                if (Files.isDirectory(p)) {
                    add(p, d);
                } else {
                    try (FileSystem jar = FileSystems.newFileSystem(p)) {
                        add(jar.getPath("/"), d);
                    }
                }
            }
            return HexFormat.of().formatHex(d.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's classes cannot be read", e);
        } catch (URISyntaxException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Path root, MessageDigest d) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root)) {
            files = walk.filter(f -> f.toString().endsWith(".class")).sorted().toList();
        }
        for (Path f : files) {
            d.update(Files.readAllBytes(f));
        }
    }
}
