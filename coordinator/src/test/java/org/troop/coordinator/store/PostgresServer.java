package org.troop.coordinator.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server with an empty database, for one test class; Debian's binaries. */
public final class PostgresServer implements AutoCloseable {
    private final Path bin;
    private final Path data;
    private final int port;

    private PostgresServer(Path bin) throws IOException, InterruptedException {
        this.bin = bin;
        data = Files.createTempDirectory("troop-postgres");
        if (isRoot()) {
            run("chown", "postgres", data.toString());
        }
        asServer("initdb", "-D", data + "/db", "-A", "trust", "-U", "troop", "--no-sync", "-E", "UTF8");
        try (ServerSocket s = new ServerSocket(0)) {
            port = s.getLocalPort();
        }
        asServer(
                "pg_ctl",
                "-D",
                data + "/db",
                "-l",
                data + "/log",
                "-w",
                "-t",
                "60",
                "-o",
                "-p " + port + " -k " + data + " -c listen_addresses=127.0.0.1 -c fsync=off",
                "start");
    }

    /** Null if this machine has no PostgreSQL. */
    public static @Nullable PostgresServer start() throws IOException, InterruptedException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return null;
        }
        try (Stream<Path> v = Files.list(versions)) {
            Path bin = v.map(p -> p.resolve("bin"))
                    .filter(p -> Files.isExecutable(p.resolve("initdb")))
                    .max(Comparator.comparingInt(
                            p -> Integer.parseInt(p.getParent().getFileName().toString())))
                    .orElse(null);
            return bin == null ? null : new PostgresServer(bin);
        }
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=troop";
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** PostgreSQL refuses to run as root. */
    private void asServer(String program, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(args));
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("troop-postgres", ".out");
        Process p = new ProcessBuilder(command)
                .directory(Path.of("/tmp").toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = p.waitFor(120, TimeUnit.SECONDS);
        String said = Files.readString(out);
        Files.delete(out);
        if (!ended || p.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        asServer("pg_ctl", "-D", data + "/db", "-m", "immediate", "stop");
        run("rm", "-rf", data.toString());
    }
}
