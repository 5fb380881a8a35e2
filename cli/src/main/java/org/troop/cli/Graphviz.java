package org.troop.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The program {@code dot} of Graphviz, which lays graphs out. */
public final class Graphviz {
    private Graphviz() {}

    /**
     * Lays a graph out.
     *
     * @throws UnsupportedFeatureException if the program is not installed
     * @throws IOException if it failed
     */
    static String svg(String graph) throws IOException {
        return svg(graph, Integer.MAX_VALUE);
    }

    /**
     * The same, given up after some time.
     *
     * @throws IOException after that time, too
     */
    public static String svg(String graph, int seconds) throws IOException {
        Path in = Files.createTempFile("troop", ".dot");
        Path complaints = Files.createTempFile("troop", ".err");
        try {
            Files.writeString(in, graph);
            Process dot = start(in, complaints);
            CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS).execute(dot::destroyForcibly);
            try {
                String svg = new String(dot.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                if (dot.waitFor() != 0) {
                    throw new IOException("Graphviz could not draw the graph: "
                            + Files.readString(complaints).lines().findFirst().orElse("exit code " + dot.exitValue()));
                }
                return svg;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while Graphviz was drawing", e);
            } finally {
                dot.destroyForcibly();
            }
        } finally {
            Files.delete(in);
            Files.delete(complaints);
        }
    }

    private static Process start(Path in, Path complaints) {
        try {
            return new ProcessBuilder("dot", "-Tsvg")
                    .redirectInput(in.toFile())
                    .redirectError(complaints.toFile())
                    .start();
        } catch (IOException e) {
            throw new UnsupportedFeatureException(
                    "svg without Graphviz, whose program 'dot' is not on PATH,", "; install it, or write --format dot");
        }
    }
}
