package org.troop.theory.parse;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.troop.theory.check.Wellformedness;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.Page;
import org.troop.theory.print.Report;
import org.troop.theory.print.TheoryPrinter;
import org.troop.theory.syntax.Theory;

/**
 * Theories with small errors: whatever comes of a change to the examples (and to the theories beside the repository, where
 * there are some), it is read or refused with a place, in time; what is read can be checked and printed, and what is
 * printed can be read.
 *
 * <p>{@code -Dtroop.fuzz.seconds=N} bounds the time (default 6), {@code -Dtroop.seed=N} chooses the changes (default 1).
 */
class MutationTest {
    private static final long SECONDS = Long.getLong("troop.fuzz.seconds", 6);
    private static final long SEED = Long.getLong("troop.seed", 1);
    private static final int LARGEST = 40_000;
    private static final long SLOW_NANOS = 15_000_000_000L;
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}_]+|\\s+|[^\\p{L}\\p{N}_\\s]");
    private static final String ALPHABET = "()[]{}<>'\"#~$%.,:;=&|!@*^+-/\\ \n\t_aAFT01é▶₀∀∃¬⊥\u0000\u00a0\uFEFF\uD835";

    @Test
    @Timeout(600)
    void readsOrRefusesChangedTheories(@TempDir Path folder) throws IOException {
        List<String> texts = texts();
        Random random = new Random(SEED);
        Path file = folder.resolve("mutant.spthy");
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        int tried = 0;
        int read = 0;
        for (; System.nanoTime() < end || tried < 200; tried++) {
            String text = texts.get(random.nextInt(texts.size()));
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                text = changed(text, texts, random);
            }
            boolean diff = random.nextInt(4) == 0;
            boolean asBytes = random.nextInt(8) == 0;
            long start = System.nanoTime();
            try {
                if (asBytes) {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    for (int n = random.nextInt(3); n > 0 && bytes.length > 0; n--) {
                        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                    }
                    Files.write(file, bytes);
                }
                read += survives(text, asBytes ? file : null, new ParseOptions(Set.of(), diff)) ? 1 : 0;
            } catch (Throwable e) {
                throw new AssertionError("change " + tried + " of seed " + SEED + ":\n" + text, e);
            }
            long nanos = System.nanoTime() - start;
            assertTrue(nanos < SLOW_NANOS, "change " + tried + " of seed " + SEED + " took " + nanos + " ns:\n" + text);
        }
        System.out.println("changed theories: " + tried + " tried, " + read + " of them read (seed " + SEED + ", "
                + texts.size() + " texts)");
        assertTrue(read > 0);
    }

    /** Whether the text is a theory. */
    private static boolean survives(String text, @Nullable Path file, ParseOptions options) {
        Theory t;
        try {
            t = file == null ? TheoryParser.parseString(text, "t", options) : TheoryParser.parse(file, options);
        } catch (ParseException e) {
            assertTrue(e.line() >= 1 && e.column() >= 1, e::getMessage);
            assertFalse(e.problem().isBlank() || e.problem().contains("\n"), e::getMessage);
            return false;
        }
        if (!options.diff()) {
            Report.text(Wellformedness.problems(t, List.of("")));
        }
        String printed;
        try {
            printed = print(t);
        } catch (UnguardedException e) {
            return true;
        }
        String again;
        try {
            again = print(TheoryParser.parseString(printed, "printed", options));
        } catch (ParseException | UnguardedException e) {
            throw new AssertionError("printed:\n" + printed, e);
        }
        assertTrue(again.equals(printed), () -> "printed:\n" + printed + "\nand then:\n" + again);
        return true;
    }

    private static String print(Theory t) throws UnguardedException {
        StringBuilder out = new StringBuilder();
        TheoryPrinter.printOpen(t, true, null, new Page(out));
        return out.toString();
    }

    private static String changed(String text, List<String> texts, Random random) {
        if (text.isEmpty()) {
            return "theory";
        }
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + 1 + random.nextInt(8));
        String head = text.substring(0, at);
        return switch (random.nextInt(9)) {
            case 0 -> head + text.substring(to);
            case 1 -> head + ALPHABET.charAt(random.nextInt(ALPHABET.length())) + text.substring(at);
            case 2 -> head + text.substring(at, to).repeat(1 + random.nextInt(3)) + text.substring(at);
            case 3 -> random.nextInt(4) == 0 ? head : head + text.substring(to);
            case 4 -> {
                String other = texts.get(random.nextInt(texts.size()));
                int from = random.nextInt(other.length());
                yield head
                        + other.substring(from, Math.min(other.length(), from + random.nextInt(200)))
                        + text.substring(at);
            }
            case 5 -> {
                String[] lines = text.split("(?<=\n)");
                int i = random.nextInt(lines.length);
                int j = random.nextInt(lines.length);
                String line = lines[i];
                lines[i] = lines[j];
                lines[j] = line;
                yield String.join("", lines);
            }
            default -> exchanged(text, random);
        };
    }

    /** One token takes the place of another, or both change places: most of what comes out can be read. */
    private static String exchanged(String text, Random random) {
        List<int[]> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(text);
        while (m.find()) {
            if (!Character.isWhitespace(text.charAt(m.start()))) {
                tokens.add(new int[] {m.start(), m.end()});
            }
        }
        if (tokens.size() < 2) {
            return text;
        }
        int i = random.nextInt(tokens.size() - 1);
        int j = i + 1 + random.nextInt(Math.min(40, tokens.size() - i - 1));
        int[] a = tokens.get(i);
        int[] b = tokens.get(j);
        String first = text.substring(a[0], a[1]);
        String second = text.substring(b[0], b[1]);
        return text.substring(0, a[0])
                + second
                + text.substring(a[1], b[0])
                + (random.nextBoolean() ? first : second)
                + text.substring(b[1]);
    }

    private static List<String> texts() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve(".git")) && !Files.isDirectory(root.resolve("examples"))) {
            root = root.getParent();
        }
        List<String> texts = new ArrayList<>();
        for (Path p : List.of(root.resolve("examples"), root.resolveSibling("shared/corpus/theories"))) {
            if (Files.isDirectory(p)) {
                try (Stream<Path> all = Files.walk(p)) {
                    for (Path f : all.filter(f -> f.toString().endsWith(".spthy"))
                            .sorted()
                            .toList()) {
                        if (Files.size(f) < LARGEST) {
                            texts.add(Files.readString(f));
                        }
                    }
                }
            }
        }
        assertFalse(texts.isEmpty());
        return texts;
    }
}
