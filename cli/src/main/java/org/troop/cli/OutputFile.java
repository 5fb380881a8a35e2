package org.troop.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Files that appear at once or not at all: written beside their place under another name, then moved there. */
public final class OutputFile {
    private OutputFile() {}

    /** Writes a file, and the directories above it. What is no regular file (a pipe, {@code /dev/null}) is written to. */
    public static void write(Path target, Consumer<Appendable> content) throws IOException {
        if (Files.isDirectory(target)) {
            throw new IOException(target + ": is a directory");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (Writer w = Files.newBufferedWriter(target)) {
                fill(w, content);
            }
            return;
        }
        Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        Files.createDirectories(place.getParent());
        Path tmp = place.resolveSibling(
                "." + place.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            try (Writer w = Files.newBufferedWriter(tmp, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                tmp.toFile().deleteOnExit(); // an interrupted process leaves nothing behind
                fill(w, content);
            }
            move(tmp, place);
        } finally {
            Files.deleteIfExists(tmp);
        }
    }

    /**
     * Writes a file at the end of the work. What a full disk refuses is not lost: it goes to a stream.
     *
     * @param instead where the content goes if the file cannot be written; {@code err} then says so
     * @return whether the file was written
     */
    static boolean writeOrPrint(
            Path target, Consumer<Appendable> content, PrintStream instead, String program, PrintStream err)
            throws IOException {
        try {
            write(target, content);
            return true;
        } catch (IOException e) {
            Writer w = new BufferedWriter(new OutputStreamWriter(instead, StandardCharsets.UTF_8));
            fill(w, content);
            w.append('\n').flush();
            String why = Complaint.about(e, null).text();
            err.println(program + ": " + (why.contains(target.toString()) ? "" : target + ": ") + why
                    + "; what should be there was printed");
            return false;
        }
    }

    /**
     * Finds out now what would otherwise be found when all the work is done: that a file cannot be written.
     *
     * @throws IOException if there is a directory in its place, or nothing can be written where it or the directories above
     *     it would be made
     */
    public static void requirePossible(@Nullable Path target) throws IOException {
        if (target == null || (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target))) {
            return;
        }
        if (Files.isDirectory(target)) {
            throw new IOException(target + ": is a directory");
        }
        Path place = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        Path above = place.getParent();
        while (above != null && Files.notExists(above)) {
            above = above.getParent();
        }
        if (above != null) {
            try {
                Files.delete(Files.createTempFile(above, ".troop", ".tmp"));
            } catch (IOException e) {
                throw new IOException(target + ": cannot be written, as nothing can be written to " + above, e);
            }
        }
    }

    public static void write(Path target, String text) throws IOException {
        write(target, w -> {
            try {
                w.append(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static void fill(Writer w, Consumer<Appendable> content) throws IOException {
        try {
            content.accept(w);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
