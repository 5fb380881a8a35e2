package org.troop.solver.cache;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.troop.solver.search.UnitProver;
import org.troop.term.Term;
import org.troop.theory.close.ClosedTheory;

/**
 * A hash of the engine's class files. Processes with equal hashes expand a system alike and encode it alike, wherever and
 * however the classes are packed.
 */
public final class EngineHash {
    private static final List<Class<?>> MODULES = List.of(Term.class, ClosedTheory.class, UnitProver.class);

    private static final String CLASS = ".class";

    private EngineHash() {}

    /** Lazily: it takes some milliseconds. */
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
                d.update(checksums(Path.of(place.toURI())));
            }
            return HexFormat.of().formatHex(d.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's classes cannot be read", e);
        } catch (URISyntaxException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * CRC-32 and length of each class file, in the order of their names, which are part of the files. A jar has them in its
     * directory: unpacking and hashing the files themselves takes longer than proving a small theory.
     */
    private static byte[] checksums(Path place) throws IOException {
        Map<String, long[]> of = new TreeMap<>();
        if (Files.isDirectory(place)) {
            try (Stream<Path> walk = Files.walk(place)) {
                for (Path f : walk.toList()) {
                    if (f.toString().endsWith(CLASS)) {
                        byte[] content = Files.readAllBytes(f);
                        CRC32 crc = new CRC32();
                        crc.update(content);
                        String name = place.relativize(f).toString().replace(File.separatorChar, '/');
                        of.put(name, new long[] {crc.getValue(), content.length});
                    }
                }
            }
        } else {
            try (ZipFile jar = new ZipFile(place.toFile())) {
                for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
                    ZipEntry e = all.nextElement();
                    if (e.getName().endsWith(CLASS)) {
                        of.put(e.getName(), new long[] {e.getCrc(), e.getSize()});
                    }
                }
            }
        }
        ByteBuffer out = ByteBuffer.allocate(of.size() * 2 * Integer.BYTES);
        of.values().forEach(x -> out.putInt((int) x[0]).putInt((int) x[1]));
        return out.array();
    }
}
