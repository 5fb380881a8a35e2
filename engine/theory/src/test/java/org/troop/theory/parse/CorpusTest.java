package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Theories of others that lie beside the repository; skipped where they are missing. */
class CorpusTest {
    static Path corpus() {
        Path dir = Path.of("").toAbsolutePath();
        while (dir != null && !Files.isDirectory(dir.resolve(".git")) && !Files.isRegularFile(dir.resolve(".git"))) {
            dir = dir.getParent();
        }
        Path p = dir == null ? Path.of("missing") : dir.resolveSibling("shared").resolve("corpus");
        Assumptions.assumeTrue(Files.isRegularFile(p.resolve("expected.tsv")), () -> "no corpus at " + p);
        return p;
    }

    @Test
    void readsEveryTheoryWithTheFlagsOfItsRuns() throws IOException {
        Path corpus = corpus();
        Set<String> runs = new LinkedHashSet<>();
        for (String line : Files.readAllLines(corpus.resolve("expected.tsv"))) {
            String[] columns = line.split("\t");
            if (!columns[0].equals("tier")) {
                runs.add(columns[1] + "\t" + columns[2]);
            }
        }
        List<String> failures = new ArrayList<>();
        for (String run : runs) {
            String[] columns = run.split("\t");
            List<String> flags = List.of(columns[1].split(" "));
            Set<String> defines = new HashSet<>();
            flags.stream()
                    .filter(f -> f.startsWith("-D"))
                    .forEach(f -> defines.add(f.substring(2).replaceFirst("^=", "")));
            ParseOptions options = new ParseOptions(defines, flags.contains("--diff"));
            try {
                TheoryParser.parse(corpus.resolve("theories").resolve(columns[0]), options);
            } catch (ParseException e) {
                failures.add(e.getMessage());
            }
        }
        assertTrue(runs.size() > 100);
        assertEquals("", String.join("\n", failures));
    }

    @Test
    void readsALargeModelWithEveryFlag() throws IOException {
        Path file = corpus().resolve("tls13-rfc8446/tls13.spthy");
        Assumptions.assumeTrue(Files.exists(file));
        Set<String> flags = new LinkedHashSet<>();
        Matcher m = Pattern.compile("#ifdef\\s+(\\w+)").matcher(Files.readString(file));
        while (m.find()) {
            flags.add(m.group(1));
        }
        int plain = TheoryParser.parse(file, ParseOptions.DEFAULT).items().size();
        for (String flag : flags) {
            assertTrue(
                    TheoryParser.parse(file, new ParseOptions(Set.of(flag), false))
                                    .items()
                                    .size()
                            >= plain,
                    flag);
        }
        assertTrue(flags.size() > 3);
    }
}
