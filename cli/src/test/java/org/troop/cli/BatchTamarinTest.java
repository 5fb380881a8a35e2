package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Drives the drop-in as programs do that were written for the original: as a process, by its flags and its two streams. */
@Timeout(120)
final class BatchTamarinTest {
    private static final Pattern VERSION = Pattern.compile("tamarin-prover (\\d+\\.\\d+\\.\\d+)\\b.*");
    private static final Pattern TIME = Pattern.compile("^  processing time: (\\d+\\.\\d\\d)s$", Pattern.MULTILINE);
    private static final Pattern RESULT =
            Pattern.compile("^  (\\S+) \\((all-traces|exists-trace)\\): (.+) \\((\\d+) steps\\)$", Pattern.MULTILINE);

    @TempDir
    Path dir;

    private Path theory;

    @BeforeEach
    void writeTheory() throws IOException {
        theory = Files.writeString(dir.resolve("t.spthy"), """
                theory T begin
                rule A: [ Fr(~x) ] --[ P(~x) ]-> [ Out(~x), S(~x) ]
                rule B: [ S(x), Missing(x) ] --[ Q(x) ]-> [ ]
                lemma never: "All x #i. P(x) @ i ==> F"
                lemma always: "All x #i. P(x) @ i ==> P(x) @ i"
                #ifdef MORE
                lemma possible: exists-trace "Ex x #i. P(x) @ i"
                #endif
                end
                """);
    }

    private record Run(int code, String out, String err) {}

    private Run run(Object... args) throws IOException, InterruptedException {
        String path = Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .map(e -> Path.of(e).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xss64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path,
                TamarinProver.class.getName()));
        Stream.of(args).map(Object::toString).forEach(command::add);
        Path err = dir.resolve("stderr");
        Process p = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectError(err.toFile())
                .start();
        p.getOutputStream().close();
        String out = new String(p.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(p.waitFor(), out, Files.readString(err));
    }

    private static List<String> results(String out) {
        return RESULT.matcher(out)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .toList();
    }

    @Test
    void asksForTheVersionAndTheSelfTest() throws IOException, InterruptedException {
        Run version = run("--version");
        assertEquals(0, version.code, version.err);
        assertTrue(VERSION.matcher(version.out.lines().findFirst().orElse("")).matches(), version.out);
        Run test = run("test");
        assertEquals(0, test.code, test.err);
        assertTrue(test.out.contains("All tests successful"), test.out);
        assertTrue(test.out.contains("The tamarin-prover should work as intended"), test.out);
    }

    @Test
    @SuppressWarnings("unchecked")
    void provesALemmaAndReadsEverything() throws IOException, InterruptedException {
        Path json = dir.resolve("out/t.json");
        Path dot = dir.resolve("out/t.dot");
        Path proofs = dir.resolve("out/t_analyzed.spthy");
        Run r = run(
                "+RTS",
                "-N4",
                "-RTS",
                theory,
                "--prove=possible",
                "--derivcheck-timeout=0",
                "--heuristic=S",
                "-D=MORE",
                "--output-json=" + json,
                "--output-dot=" + dot,
                "--output=" + proofs);
        assertEquals(0, r.code, r.err);
        assertTrue(TIME.matcher(r.out).find(), r.out);
        assertEquals(
                List.of(
                        "never (all-traces): analysis incomplete (1 steps)",
                        "always (all-traces): analysis incomplete (1 steps)",
                        "possible (exists-trace): verified (2 steps)"),
                results(r.out));
        assertEquals(
                List.of("WARNING: 1 wellformedness check failed!"),
                r.out.lines()
                        .map(String::strip)
                        .filter(l -> l.startsWith("WARNING:"))
                        .toList());
        assertTrue(r.out.contains("  output:          " + proofs + "\n"), r.out);
        assertFalse(r.out.contains("theory T begin"), "the theory goes to its file");
        assertTrue(r.err.startsWith("[Theory T] Theory loaded\n"), r.err);
        assertTrue(Files.readString(proofs).contains("SOLVED // trace found"));
        assertTrue(Files.readString(dot).startsWith("digraph "), Files.readString(dot));
        Map<String, Object> graphs = (Map<String, Object>) Json.read(Files.readString(json));
        assertEquals(1, ((List<Object>) graphs.get("graphs")).size());
    }

    @Test
    void anAttackIsAResult() throws IOException, InterruptedException {
        Run r = run("+RTS", "-N4", "-RTS", theory, "--prove=never", "--prove=always");
        assertEquals(0, r.code, r.err);
        assertEquals(
                List.of(
                        "never (all-traces): falsified - found trace (2 steps)",
                        "always (all-traces): verified (2 steps)"),
                results(r.out));
    }

    @Test
    void whatCannotBeDoneHasAnExitCodeAndASentenceOnStandardError() throws IOException, InterruptedException {
        Run file = run("none.spthy", "--prove");
        assertEquals(1, file.code);
        assertEquals("", file.out);
        assertTrue(file.err.startsWith("tamarin-prover: none.spthy: "), file.err);
        Run flag = run(theory, "--prove", "--nonsense");
        assertEquals(1, flag.code);
        assertEquals("tamarin-prover: Unknown flag: --nonsense\n", flag.err);
        Run warning = run(theory, "--prove=nothing", "--quit-on-warning");
        assertEquals(1, warning.code);
        assertTrue(warning.out.contains("nothing"), warning.out);
    }
}
