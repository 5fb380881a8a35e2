package org.troop.solver.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.SourceCache;
import org.troop.solver.search.SourceKey;
import org.troop.solver.system.MalformedCodeException;

/**
 * Sources in a directory: {@code sources/QUICK/ENGINE-KEY}, so that one look tells that nothing is known, before anything is
 * hashed, and another that only other versions of the engine knew something, before the theory is hashed.
 * Files are written elsewhere and renamed, so whoever reads sees all of one or none; any number of processes may share the
 * directory. What took little time to compute is not kept, and the least recently used goes when the directory is full.
 * No error of the file system is anybody's problem: without the cache the sources are computed. Nothing is logged: loading a
 * logger takes longer than proving a small theory.
 */
public final class LocalSources implements SourceCache {
    /** The variable that names the directory, or says {@code off}. */
    public static final String VARIABLE = "TROOP_CACHE";

    private static final long MOST_BYTES = 256L << 20;
    private static final long WORTH_KEEPING_NANOS = 1_000_000_000;

    private final Path directory;
    private final long mostBytes;
    private final long worthKeepingNanos;
    private final Map<String, Long> started = new ConcurrentHashMap<>();

    /** @param directory is made when there is something to keep */
    public LocalSources(Path directory) {
        this(directory, MOST_BYTES, WORTH_KEEPING_NANOS);
    }

    LocalSources(Path directory, long mostBytes, long worthKeepingNanos) {
        this.directory = directory.resolve("sources");
        this.mostBytes = mostBytes;
        this.worthKeepingNanos = worthKeepingNanos;
    }

    /**
     * The cache that the environment names: {@code TROOP_CACHE}, {@code $XDG_CACHE_HOME/troop} or {@code ~/.cache/troop}.
     *
     * @param environment variables by name
     */
    public static SourceCache of(Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (isOff(environment)) {
            return NONE;
        }
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        try {
            if (!named.isEmpty()) {
                return new LocalSources(Path.of(named));
            }
            if (!base.isEmpty() && Path.of(base).isAbsolute()) {
                return new LocalSources(Path.of(base, "troop"));
            }
            return home.isEmpty() ? NONE : new LocalSources(Path.of(home, ".cache", "troop"));
        } catch (InvalidPathException e) {
            return NONE;
        }
    }

    /** Whether the environment says that nothing computed is to be kept or taken from anywhere. */
    public static boolean isOff(Map<String, String> environment) {
        return environment.getOrDefault(VARIABLE, "").equals("off");
    }

    @Override
    public int @Nullable [] find(SourceKey key) {
        String quick = key.quick();
        Path folder = directory.resolve(quick);
        if (Files.isDirectory(folder) && hasEntryOfThisEngine(folder)) {
            String hex = key.hex(EngineHash.hex());
            byte[] known = read(folder.resolve(name(hex)));
            if (known != null) {
                try {
                    return SourceBytes.decode(hex, known);
                } catch (MalformedCodeException e) {
                    // computed and written again
                }
            }
        }
        started.put(quick, System.nanoTime());
        return null;
    }

    private static boolean hasEntryOfThisEngine(Path folder) {
        String[] names = folder.toFile().list();
        return names != null && Arrays.stream(names).anyMatch(n -> n.startsWith(name("")));
    }

    private static String name(String hex) {
        return EngineHash.hex().substring(0, 16) + "-" + hex;
    }

    /** Notes the use, too. */
    private static byte @Nullable [] read(Path file) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > SourceBytes.MAX_BYTES) {
                return null;
            }
            byte[] found = Files.readAllBytes(file);
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
            return found;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void computed(SourceKey key, Supplier<int[]> code) {
        Long since = started.remove(key.quick());
        if (since == null || System.nanoTime() - since < worthKeepingNanos) {
            return;
        }
        try {
            String hex = key.hex(EngineHash.hex());
            write(directory.resolve(key.quick()), name(hex), SourceBytes.encode(hex, code.get()));
            new CacheBound(directory, mostBytes).apply();
        } catch (IOException | IllegalArgumentException e) {
            // not kept
        }
    }

    private static void write(Path folder, String name, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path temporary = Files.createTempFile(folder, CacheBound.TEMPORARY, "");
        try {
            Files.write(temporary, content);
            Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void abandoned(SourceKey key) {
        started.remove(key.quick());
    }

    /** The directory. */
    @Override
    public String toString() {
        return directory.toString();
    }
}
