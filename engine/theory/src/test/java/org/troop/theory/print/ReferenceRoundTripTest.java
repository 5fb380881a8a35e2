package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;

/** Reads printed closed theories and prints them again. */
class ReferenceRoundTripTest {
    private static final Pattern LOWER_CASE_PREDICATE = Pattern.compile("(?m)^predicate: [a-z]");
    private static final Pattern MANY_LINES = Pattern.compile("\n\n+");

    /** In some goal a conjunction has two equal parts; reading such a goal leaves one. */
    private static final String NORMALISED_BY_READING = "UM_three_pass_analyzed.spthy";

    @Test
    void printsWhatItReadByteForByte() throws IOException {
        check(false);
    }

    @Test
    void printsItsSourceInTheClosedForm() throws IOException {
        check(true);
    }

    private static void check(boolean fromSource) throws IOException {
        List<String> different = new ArrayList<>();
        int files = 0;
        for (Path p : references()) {
            if (p.endsWith(NORMALISED_BY_READING)) {
                continue;
            }
            files++;
            String difference = difference(p, fromSource);
            if (difference != null) {
                different.add(p + "\n" + difference);
            }
        }
        assertTrue(files > 0);
        assertEquals("", String.join("\n\n", different), different.size() + " of " + files + " differ");
    }

    static List<Path> references() throws IOException {
        try (Stream<Path> all = Files.walk(Shared.path("corpus/proofs"))) {
            return all.filter(p -> p.toString().endsWith(".spthy")).sorted().toList();
        }
    }

    /** The source of a printed theory. */
    private static Path source(Path closed) {
        String name = closed.toString();
        return Path.of(name.substring(0, name.lastIndexOf("_analyzed")).replace("/proofs/", "/theories/") + ".spthy");
    }

    /**
     * The first difference with its surroundings; null if there is none.
     *
     * @param fromSource take what comes from the source from there; otherwise empty lines count once, as the printed text
     *     does not tell what they stand for
     */
    static @Nullable String difference(Path p, boolean fromSource) throws IOException {
        String expected;
        String actual;
        try {
            boolean diff = p.toString().contains("-diff");
            // Case tests print as predicates, which cannot be read with a lower-case name.
            String text = LOWER_CASE_PREDICATE.matcher(Files.readString(p)).replaceAll("predicate: X");
            ReferenceTheory reference = new ReferenceTheory(text, diff);
            if (fromSource) {
                reference.useSource(TheoryParser.parse(source(p), new ParseOptions(Set.of(), diff)));
            }
            StringBuilder out = new StringBuilder();
            TheoryPrinter.printClosed(reference.theory(), reference, new Page(out));
            expected = reference.text;
            actual = out.toString();
        } catch (RuntimeException | UnguardedException e) {
            StackTraceElement[] trace = e.getStackTrace();
            return e + (trace.length > 0 ? " at " + trace[0] : "");
        }
        if (!fromSource) {
            expected = MANY_LINES.matcher(expected).replaceAll("\n\n");
            actual = MANY_LINES.matcher(actual).replaceAll("\n\n");
        }
        return firstDifference(expected, actual);
    }

    private static @Nullable String firstDifference(String expected, String actual) {
        if (expected.equals(actual)) {
            return null;
        }
        int i = 0;
        while (i < expected.length() && i < actual.length() && expected.charAt(i) == actual.charAt(i)) {
            i++;
        }
        int from = expected.lastIndexOf('\n', Math.max(0, i - 200)) + 1;
        return "expected: " + expected.substring(from, Math.min(expected.length(), i + 100)) + "\n-- actual: "
                + actual.substring(from, Math.min(actual.length(), i + 100));
    }
}
