package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckCommandTest {
    private static final String HEAD = """
            theory Small begin
            rule Make: [ Fr(~k) ] --[ Made(~k) ]-> [ !Key(~k) ]
            lemma secret: "All k #i. Made(k) @ i ==> not(Ex #j. K(k) @ j)"
            """;

    @TempDir
    Path dir;

    private Ran check(String proof) throws IOException {
        return Ran.troop("check", Files.writeString(dir.resolve("small.spthy"), HEAD + proof + "\nend\n"));
    }

    @Test
    void aProofHolds() throws IOException {
        Ran r = check("simplify by solve( !KU( ~k ) @ #vk )");
        assertEquals(ExitCode.OK, r.code(), r.out() + r.err());
        assertTrue(r.out().contains("the proof holds: verified (2 steps)"), r.out());
    }

    @Test
    void aStepCannotBeExecuted() throws IOException {
        Ran r = check("simplify solve( Nothing( ~k ) ▶₀ #i ) qed");
        assertEquals(ExitCode.CHECK_FAILED, r.code(), r.out() + r.err());
        assertTrue(
                r.out()
                        .contains(
                                "the proof does not hold: a step cannot be executed, at the top level: solve( Nothing( ~k ) ▶₀ #i )"),
                r.out());
    }

    @Test
    void aProofIsOpen() throws IOException {
        Ran r = check("simplify by sorry");
        assertEquals(ExitCode.INCONCLUSIVE, r.code(), r.out() + r.err());
        assertTrue(r.out().contains("the proof is open, at the top level\n"), r.out());
    }

    @Test
    void aCaseDoesNotArise() throws IOException {
        Ran r = check("simplify case Other by contradiction qed");
        assertEquals(ExitCode.INCONCLUSIVE, r.code(), r.out() + r.err());
        assertTrue(
                r.out()
                        .contains(
                                "the proof is open, at the top level; the script has a case that does not arise, case Other"),
                r.out());
    }

    @Test
    void aTraceEndsTheProofBeforeItsOtherCases() throws IOException {
        Path file = dir.resolve("choice.spthy");
        Files.writeString(file, """
                theory Choice begin
                rule One: [ Fr(~k) ] --[ A(~k) ]-> [ ]
                rule Two: [ Fr(~k) ] --[ A(~k), B(~k) ]-> [ ]
                lemma some: exists-trace "Ex k #i. A(k) @ i"
                simplify
                solve( A( k ) @ #i )
                  case One
                  SOLVED // trace found
                qed
                end
                """);
        Ran r = Ran.troop("check", file);
        assertEquals(ExitCode.OK, r.code(), r.out() + r.err());
        assertTrue(r.out().contains("the proof holds: verified (3 steps)"), r.out());
    }

    @Test
    void thereIsNoProof() throws IOException {
        Ran r = check("");
        assertEquals(ExitCode.INCONCLUSIVE, r.code(), r.out() + r.err());
        assertTrue(r.out().contains("no proof\n"), r.out());
    }

    private static final String TWO_KEYS = """
            theory TwoKeys begin
            rule Make: [ Fr(~k), Fr(~l) ] --[ Made(~k), Made(~l) ]-> [ ]
            lemma secret: "All k #i. Made(k) @ i ==> not(Ex #j. K(k) @ j)"
            simplify
            solve( Made( k ) @ #i )
              case Make_case_1
              by solve( !KU( %s ) @ #vk )
            next
              case Make_case_2
              by solve( !KU( %s ) @ #vk )
            qed
            end
            """;

    @Test
    void casesThatOnlyANumberTellsApartMayChangePlaces() throws IOException {
        Path file = dir.resolve("two.spthy");
        for (String[] keys : new String[][] {{"~k", "~l"}, {"~l", "~k"}}) {
            Files.writeString(file, TWO_KEYS.formatted((Object[]) keys));
            Ran r = Ran.troop("check", file);
            assertEquals(ExitCode.OK, r.code(), r.out() + r.err());
            assertTrue(r.out().contains("the proof holds: verified (4 steps)"), r.out());
        }
    }

    @Test
    void everyCaseNeedsAProofOfItsOwn() throws IOException {
        Path file = Files.writeString(dir.resolve("two.spthy"), TWO_KEYS.formatted("~k", "~k"));
        Ran r = Ran.troop("check", file);
        assertEquals(ExitCode.CHECK_FAILED, r.code(), r.out() + r.err());
    }
}
