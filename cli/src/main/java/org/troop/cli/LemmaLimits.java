package org.troop.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one lemma may use before its search ends incomplete.
 *
 * @param seconds of wall clock; {@link #NONE} without limit
 * @param bytes of memory, as the search estimates it
 * @param steps nodes that may be expanded
 */
public record LemmaLimits(long seconds, long bytes, long steps) {
    public static final long NONE = Long.MAX_VALUE;
    public static final LemmaLimits UNLIMITED = new LemmaLimits(NONE, NONE, NONE);

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(s|m|h|d|)");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})([kmgt]?)(i?b)?");

    /** Below this a workspace does not fit. */
    private static final long LEAST_BYTES = 16L << 20;

    LemmaLimits withSeconds(String option, String text) {
        return new LemmaLimits(duration(option, text), bytes, steps);
    }

    LemmaLimits withBytes(String option, String text) {
        return new LemmaLimits(seconds, size(option, text), steps);
    }

    LemmaLimits withSteps(String option, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw new UsageException(option + ": found '" + text + "', expected a number");
        }
        return new LemmaLimits(seconds, bytes, Long.parseLong(text));
    }

    public LemmaLimits withMostSteps(long most) {
        return new LemmaLimits(seconds, bytes, most);
    }

    private static long duration(String option, String text) {
        Matcher m = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            throw new UsageException(option + ": found '" + text + "', expected a time such as 90, 90s, 15m, 2h or 1d");
        }
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "m" -> n * 60;
            case "h" -> n * 3600;
            case "d" -> n * 86_400;
            default -> n;
        };
    }

    private static long size(String option, String text) {
        Matcher m = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!m.matches()) {
            throw new UsageException(option + ": found '" + text + "', expected a size such as 500M or 4G");
        }
        long n = Long.parseLong(m.group(1)) << 10 * " kmgt".indexOf(m.group(2).isEmpty() ? " " : m.group(2));
        if (n < LEAST_BYTES) {
            throw new UsageException(option + ": found '" + text + "', expected at least 16M");
        }
        return n;
    }

    /** {@code 90 s}. */
    String timeText() {
        return seconds + " s";
    }

    public static String sizeText(long bytes) {
        return bytes >= 10L << 30 ? (bytes >> 30) + " GB" : (bytes >> 20) + " MB";
    }
}
