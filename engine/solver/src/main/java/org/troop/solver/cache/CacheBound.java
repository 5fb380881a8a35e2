package org.troop.solver.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps a directory of cache entries below a size; other processes may do the same at the same time. */
final class CacheBound {
    /** Begins the names of files that are being written. */
    static final String TEMPORARY = ".new-";

    private static final long ABANDONED_MILLIS = 3_600_000;

    private record Entry(Path file, long bytes, long used) {}

    private final Path directory;
    private final long mostBytes;

    CacheBound(Path directory, long mostBytes) {
        this.directory = directory;
        this.mostBytes = mostBytes;
    }

    /** Removes the entries that were not used for longest, and what a process left that was killed while it wrote. */
    void apply() throws IOException {
        List<Entry> entries = entries();
        long sum = entries.stream().mapToLong(Entry::bytes).sum();
        entries.sort(Comparator.comparingLong(Entry::used).thenComparing(Entry::file));
        long old = System.currentTimeMillis() - ABANDONED_MILLIS;
        for (Entry e : entries) {
            boolean temporary = e.file.getFileName().toString().startsWith(TEMPORARY);
            if (temporary ? e.used < old : sum > mostBytes) {
                Files.deleteIfExists(e.file);
                sum -= e.bytes;
                removeIfEmpty(e.file.getParent());
            }
        }
    }

    private List<Entry> entries() throws IOException {
        List<Entry> out = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
                out.add(new Entry(file, a.size(), a.lastModifiedTime().toMillis()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // removed by somebody else
            }

            @Override
            public FileVisitResult postVisitDirectory(Path d, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return out;
    }

    private static void removeIfEmpty(Path folder) {
        try {
            Files.delete(folder);
        } catch (IOException e) {
            // has other entries, or is gone
        }
    }
}
