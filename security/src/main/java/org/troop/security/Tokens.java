package org.troop.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens, known by their hashes. A file of them has one line each: name, roles with commas between them, and the SHA-256
 * of the token in hex; lines that begin with {@code #} are left out. Tokens are 256 random bits, so that a hash without salt or
 * stretching gives nothing away. Thread-safe.
 */
public final class Tokens {
    private static final String PREFIX = "troop_";
    private static final int BYTES = 32;
    private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;

    /** Who has a token, and what that allows. */
    public record Holder(String name, Set<Role> roles) {}

    private record Entry(byte[] hash, Holder holder) {}

    private final @Nullable Path file;
    private final Consumer<String> log;

    // Guarded by this.
    private List<Entry> entries;
    private @Nullable FileTime read;
    private long lookedNanos;

    private Tokens(@Nullable Path file, Consumer<String> log, List<Entry> entries) {
        this.file = file;
        this.log = log;
        this.entries = entries;
    }

    /** One token, known to this process and to whom it tells. */
    public static Tokens of(String token, Holder holder) {
        return new Tokens(null, line -> {}, List.of(new Entry(hash(token), holder)));
    }

    /**
     * The tokens of a file, which is read again when it has changed. A changed file that cannot be read is complained of, and
     * nobody is let in until it can.
     *
     * @throws SecuritySetupException if it cannot be read now
     */
    public static Tokens in(Path file, Consumer<String> log) {
        Tokens t = new Tokens(file, log, List.of());
        t.load(file);
        return t;
    }

    private synchronized void load(Path f) {
        PrivateFiles.requireNotForOthers(f, PosixFilePermission.OTHERS_WRITE, "and says who may do what");
        try {
            read = Files.getLastModifiedTime(f);
            lookedNanos = System.nanoTime();
            entries = parse(f, Files.readAllLines(f));
        } catch (IOException e) {
            throw new SecuritySetupException(f + ": cannot be read", e);
        }
    }

    private static List<Entry> parse(Path f, List<String> lines) {
        List<Entry> out = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s+");
            if (words.length != 3 || !words[2].matches("[0-9a-f]{64}")) {
                throw new SecuritySetupException(f + ":" + (i + 1)
                        + ": expected a name, roles, and the SHA-256 of a token in 64 hexadecimal digits");
            }
            try {
                Holder h = new Holder(words[0], Role.parse(words[1]));
                out.add(new Entry(HexFormat.of().parseHex(words[2]), h));
            } catch (SecuritySetupException e) {
                throw new SecuritySetupException(f + ":" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return out;
    }

    /** The holder of a token; null if nobody has it. Takes as long for every token. */
    public @Nullable Holder find(String token) {
        byte[] hash = hash(token);
        Holder found = null;
        for (Entry e : current()) {
            found = MessageDigest.isEqual(hash, e.hash) ? e.holder : found;
        }
        return found;
    }

    private synchronized List<Entry> current() {
        long now = System.nanoTime();
        if (file != null && now - lookedNanos > LOOK_AGAIN_NANOS) {
            lookedNanos = now;
            try {
                if (!Files.getLastModifiedTime(file).equals(read)) {
                    load(file);
                }
            } catch (IOException | SecuritySetupException e) {
                if (!entries.isEmpty()) {
                    log.accept("tokens: nobody is let in: " + e.getMessage());
                }
                entries = List.of();
                read = null;
            }
        }
        return entries;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new token: 256 random bits. */
    public static String draw() {
        byte[] b = new byte[BYTES];
        new SecureRandom().nextBytes(b);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(b);
    }

    /**
     * Draws a token for a name and writes its hash to a file, which is made if there is none. Tokens that the name had before are
     * void.
     *
     * @return the token, which is not kept
     * @throws SecuritySetupException for a name that cannot stand in the file, or a file with other lines
     */
    public static String add(Path file, Holder holder) throws IOException {
        if (!holder.name.matches("[A-Za-z0-9._@-]{1,64}")) {
            throw new SecuritySetupException(
                    "found the name '" + holder.name + "', expected 1 to 64 letters, digits and . _ @ -");
        }
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            lines.addAll(Files.readAllLines(file));
            parse(file, lines);
            lines.removeIf(l -> l.strip().split("\\s+")[0].equals(holder.name));
        }
        String token = draw();
        String roles = new TreeSet<>(holder.roles).stream().map(Role::label).collect(Collectors.joining(","));
        lines.add(holder.name + " " + roles + " " + HexFormat.of().formatHex(hash(token)));
        PrivateFiles.write(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        return token;
    }
}
