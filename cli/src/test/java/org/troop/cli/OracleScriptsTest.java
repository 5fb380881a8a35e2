package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.troop.theory.syntax.Ranking;

/** Real scripts; those in Python are asked both ways. */
@Timeout(120)
final class OracleScriptsTest {
    private static final OracleUse PLAIN = OracleUse.DEFAULT.restarting();

    @TempDir
    Path dir;

    private Path script(String text) throws IOException {
        Path p = Files.writeString(dir.resolve("oracle"), text);
        return Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<Integer> ask(OracleUse use, String lemma, List<String> goals) {
        try (OracleScripts o = new OracleScripts(use)) {
            return o.rank(new Ranking.Oracle(false, dir.toString(), "oracle"), lemma, goals);
        }
    }

    private void assertBoth(List<Integer> expected, String lemma, List<String> goals) {
        assertEquals(expected, ask(PLAIN, lemma, goals));
        assertEquals(expected, ask(OracleUse.DEFAULT, lemma, goals));
    }

    @Test
    void aPythonScriptCannotTellTheDifference() throws IOException {
        Files.writeString(dir.resolve("beside"), "7\n");
        Files.writeString(dir.resolve("module_beside.py"), "number = 8\n");
        script("""
                #!/usr/bin/env python3
                import atexit, os, sys
                from module_beside import number
                atexit.register(lambda: print(9))
                lines = sys.stdin.readlines()
                print(len(sys.argv), end="\\n 3 \\n")
                print(len(lines))
                if __name__ == "__main__" and sys.argv[1] == "the_lemma":
                    print(lines[1].split(":")[0])
                print(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "beside")).read())
                print(number)
                print("no number")
                sys.stdin.close()
                sys.exit()
                """);
        assertBoth(List.of(2, 3, 2, 1, 7, 8, 9), "the_lemma", List.of("F( x )", "G( \u25b6 )"));
    }

    @Test
    void otherScriptsAreStarted() throws IOException {
        script("#!/bin/sh\necho 1; echo 0; test \"$1\" = l || echo 5\n");
        assertBoth(List.of(1, 0), "l", List.of("a", "b"));
    }

    @Test
    void muchInputAndMuchOutput() throws IOException {
        List<String> goals = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            goals.add("x".repeat(1000));
        }
        script("#!/usr/bin/env python3\nfor i in range(100000): print(i % 300)\n");
        assertEquals(100_000, ask(PLAIN, "l", goals).size());
        assertEquals(100_000, ask(OracleUse.DEFAULT, "l", goals).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"import sys; sys.exit(3)", "raise SystemExit(3)", "import os; os._exit(3)"})
    void failuresAreNamed(String code) throws IOException {
        script("#!/usr/bin/env python3\n" + code + "\n");
        for (OracleUse use : List.of(PLAIN, OracleUse.DEFAULT)) {
            UsageException e = assertThrows(UsageException.class, () -> ask(use, "l", List.of("a", "b")));
            assertTrue(String.valueOf(e.getMessage()).endsWith("failed with exit code 3 (lemma 'l')"), e.getMessage());
        }
    }

    @Test
    void slowScriptsAreEnded() throws IOException {
        script("#!/usr/bin/env python3\nwhile True: pass\n");
        for (OracleUse use : List.of(PLAIN, OracleUse.DEFAULT)) {
            UsageException e =
                    assertThrows(UsageException.class, () -> ask(use.withSeconds(1), "l", List.of("a", "b")));
            assertTrue(
                    String.valueOf(e.getMessage()).endsWith("gave no answer within 1 s (lemma 'l')"), e.getMessage());
        }
    }

    @Test
    void brokenScriptsAreNamed() throws IOException {
        UsageException none = assertThrows(UsageException.class, () -> ask(OracleUse.DEFAULT, "l", List.of("a")));
        assertTrue(String.valueOf(none.getMessage()).contains("cannot be started"), none.getMessage());
        script("#!/usr/bin/env python3\nthis is no Python\n");
        UsageException e = assertThrows(UsageException.class, () -> ask(OracleUse.DEFAULT, "l", List.of("a")));
        assertTrue(String.valueOf(e.getMessage()).contains("failed with exit code 1"), e.getMessage());
    }

    @Test
    void manyQuestionsGetTheirAnswers() throws IOException {
        script("#!/bin/sh\necho 1\n");
        for (int i = 0; i < 100; i++) {
            assertEquals(List.of(1), ask(PLAIN, "l" + i, List.of("a", "b")));
        }
    }

    @Test
    void equalQuestionsAreAskedOnce() throws IOException {
        script("#!/bin/sh\necho x >> " + dir.resolve("calls") + "\necho 1\n");
        try (OracleScripts o = new OracleScripts(OracleUse.DEFAULT)) {
            Ranking.Oracle r = new Ranking.Oracle(false, dir.toString(), "oracle");
            o.rank(r, "l", List.of("a", "b"));
            o.rank(r, "l", List.of("a", "b"));
            o.rank(r, "m", List.of("a", "b"));
            o.rank(r, "l", List.of("a", "c"));
            assertEquals(4, o.questions());
            assertEquals(3, o.asked());
        }
        assertEquals(3, Files.readAllLines(dir.resolve("calls")).size());
    }

    @Test
    void theSearchFollowsTheOracle() throws IOException {
        script("#!/usr/bin/env python3\nimport sys\nprint(len(sys.stdin.readlines()) - 1)\n");
        Path theory = Files.writeString(dir.resolve("t.spthy"), """
                theory T begin
                heuristic: o "oracle"
                rule A: [ Fr(~x) ] --[ A(~x) ]-> [ S(~x) ]
                rule B: [ S(x) ] --[ B(x) ]-> [ ]
                lemma l: "All x y #i #j. B(x) @ i & B(y) @ j ==> Ex #k. A(x) @ k"
                end
                """);
        Path kept = dir.resolve("kept");
        Path restarted = dir.resolve("restarted");
        Path none = dir.resolve("none");
        assertEquals(ExitCode.OK, Ran.troop("prove", theory, "-o", kept).code());
        assertEquals(
                ExitCode.OK,
                Ran.troop("prove", theory, "-o", restarted, "--oracle-restart").code());
        assertEquals(
                ExitCode.OK,
                Ran.troop("prove", theory, "-o", none, "--no-oracles").code());
        assertEquals(Files.readString(kept), Files.readString(restarted));
        assertTrue(!Files.readString(kept).equals(Files.readString(none)), "the oracle makes a difference");
    }

    @Test
    void onlyTheOracle() throws IOException {
        script("#!/bin/sh\necho 99\n");
        Path theory = Files.writeString(dir.resolve("t.spthy"), """
                theory T begin
                rule A: [ Fr(~x) ] --[ A(~x) ]-> [ S(~x) ]
                rule B: [ S(x) ] --[ B(x) ]-> [ ]
                lemma l: "All x #i. B(x) @ i ==> Ex #k. A(x) @ k"
                end
                """);
        Path out = dir.resolve("out");
        Object[] args = {"prove", theory, "--heuristic=o", "--oraclename=" + dir.resolve("oracle"), "-o", out};
        assertEquals(ExitCode.OK, Ran.troop(args).code());
        Object[] only = java.util.Arrays.copyOf(args, args.length + 1);
        only[args.length] = "--oracle-only";
        assertEquals(ExitCode.INCONCLUSIVE, Ran.troop(only).code());
        assertTrue(Files.readString(out).contains("by sorry /* Oracle ranked no proof methods */"));
    }
}
