package org.troop.worker.theory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A directory for files of this process, removed when it is closed. A process that is killed leaves it behind, and whoever makes the
 * next one in the same place removes it: its owner holds a lock on the file {@code owner} in it, which the system takes from
 * the dead. Not for file systems that know no locks.
 */
public final class ScratchDirectory implements AutoCloseable {
    private static final String PREFIX = "troop-scratch-";
    private static final String OWNER = "owner";

    /** Of this process: to look at their locks would release them. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel owner;

    private ScratchDirectory(Path path, FileChannel owner) {
        this.path = path;
        this.owner = owner;
    }

    /** Where this machine keeps temporary files. */
    public static ScratchDirectory temporary() throws IOException {
        return below(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @param above is made if it is not there */
    public static ScratchDirectory below(Path above) throws IOException {
        Path place = Files.createDirectories(above).toRealPath();
        removeAbandoned(place);
        Path path = Files.createTempDirectory(place, PREFIX);
        OURS.add(path);
        // Locked before it has its name: what has an owner is never seen without the lock.
        Path unnamed = path.resolve(".owner");
        FileChannel owner = FileChannel.open(unnamed, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        owner.lock();
        Files.move(unnamed, path.resolve(OWNER), StandardCopyOption.ATOMIC_MOVE);
        return new ScratchDirectory(path, owner);
    }

    private static void removeAbandoned(Path place) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place, PREFIX + "*")) {
            for (Path d : all) {
                if (!OURS.contains(d) && isAbandoned(d)) {
                    delete(d);
                }
            }
        } catch (IOException e) {
            // other users' directories, or somebody else removes them just now
        }
    }

    private static boolean isAbandoned(Path directory) {
        try (FileChannel owner = FileChannel.open(directory.resolve(OWNER), StandardOpenOption.WRITE);
                FileLock lock = owner.tryLock()) {
            return lock != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** An absolute path. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try (owner) {
            delete(path);
        } finally {
            OURS.remove(path);
        }
    }

    /** Removes a directory and all that is in it, if it is there. */
    public static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path p : all) {
            Files.deleteIfExists(p);
        }
    }
}
