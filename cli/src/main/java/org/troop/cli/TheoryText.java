package org.troop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text of a theory file, for what the syntax does not keep: where a lemma stands, and which verdict the comment before
 * it expects: {@code // expected: verified (12 steps)}.
 */
public final class TheoryText {
    private static final Pattern ITEM = Pattern.compile("(?m)^[ \t]*(lemma|restriction|axiom)\\s+([A-Za-z0-9_]+)");
    private static final Pattern EXPECTED =
            Pattern.compile("(?m)^[ \t]*//[ \t]*expected:[ \t]*(.*?)[ \t]*(?:\\((\\d+) steps?\\))?[ \t]*\r?$");

    private final String path;
    private final String text;

    public TheoryText(String path) throws IOException {
        this.path = path;
        text = Files.readString(Path.of(path));
    }

    /**
     * An expected verdict.
     *
     * @param verdict as in the summary, or the beginning of it
     * @param steps null if any number will do
     */
    public record Expected(String verdict, @Nullable Long steps) {
        public boolean isMetBy(String actual, long actualSteps) {
            return (actual.equals(verdict) || actual.startsWith(verdict + " "))
                    && (steps == null || steps == actualSteps);
        }

        @Override
        public String toString() {
            return steps == null ? verdict : verdict + " (" + steps + " steps)";
        }
    }

    /** By lemma name, in file order. */
    public Map<String, Expected> expected() {
        Map<String, Expected> out = new LinkedHashMap<>();
        Matcher comment = EXPECTED.matcher(text);
        Matcher item = ITEM.matcher(text);
        while (comment.find()) {
            if (!item.find(comment.end()) || !item.group(1).equals("lemma")) {
                throw new UsageException(path + ":" + place(comment.start(1)) + ": no lemma follows this comment");
            }
            String steps = comment.group(2);
            out.put(item.group(2), new Expected(comment.group(1), steps == null ? null : Long.valueOf(steps)));
        }
        return out;
    }

    /** {@code file:line:column: } of a lemma's or restriction's name; only the file if it is not found there. */
    public String placeOf(String kind, String name) {
        Matcher item = ITEM.matcher(text);
        while (item.find()) {
            if (item.group(2).equals(name) && item.group(1).equals("lemma") == kind.equals("lemma")) {
                return path + ":" + place(item.start(2)) + ": ";
            }
        }
        return path + ": ";
    }

    private String place(int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        return line + ":" + (offset - start + 1);
    }
}
