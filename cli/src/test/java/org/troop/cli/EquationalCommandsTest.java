package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code troop unify} and {@code troop variants}. */
final class EquationalCommandsTest {
    @TempDir
    Path dir;

    private static Ran ok(Object... args) {
        Ran r = Ran.troop(args);
        assertEquals("", r.err());
        assertEquals(ExitCode.OK, r.code());
        return r;
    }

    private static void complains(String message, Object... args) {
        Ran r = Ran.troop(args);
        assertEquals("troop: " + message, r.err().strip());
        assertEquals(ExitCode.FAILED, r.code());
        assertEquals("", r.out());
    }

    @Test
    void unifiersOfTwoSumsAreListedOneByOne() {
        String out =
                ok("unify", "--builtins", "multiset", "$x ++ $y = 'a' ++ 'b'").out();
        assertEquals("""
                ($x++$y) = ('a'++'b')
                2 unifiers modulo AC

                unifier 1
                  $x = 'a'
                  $y = 'b'

                unifier 2
                  $x = 'b'
                  $y = 'a'
                """, out);
    }

    @Test
    void equationsAreSolvedTogether() {
        String out =
                ok("unify", "--builtins", "hashing", "h(x) = h(y)", "y = 'a'").out();
        assertTrue(out.contains("1 unifier modulo AC") && out.contains("  x = 'a'\n  y = 'a'\n"), out);
    }

    @Test
    void distinctConstantsHaveNoUnifier() {
        assertEquals(
                "'a' = 'b'\n0 unifiers modulo AC\n",
                ok("unify", "--builtins", "xor", "'a' = 'b'").out());
    }

    @Test
    void equalTermsHaveTheIdentity() {
        assertTrue(ok("unify", "--builtins", "xor", "x = x").out().endsWith("unifier 1 binds no variable\n"));
    }

    @Test
    void equationsOfTheTheoryCountOnlyWhenAskedFor() {
        String[] problem = {"unify", "--builtins", "symmetric-encryption", "sdec(x, ~k) = 'm'"};
        assertTrue(ok((Object[]) problem).out().contains("0 unifiers modulo AC"));
        String out =
                ok("unify", "--modulo-e", "--builtins", problem[2], problem[3]).out();
        assertTrue(out.contains("1 unifier modulo the equations") && out.contains("x  = senc('m', ~x.2)"), out);
    }

    @Test
    void variantsOfADecryption() {
        String out = ok("variants", "--builtins", "symmetric-encryption", "sdec(x, ~k)")
                .out();
        assertTrue(out.startsWith("2 variants of sdec(x, ~k)\n\nvariant 1: sdec(x, ~k)\n\nvariant 2: x"), out);
        assertTrue(out.contains("  x  = senc(x"), out);
    }

    @Test
    void theoryMayBeAFileWithItsOwnSymbolsAndMacros() throws IOException {
        Path p = Files.writeString(dir.resolve("t.spthy"), """
                theory T begin
                functions: f/1, g/1
                equations: g(f(x)) = x
                macros: twice(x) = g(g(x))
                end
                """);
        assertTrue(ok("variants", p, "twice(y)").out().startsWith("3 variants of g(g(y))\n"));
    }

    @Test
    void errorsNameTheProblemAndThePlace() {
        complains("problem 1:1:3: found 'y', expected '='", "unify", "--builtins", "xor", "x y");
        complains(
                "there is nothing to unify: after the theory stands an equation, as in 's = t'",
                "unify",
                Ran.home().resolve("examples/needham-schroeder-lowe.spthy"));
        complains(
                "after the theory stands one term, not 2; the variants of several terms at once are those of a tuple, as in"
                        + " '<s, t>'",
                "variants",
                "--builtins",
                "xor",
                "x",
                "y");
    }
}
