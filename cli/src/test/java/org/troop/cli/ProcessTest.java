package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals, exit codes, the launcher. */
@Timeout(120)
final class ProcessTest {
    @TempDir
    Path dir;

    private static List<String> java(Class<?> main, Object... args) {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> out = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xss64m",
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-cp",
                absolute(path),
                main.getName()));
        Stream.of(args).map(Object::toString).forEach(out::add);
        return out;
    }

    private static String absolute(String path) {
        return Stream.of(path.split(File.pathSeparator))
                .map(e -> Path.of(e).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectError(dir.resolve("stderr").toFile())
                .start();
    }

    private String stderr() throws IOException {
        return Files.readString(dir.resolve("stderr"));
    }

    private static void interrupt(Process p) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-INT", Long.toString(p.pid()))
                        .start()
                        .waitFor());
        assertTrue(p.waitFor(20, TimeUnit.SECONDS), "ends promptly");
    }

    /** Interrupts a run after its first verdict. */
    private void interruptAfterFirstVerdict(Object... args) throws IOException, InterruptedException {
        Process p = start(java(Troop.class, args));
        try (BufferedReader r = p.inputReader(StandardCharsets.UTF_8)) {
            String line;
            do {
                line = r.readLine();
            } while (line != null && !line.contains("quick"));
            interrupt(p);
        } finally {
            p.destroyForcibly();
        }
        assertEquals(130, p.exitValue(), stderr());
    }

    @Test
    void interruptSaysWhatIsKnownAndKeepsIt() throws IOException, InterruptedException {
        Path theory = Endless.in(dir);
        Path out = dir.resolve("out.spthy");
        interruptAfterFirstVerdict("prove", theory, "-o", out);
        assertTrue(stderr().matches("(?s).*; [12] of 3 lemmas done\n.*"), stderr());
        assertTrue(stderr().contains("troop: endless was left after "), stderr());
        assertTrue(
                stderr().contains("troop: the proofs so far were written to " + out + "; add --resume=" + out),
                stderr());
        assertTrue(Files.readString(out).contains("lemma quick:"));
        assertEquals(ExitCode.OK, Ran.troop("check", out, "quick").code());
        assertEquals(ExitCode.INCONCLUSIVE, Ran.troop("check", out, "endless").code());
        try (Stream<Path> files = Files.list(dir)) {
            assertEquals(3, files.count(), "the theory, its proofs, standard error, and nothing else");
        }
    }

    @Test
    void anInterruptedRunGoesOnAndEndsAsOneThatWasNot() throws IOException, InterruptedException {
        Path theory = Endless.in(dir);
        Path partial = dir.resolve("l.spthy.partial");
        interruptAfterFirstVerdict("prove", theory, "--bound=9");
        assertTrue(Files.exists(partial), stderr());
        Path whole = dir.resolve("whole.spthy");
        Path resumed = dir.resolve("resumed.spthy");
        Ran all = Ran.troop("prove", theory, "--bound=9", "-o", whole);
        Ran rest = Ran.troop("prove", theory, "--bound=9", "-o", resumed, "--resume=" + partial);
        assertEquals(all.code(), rest.code(), rest.err());
        assertEquals(Files.readString(whole), Files.readString(resumed));
    }

    @Test
    void exhaustedMemoryEndsOneLemma() throws IOException, InterruptedException {
        List<String> command = java(Troop.class, "prove", "--threads=2", Endless.in(dir));
        command.add(1, "-Xmx48m");
        command.add(1, "-XX:+UseSerialGC");
        Process p = start(command);
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.INCONCLUSIVE, p.waitFor(), out + stderr());
        assertTrue(out.contains("3 lemmas: 2 verified, 1 without a verdict (endless);"), out);
        assertTrue(out.contains("out of memory"), out);
    }

    @Test
    void anInterruptedSweepGoesOnAndEndsAsOneThatWasNot() throws IOException, InterruptedException {
        Path theory = Endless.in(dir);
        Object[] sweep = {"sweep", theory, "--bound=9", "--comparable", "--state", dir.resolve("kept")};
        interruptAfterFirstVerdict(sweep);
        assertTrue(
                stderr().contains("troop: the same command goes on from there (" + dir.resolve("kept") + ")"),
                stderr());
        boolean isOver = Files.exists(dir.resolve("kept/l/endless.json")); // while it was told to end
        assertTrue(isOver || Files.exists(dir.resolve("kept/l/endless.partial")), stderr());
        Path a = dir.resolve("a.json");
        Path b = dir.resolve("b.json");
        Ran rest = Ran.troop(with(sweep, "--report", a));
        sweep[sweep.length - 1] = dir.resolve("other");
        Ran all = Ran.troop(with(sweep, "--report", b));
        assertEquals(all.code(), rest.code(), rest.err());
        assertEquals(Files.readString(b), Files.readString(a));
        assertEquals(
                Files.readString(dir.resolve("other/l/endless.proof")),
                Files.readString(dir.resolve("kept/l/endless.proof")));
        assertFalse(Files.exists(dir.resolve("kept/l/endless.running")));
    }

    private static Object[] with(Object[] first, Object... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
    }

    @Test
    void exhaustedMemoryEndsOneLemmaOfASweep() throws IOException, InterruptedException {
        List<String> command = java(Troop.class, "sweep", "--threads=2", Endless.in(dir));
        command.add(1, "-Xmx48m");
        command.add(1, "-XX:+UseSerialGC");
        for (String known : List.of("1 lemma", "3 known from before")) {
            Process p = start(command);
            String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(ExitCode.INCONCLUSIVE, p.waitFor(), out + stderr());
            assertTrue(out.contains("3 lemmas: 2 verified, 0 falsified, 1 without a verdict (endless);"), out);
            assertTrue(out.contains(known) || out.contains("out of memory"), out);
        }
    }

    @Test
    void theDropInIsInterruptedToo() throws IOException, InterruptedException {
        Path theory = Endless.in(dir);
        Process p = start(java(TamarinProver.class, "--prove=endless", theory));
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (!stderr().contains("Theory closed") && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            interrupt(p);
            assertEquals("", new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            p.destroyForcibly();
        }
        assertEquals(130, p.exitValue(), stderr());
        assertTrue(stderr().contains("tamarin-prover: interrupted. Known so far:\n"), stderr());
        assertTrue(Files.readString(dir.resolve("l.spthy.partial")).contains("lemma endless:"), stderr());
    }

    @Test
    void theDropInDoesWithoutPicocli() throws IOException, InterruptedException {
        List<String> command = java(TamarinProver.class, "--version");
        command.add(1, "-Xlog:class+load:stdout");
        Process p = start(command);
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.OK, p.waitFor());
        assertTrue(out.contains("org.troop.cli.TamarinProver"));
        assertFalse(out.contains("picocli"));
    }

    @Test
    void theLauncherHandsOverTheExitCode() throws IOException, InterruptedException {
        Path home = Ran.home();
        Assumptions.assumeTrue(
                Files.exists(home.resolve("target/troop/current")), "the launcher has built nothing here yet");
        ProcessBuilder b = new ProcessBuilder(home.resolve("troop").toString(), "prove", "none.spthy")
                .redirectError(dir.resolve("stderr").toFile());
        b.environment().put("TROOP_BUILD", "never");
        assertEquals(ExitCode.FAILED, b.start().waitFor(), stderr());
        assertTrue(stderr().startsWith("troop: none.spthy: "), stderr());
    }
}
