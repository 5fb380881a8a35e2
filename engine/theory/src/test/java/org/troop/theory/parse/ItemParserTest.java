package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.troop.theory.parse.Texts.failure;
import static org.troop.theory.parse.Texts.problem;
import static org.troop.theory.parse.Texts.theory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Theory;

class ItemParserTest {
    private static List<String> rules(Theory t) {
        return t.all(Item.Rule.class).stream().map(r -> r.rule().name()).toList();
    }

    private static String rule(String name) {
        return "rule " + name + ": [ ] --> [ ]\n";
    }

    @Test
    void readsTheFrame() {
        Theory t = TheoryParser.parseString(
                "/* a /* nested */ b */ theory N configuration: \"--auto-sources \\x41\\n\" begin end rest ( of 'file",
                "t");
        assertEquals("N", t.name());
        assertEquals(List.of(new Item.Configuration("--auto-sources A\n")), t.items());
    }

    @Test
    void keepsFormalComments() {
        assertEquals(
                List.of(new Item.Text("text", " a * \\ \"'\n{ "), new Item.Text("lemma", "b")),
                theory("text{* a \\* \\\\ \"'\n{ *} lemma{*b*}").items());
        assertEquals("found '*' inside a text, expected '\\*' or the closing '*}'", problem("text{* a * b *}"));
    }

    @Test
    void followsConditions() {
        String items = "#ifdef A & not B | C\n" + rule("R") + "#else\n" + rule("S") + "#ifdef X\n" + rule("T")
                + "#endif\n" + rule("U");
        assertEquals(List.of("R", "U"), rules(theory(items, "A")));
        assertEquals(List.of("R", "U"), rules(theory(items, "B", "C")));
        String nested =
                "#ifdef A\n" + rule("R") + "#ifdef B\n" + rule("S") + "#endif\n" + rule("T") + "#endif\n" + rule("U");
        assertEquals(List.of("R", "T", "U"), rules(theory(nested, "A")));
        assertEquals(List.of("R", "S", "T", "U"), rules(theory(nested, "A", "B")));
    }

    @Test
    void endsSkippedTextAtTheFirstDirective() {
        assertEquals(List.of("S"), rules(theory("#ifdef A all skipped ' \" /* #i # endif " + rule("S"))));
        assertEquals(List.of("S"), rules(theory("#ifdef A x /* # else " + rule("S") + " #endif")));
    }

    @Test
    void definesFlags() {
        assertEquals(List.of("R"), rules(theory("#define A\n#define A\n#ifdef A\n" + rule("R") + "#endif")));
    }

    @Test
    void reportsOpenConditionsAtTheirStart() {
        ParseException e = failure(rule("R") + "#ifdef A");
        assertEquals("t.spthy:3:1: this #ifdef is never closed, expected #endif", e.getMessage());
    }

    @Test
    void includesFiles(@TempDir Path dir) throws IOException {
        Files.createDirectories(dir.resolve("lib/more"));
        Files.writeString(
                dir.resolve("lib/more/b.splib"), "functions: f/1 heuristic: o \"x\"\n" + rule("B") + " junk ( ");
        Files.writeString(dir.resolve("lib/a.splib"), "// first\n#define FLAG #include \"more/b.splib\" " + rule("A"));
        Path main = dir.resolve("main.spthy");
        Files.writeString(
                main,
                "theory M begin #include \"lib/a.splib\"\n#ifdef FLAG rule C: [ ] --> [ Out(f('a')) ] #endif end");
        Theory t = TheoryParser.parse(main, ParseOptions.DEFAULT);
        assertEquals(List.of("B", "A", "C"), rules(t));
        assertEquals(List.of(new Ranking.Oracle(false, dir + "/lib/more", "x")), t.heuristic());
    }

    @Test
    void reportsPlacesInIncludedFiles(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("a.splib"), "functions: f/1\n  rule R: [ A( ] --> [ ]");
        Path main = dir.resolve("main.spthy");
        Files.writeString(main, "theory M begin #include \"a.splib\" end");
        ParseException e = assertThrows(ParseException.class, () -> TheoryParser.parse(main, ParseOptions.DEFAULT));
        assertEquals(dir + "/a.splib", e.file());
        assertEquals(2, e.line());
        assertEquals(16, e.column());
    }

    @Test
    void stopsIncludeCycles(@TempDir Path dir) throws IOException {
        Path a = dir.resolve("a.splib");
        Files.writeString(a, "#include \"a.splib\" #include \"a.splib\"");
        Path main = dir.resolve("main.spthy");
        Files.writeString(main, "theory M begin #include \"a.splib\" end");
        ParseException e = assertThrows(ParseException.class, () -> TheoryParser.parse(main, ParseOptions.DEFAULT));
        assertTrue(e.problem().contains("include itself"), e.getMessage());
    }

    @Test
    void reportsFilesThatCannotBeRead(@TempDir Path dir) throws IOException {
        Path missing = dir.resolve("x.spthy");
        ParseException e = assertThrows(ParseException.class, () -> TheoryParser.parse(missing, ParseOptions.DEFAULT));
        assertTrue(e.getMessage().endsWith("openFile: does not exist (No such file or directory)"), e.getMessage());
        assertThrows(ParseException.class, () -> TheoryParser.parse(dir, ParseOptions.DEFAULT));
        Files.write(missing, new byte[] {'t', 'h', '\n', 'e', (byte) 0xe9, 'o'});
        e = assertThrows(ParseException.class, () -> TheoryParser.parse(missing, ParseOptions.DEFAULT));
        assertEquals(missing + ":2:2: found bytes that are not UTF-8; convert the file to UTF-8", e.getMessage());
    }

    @Test
    void suggestsKeywords() {
        assertEquals(
                "found 'lema', expected an item of the theory or 'end'; did you mean 'lemma'?",
                problem("lema l: \"T\""));
        assertEquals(
                "found 'builtin', expected an item of the theory or 'end'; did you mean 'builtins'?",
                problem("builtin: xor"));
    }

    @Test
    void countsColumnsWithTabsAndCodePoints() {
        ParseException e = failure("/* 𝔸é */\t rule R [ ] --> [ ]");
        assertEquals(2, e.line());
        assertEquals(29, e.column());
        assertEquals("the function f takes 2 arguments, not 1", problem("functions: f/2 rule R: [ In(f(x)) ] --> [ ]"));
    }
}
