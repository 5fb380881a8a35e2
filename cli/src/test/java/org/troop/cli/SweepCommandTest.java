package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps on this machine: what is proved, what is kept, what is reported. */
final class SweepCommandTest {
    private static final String RULES = """
            rule A: [ Fr(~x) ] --[ P(~x) ]-> [ Out(~x), S(~x) ]
            rule B: [ S(x), In(x) ] --[ Q(x) ]-> [ ]
            """;

    /** The tactic prefers the loop, and never ends. */
    static final String RIVALS = """
            theory Rivals begin
            tactic: lost
            prio:
              regex "Chain"
            rule Start: [ Fr(~x) ] --> [ Chain(~x) ]
            rule Step:  [ Chain(x) ] --> [ Chain(x) ]
            rule Never: [ Chain(x), Missing(x) ] --[ End(x) ]-> [ ]
            lemma none: "All x #i. End(x) @ i ==> F"
            end
            """;

    @TempDir
    Path dir;

    private Path theory;
    private Path state;

    @BeforeEach
    void writeTheory() throws IOException {
        state = dir.resolve("state");
        theory = write("t.spthy", """
                theory T begin
                %s
                lemma base [reuse]: "All x #i. Q(x) @ i ==> Ex #j. P(x) @ j"
                lemma above: "All x #i. Q(x) @ i ==> Ex #j. P(x) @ j & j < i"
                // expected: falsified
                lemma never: "All x #i. Q(x) @ i ==> F"
                #ifdef MORE
                lemma more: exists-trace "Ex x #i. Q(x) @ i"
                #endif
                end
                """.formatted(RULES));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(dir.resolve(name), text);
    }

    private Ran sweep(Object... args) {
        Object[] all = Stream.concat(Stream.of("sweep", "--state", state, "-d", 0), Stream.of(args))
                .toArray();
        return Ran.troop(all);
    }

    /** Names of the lemmas that a run searched. */
    private static List<String> searched(Ran r) {
        return r.out()
                .lines()
                .filter(l -> l.startsWith("  ") && l.contains("/"))
                .map(l -> l.strip().split("[/ ]")[1])
                .sorted()
                .toList();
    }

    @SuppressWarnings("unchecked")
    private Map<String, String> verdicts(Path report) throws IOException {
        Map<String, Object> all = (Map<String, Object>) Json.read(Files.readString(report));
        return ((List<Map<String, Object>>) all.get("tasks"))
                .stream()
                        .flatMap(t -> ((List<Map<String, Object>>) t.get("lemmas"))
                                .stream().map(l -> Map.entry(t.get("name") + "/" + l.get("lemma"), l)))
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                e -> e.getValue().get("verdict") + " "
                                        + e.getValue().get("repeats"),
                                (a, b) -> a + ", " + b));
    }

    @Test
    void whatIsKnownIsNotSearchedAgain() throws IOException {
        Ran first = sweep(theory);
        assertEquals(ExitCode.OK, first.code(), first.err());
        assertEquals(List.of("above", "base", "never"), searched(first));
        Ran again = sweep(theory);
        assertEquals(ExitCode.OK, again.code());
        assertEquals(List.of(), searched(again));
        assertTrue(again.out().contains("3 lemmas: 2 verified, 1 falsified"), again.out());
    }

    @Test
    void anEditIsSearchedWithWhatRestsOnIt() throws IOException {
        sweep(theory);
        String text = Files.readString(theory);
        Files.writeString(theory, text.replace("lemma never: \"All x #i. Q(x)", "lemma never: \"All x #i. P(x)"));
        assertEquals(List.of("never"), searched(sweep(theory)));
        Files.writeString(theory, text.replace("Ex #j. P(x) @ j\"", "Ex #j. P(x) @ j & j < i\""));
        assertEquals(List.of("above", "base", "never"), searched(sweep(theory)));
        Files.writeString(theory, Files.readString(theory).replace("Out(~x)", "Out(<~x, ~x>)"));
        assertEquals(List.of("above", "base", "never"), searched(sweep(theory)));
        assertEquals(List.of("above", "base", "never"), searched(sweep(theory, "--heuristic=C")));
        Ran same = sweep(theory, "--heuristic=C", "--threads=1", "--timeout=900");
        assertEquals(List.of(), searched(same), same.out() + same.err());
    }

    @Test
    void aRecipeSaysWhatAndHow() throws IOException {
        Path recipe = write("r.json", """
                { "config": { "global_max_cores": "max", "global_max_memory": 8, "default_timeout": 600,
                    "output_directory": "out" },
                  "tamarin_versions": { "stable": { "path": "tamarin-prover" } },
                  "tasks": {
                    "plain": { "theory_file": "t.spthy", "tamarin_versions": ["stable"], "output_file_prefix": "x",
                      "lemmas": [ { "name": "base" }, { "name": "never" }, { "name": "base" } ] },
                    "with flags": { "theory_file": "t.spthy", "preprocess_flags": ["MORE"],
                      "tamarin_options": ["--heuristic=S"], "resources": { "max_cores": 1, "timeout": 60 },
                      "lemmas": [ { "name": "more", "tamarin_options": ["--bound=9"] } ] },
                    "all": { "theory_file": "t.spthy", "tamarin_options": ["+RTS", "-N2", "-RTS", "-D=MORE"] },
                    "stars": { "theory_file": "t.spthy", "lemmas": [ "b*" ], "colour": "red" } } }
                """);
        Path report = dir.resolve("report.json");
        Ran r = sweep(recipe, "--report", report);
        assertEquals(ExitCode.OK, r.code(), r.err());
        Map<String, String> found = verdicts(report);
        assertEquals("verified false, verified true", found.get("plain/base"));
        assertEquals("falsified false", found.get("plain/never"));
        assertEquals("verified false", found.get("with flags/more"));
        assertEquals("verified false", found.get("all/more"));
        assertEquals("verified false", found.get("stars/base"));
        assertEquals(8, found.size());
        assertTrue(r.err().contains("r.json:11:"), r.err());
        assertTrue(r.err().contains("the key 'colour' is not known and changes nothing"), r.err());
        assertTrue(r.err().contains("'tamarin_versions' names other provers"), r.err());
        Object schema = Json.read(Files.readString(Ran.home().resolve("docs/sweep-report.schema.json")));
        assertEquals(List.of(), Json.violations(Json.read(Files.readString(report)), schema));
    }

    @Test
    void mistakesInRecipesHaveAPlace() throws IOException {
        assertMistake("{ \"tasks\": { \"a\": [] } }", ":1:19: found a list, expected an object");
        assertMistake("{ \"tasks\": {\n \"a\": { \"theory_file\": \"none.spthy\" } } }", ":2:24: there is no file");
        assertMistake(
                "{ \"tasks\": { \"a\": { \"theory_file\": \"t.spthy\",\n \"lemmas\": [ { \"name\": \"nope\" } ] } } }",
                ":2:24: found the lemma 'nope', which ");
        assertMistake(
                "{ \"tasks\": { \"a\": { \"theory_file\": \"t.spthy\", \"tamarin_options\": [\"--what\"] } } }",
                "Unknown flag: --what");
        assertMistake("{ \"tasks\": \n  { oops } }", ":2:5: this is no JSON");
        assertMistake(
                "{ \"tasks\": {",
                ":1:13: this is no JSON: Unexpected end-of-input: expected close marker for Object\n");
        assertMistake("{ \"tasks\": { \"a\": {}, \"a\": {} } }", ":1:23: 'a' stands here a second time");
        assertMistake("", ":1:1: found nothing");
    }

    private void assertMistake(String recipe, String complaint) throws IOException {
        Ran r = sweep(write("bad.json", recipe));
        assertEquals(ExitCode.FAILED, r.code(), r.err());
        assertTrue(r.err().contains(complaint), r.err());
        assertFalse(r.err().contains("Exception"), r.err());
    }

    @Test
    void aLimitEndsOneLemmaAndALargerOneGoesOn() throws IOException {
        Path endless = Endless.in(dir);
        Ran first = sweep(endless, "--max-steps=40");
        assertEquals(ExitCode.INCONCLUSIVE, first.code(), first.err());
        assertTrue(first.out().contains("limit of 40 nodes reached"), first.out());
        assertEquals(List.of(), searched(sweep(endless, "--max-steps=40")));
        assertEquals(List.of("endless"), searched(sweep(endless, "--max-steps=40", "--try-again")));
        Ran more = sweep(endless, "--max-steps=80");
        assertEquals(List.of("endless"), searched(more));
        assertEquals(
                new java.util.TreeSet<>(List.of("endless.json", "endless.partial", "endless.proof")),
                files("l").stream()
                        .filter(f -> f.startsWith("endless"))
                        .collect(Collectors.toCollection(java.util.TreeSet::new)));
    }

    private List<String> files(String task) throws IOException {
        try (Stream<Path> all = Files.list(state.resolve(task))) {
            return all.map(p -> p.getFileName().toString()).toList();
        }
    }

    @Test
    void filesThatAreDamagedAreNotBelieved() throws IOException {
        sweep(theory);
        Files.writeString(state.resolve("t/base.json"), "{ \"format\": \"troop-sweep-result\", \"version\": 1");
        Files.writeString(state.resolve("t/above.json"), "");
        Files.writeString(state.resolve("t/never.partial"), "nonsense");
        assertEquals(List.of("above", "base"), searched(sweep(theory)));
    }

    @Test
    void twoSweepsDoNotShareADirectory() throws IOException {
        try (var held = org.troop.cli.sweep.StateDirectory.open(state)) {
            Ran r = sweep(theory);
            assertEquals(ExitCode.FAILED, r.code());
            assertTrue(r.err().contains("another sweep is working here"), r.err());
        }
    }

    @Test
    void racesAreReportedAndKept() throws IOException {
        Path rivals = write("rivals.spthy", RIVALS);
        Path json = dir.resolve("race.json");
        Path page = dir.resolve("race.md");
        Path comparable = dir.resolve("race.html");
        Ran r = sweep(rivals, "--race={lost},s", "--report", json, "--report", page);
        assertEquals(ExitCode.OK, r.code(), r.err());
        assertTrue(r.out().contains("won by s") && r.out().contains("  lemma none [heuristic=s]:\n"), r.out());
        Object schema = Json.read(Files.readString(Ran.home().resolve("docs/sweep-report.schema.json")));
        assertEquals(List.of(), Json.violations(Json.read(Files.readString(json)), schema));
        assertTrue(Files.readString(page).contains("| s before \\{lost\\} |"), Files.readString(page));
        String first = Files.readString(json).replaceAll("(?s).*\"winner\"|\"repeats\".*", "");
        Ran again = sweep(rivals, "--race={lost},s", "--report", json);
        assertEquals(List.of(), searched(again));
        assertEquals(first, Files.readString(json).replaceAll("(?s).*\"winner\"|\"repeats\".*", ""));
        assertEquals(List.of("none"), searched(sweep(rivals, "--heuristic=s")), "another search");
        sweep(rivals, "--race={lost},s", "--comparable", "--report", comparable);
        assertFalse(Files.readString(comparable).contains("before {lost}"), Files.readString(comparable));
    }

    @Test
    void reportsOfRunsCanBeCompared() throws IOException {
        Path a = dir.resolve("a.json");
        Path b = dir.resolve("b.html");
        Path c = dir.resolve("c.json");
        sweep(theory, "--comparable", "--report", a, "--report", b, "--threads=1");
        String html = Files.readString(b);
        state = dir.resolve("other");
        sweep(theory, "never", "--threads=2");
        sweep(theory, "--comparable", "--report", c, "--report", b, "--threads=2");
        assertEquals(Files.readString(a), Files.readString(c));
        assertEquals(html, Files.readString(b));
        assertFalse(html.matches("(?s).*(src|href)=.*"), "nothing is fetched");
    }

    @Test
    void aLemmaThatCannotBeSearchedLeavesTheOthers() throws IOException {
        Path bad = write("bad.spthy", """
                theory Bad begin
                %s
                lemma unguarded: "All x #i. (P(x) @ i) | (Q(x) @ i)"
                lemma good: "All x #i. P(x) @ i ==> P(x) @ i"
                end
                """.formatted(RULES));
        Ran r = sweep(bad);
        assertEquals(ExitCode.FAILED, r.code(), r.out() + r.err());
        assertTrue(r.out().contains("bad/good"), r.out());
        assertTrue(r.out().contains("1 verified"), r.out());
        assertTrue(r.out().contains("failed"), r.out());
    }

    @Test
    void whatIsVerifiedOnAssumptionsSaysSo() throws IOException {
        Path report = dir.resolve("r.md");
        sweep(theory, "above", "--report", report);
        assertTrue(Files.readString(report).contains("verified, assuming base"), Files.readString(report));
        sweep(theory, "--report", report);
        assertFalse(Files.readString(report).contains("assuming"), Files.readString(report));
        assertTrue(Files.readString(report).contains("falsified, as expected"), Files.readString(report));
    }

    @Test
    void aReportNeedsAFormat() {
        Ran r = sweep(theory, "--report", dir.resolve("report.pdf"));
        assertEquals(ExitCode.FAILED, r.code());
        assertTrue(r.err().contains("expected a file that ends in .md, .html, .xml (JUnit) or .json"), r.err());
    }
}
