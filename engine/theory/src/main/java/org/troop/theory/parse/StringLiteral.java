package org.troop.theory.parse;

import org.jspecify.annotations.Nullable;

/** String literals with escapes as in Haskell, without the names of control characters. */
final class StringLiteral {
    private StringLiteral() {}

    /** The string whose opening quote comes next, no blank skipped behind it; null if it is not closed or malformed. */
    static @Nullable String read(Scanner in) {
        StringBuilder sb = new StringBuilder();
        in.next();
        while (!in.atEnd()) {
            char c = in.next();
            if (c == '"') {
                return sb.toString();
            }
            if (c != '\\') {
                sb.append(c);
            } else if (!escape(in, sb)) {
                return null;
            }
        }
        return null;
    }

    private static boolean escape(Scanner in, StringBuilder sb) {
        char c = in.peek();
        if (c >= '0' && c <= '9') {
            return code(in, 10, sb);
        }
        in.next();
        switch (c) {
            case 'a' -> sb.append('\u0007');
            case 'b' -> sb.append('\b');
            case 'f' -> sb.append('\f');
            case 'n' -> sb.append('\n');
            case 'r' -> sb.append('\r');
            case 't' -> sb.append('\t');
            case 'v' -> sb.append('\u000B');
            case '\\', '"', '\'' -> sb.append(c);
            case '&' -> {}
            case 'x' -> {
                return code(in, 16, sb);
            }
            case 'o' -> {
                return code(in, 8, sb);
            }
            default -> {
                return gap(in, c);
            }
        }
        return true;
    }

    /** Blank between two backslashes, of which the first and one character were read. */
    private static boolean gap(Scanner in, char first) {
        char c = first;
        while (Character.isWhitespace(c)) {
            c = in.next();
        }
        return c == '\\' && first != '\\';
    }

    private static boolean code(Scanner in, int radix, StringBuilder sb) {
        int value = -1;
        for (int d; in.peek() < 128 && (d = Character.digit(in.peek(), radix)) >= 0; in.next()) {
            value = Math.max(value, 0) * radix + d;
            if (value > Character.MAX_CODE_POINT) {
                return false;
            }
        }
        if (value < 0) {
            return false;
        }
        sb.appendCodePoint(value);
        return true;
    }
}
