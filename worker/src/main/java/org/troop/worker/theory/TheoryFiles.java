package org.troop.worker.theory;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.troop.proto.SourceFile;
import org.troop.proto.Theory;

/** The files of a theory: gathered for a message, and laid out again elsewhere. */
public final class TheoryFiles {
    private static final int MAX_FILES = 1_000;
    private static final Pattern INCLUDE = Pattern.compile("#include\\s*\"([^\"\\s]+)\"");

    private TheoryFiles() {}

    /** The identity of a theory: the SHA-256 of its message, in hex. */
    public static String identity(Theory theory) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(theory.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Adds a theory file and all files that it may include, whatever the preprocessor makes of it: the theory first, paths
     * relative to the directory that contains all of them.
     */
    public static void gather(Path main, Theory.Builder out) throws IOException {
        gather(main, Map.of(), out);
    }

    /**
     * The same with other files, such as scripts.
     *
     * @param more contents by path
     * @return the directory that contains all files
     */
    public static Path gather(Path main, Map<Path, byte[]> more, Theory.Builder out) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        add(main.toAbsolutePath().normalize(), files);
        more.forEach((p, content) -> files.putIfAbsent(p.toAbsolutePath().normalize(), content));
        Path top = main.toAbsolutePath().normalize().getParent();
        for (Path f : files.keySet()) {
            while (!f.startsWith(top)) {
                top = top.getParent();
            }
        }
        for (Map.Entry<Path, byte[]> e : files.entrySet()) {
            out.addFiles(SourceFile.newBuilder()
                    .setPath(slashes(top.relativize(e.getKey())))
                    .setContent(ByteString.copyFrom(e.getValue()))
                    .setExecutable(more.containsKey(e.getKey()) && Files.isExecutable(e.getKey())));
        }
        return top;
    }

    private static String slashes(Path p) {
        return p.toString().replace('\\', '/');
    }

    private static void add(Path file, Map<Path, byte[]> files) throws IOException {
        if (files.containsKey(file) || files.size() >= MAX_FILES) {
            return;
        }
        byte[] content = Files.readAllBytes(file);
        files.put(file, content);
        Matcher m = INCLUDE.matcher(new String(content, java.nio.charset.StandardCharsets.UTF_8));
        while (m.find()) {
            Path included = file.resolveSibling(m.group(1)).normalize();
            if (Files.isRegularFile(included)) {
                add(included, files);
            }
        }
    }

    /**
     * Writes the files below a directory.
     *
     * @return the theory's file
     * @throws IllegalArgumentException for a path that leads out of the directory
     */
    public static Path layOut(Theory theory, Path directory) throws IOException {
        if (theory.getFilesCount() == 0) {
            throw new IllegalArgumentException("a theory without a file");
        }
        for (SourceFile f : theory.getFilesList()) {
            Path p = directory.resolve(f.getPath()).normalize();
            if (f.getPath().startsWith("/") || !p.startsWith(directory) || p.equals(directory)) {
                throw new IllegalArgumentException("a theory with a file outside: " + f.getPath());
            }
            Files.createDirectories(p.getParent());
            Files.write(p, f.getContent().toByteArray());
            if (f.getExecutable()) {
                Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwx------"));
            }
        }
        return directory.resolve(theory.getFiles(0).getPath());
    }
}
