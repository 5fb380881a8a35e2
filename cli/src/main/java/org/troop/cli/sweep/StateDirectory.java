package org.troop.cli.sweep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.troop.cli.OutputFile;
import org.troop.cli.UsageException;

/** What a sweep keeps, so that it goes on after its process has ended in whatever way. One process works with it at a time. */
public final class StateDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel channel;
    private final FileLock lock;

    private StateDirectory(Path directory, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws UsageException if another process works with it */
    public static StateDirectory open(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel c =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock l = c.tryLock();
            if (l != null) {
                return new StateDirectory(directory, c, l);
            }
        } catch (OverlappingFileLockException e) {
            // so has this process
        }
        c.close();
        throw new UsageException(directory + ": another sweep is working here; wait for it, or name another directory"
                + " with --state");
    }

    Path path() {
        return directory;
    }

    private Path file(Job job, String ending) {
        return directory.resolve(job.stem() + ending);
    }

    /** The proof so far. */
    Path partial(Job job) {
        return file(job, ".partial");
    }

    /** What was kept of a job; null if there is nothing. */
    @Nullable
    StoredResult result(Job job) throws IOException {
        Path f = file(job, ".json");
        return Files.isRegularFile(f) ? StoredResult.read(f.toString(), Files.readString(f)) : null;
    }

    /** A picture of the first trace; null without. */
    @Nullable
    String graph(Job job) throws IOException {
        Path f = file(job, ".dot");
        return Files.isRegularFile(f) ? Files.readString(f) : null;
    }

    /**
     * How often a process has ended without a word while it worked on a job.
     *
     * @param seconds that earlier processes spent on the part of the proof that is kept
     */
    record Attempts(int deaths, double seconds, double cpuSeconds) {
        static final Attempts NONE = new Attempts(0, 0, 0);
    }

    Attempts attempts(Job job) throws IOException {
        Path f = file(job, ".running");
        if (!Files.isRegularFile(f)) {
            return Attempts.NONE;
        }
        String[] words = Files.readString(f).strip().split(" ");
        try {
            boolean isClean = words[0].equals("stopped");
            return new Attempts(
                    Integer.parseInt(words[1]) + (isClean ? 0 : 1),
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[3]));
        } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
            return new Attempts(1, 0, 0);
        }
    }

    /** A process begins to work on a job, or goes on. */
    void running(Job job, Attempts before) throws IOException {
        mark(job, "running", before);
    }

    /** A process ends, and says so; the job is not over. */
    void stopped(Job job, Attempts before) throws IOException {
        mark(job, "stopped", before);
    }

    private void mark(Job job, String word, Attempts a) throws IOException {
        OutputFile.write(
                file(job, ".running"),
                String.format(Locale.ROOT, "%s %d %.3f %.3f\n", word, a.deaths, a.seconds, a.cpuSeconds));
    }

    /** Nothing is known of a job any more. */
    void forget(Job job) throws IOException {
        for (String ending : new String[] {".json", ".proof", ".dot", ".partial", ".running"}) {
            Files.deleteIfExists(file(job, ending));
        }
    }

    void keepProof(Job job, Consumer<Appendable> text) throws IOException {
        OutputFile.write(file(job, ".proof"), text);
    }

    void keepGraph(Job job, String dot) throws IOException {
        OutputFile.write(file(job, ".dot"), dot);
    }

    /**
     * A job is over.
     *
     * @param keepsPartial whether a later search with other limits can go on from the proof so far
     */
    void keep(Job job, StoredResult result, boolean keepsPartial) throws IOException {
        OutputFile.write(file(job, ".json"), result.json());
        Files.deleteIfExists(file(job, ".running"));
        if (!keepsPartial) {
            Files.deleteIfExists(partial(job));
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
