package org.troop.theory.parse;

import org.jspecify.annotations.Nullable;

/** The characters of one file, a position in it, blank (white space and comments), and places for problems. */
abstract class SourceText {
    private static final int TAB = 8;

    private final String file;
    /** The text and a final NUL, so that looking at the next character needs no test. */
    final char[] text;

    final int end;
    int pos;

    private final @Nullable String[] names = new String[1024];

    SourceText(String file, String content) {
        this.file = file;
        end = content.length();
        text = new char[end + 1];
        content.getChars(0, end, text, 0);
        if (end > 0 && text[0] == '\uFEFF') {
            pos = 1;
        }
    }

    String file() {
        return file;
    }

    int pos() {
        return pos;
    }

    void reset(int to) {
        pos = to;
    }

    boolean atEnd() {
        return pos >= end;
    }

    /** The next character; NUL at the end. */
    char peek() {
        return text[pos];
    }

    /** The character after the next one; NUL at the end. */
    char peekSecond() {
        return pos < end ? text[pos + 1] : 0;
    }

    char next() {
        return pos < end ? text[pos++] : 0;
    }

    String substring(int from, int to) {
        return new String(text, from, to - from);
    }

    // Blank.

    void skipBlank() {
        for (; ; ) {
            char c = text[pos];
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                pos++;
            } else if (c == '/') {
                if (text[pos + 1] == '/') {
                    skipLine();
                } else if (text[pos + 1] == '*') {
                    skipBlockComment();
                } else {
                    return;
                }
            } else if (c > 127 && (Character.isSpaceChar(c) || Character.isWhitespace(c))) {
                pos++;
            } else {
                return;
            }
        }
    }

    void skipLine() {
        while (pos < end && text[pos] != '\n') {
            pos++;
        }
    }

    void skipBlockComment() {
        int start = pos;
        int depth = 0;
        do {
            if (pos >= end) {
                throw error(start, "this comment is never closed, expected '*/'");
            }
            char c = text[pos];
            if (c == '/' && text[pos + 1] == '*') {
                depth++;
                pos += 2;
            } else if (c == '*' && text[pos + 1] == '/') {
                depth--;
                pos += 2;
            } else {
                pos++;
            }
        } while (depth > 0);
    }

    /** Whether the characters of {@code s} come next. */
    boolean looksAt(String s) {
        int n = s.length();
        if (text[pos] != s.charAt(0) || pos + n > end) {
            return false;
        }
        for (int i = 1; i < n; i++) {
            if (text[pos + i] != s.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Where the identifier ends that starts here; the position itself if none does. */
    int identEnd() {
        int p = pos;
        if (text[p] == '_' || !isNameChar(p)) {
            return p;
        }
        do {
            p += width(p);
        } while (isNameChar(p));
        return p;
    }

    boolean spells(int from, String s) {
        for (int i = 0; i < s.length(); i++) {
            if (text[from + i] != s.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean looksAtDigit() {
        char c = text[pos];
        return c >= '0' && c <= '9';
    }

    /** Characters up to the next one of {@code stops}, which is not consumed, without the blank before it. */
    String untilAnyOf(String stops) {
        int start = pos;
        while (pos < end && text[pos] != '\n' && stops.indexOf(text[pos]) < 0) {
            pos++;
        }
        return substring(start, pos).stripTrailing();
    }

    /** Moves behind the next empty line, or to the end. */
    void skipParagraph() {
        boolean blank = false;
        for (; pos < end; pos++) {
            if (text[pos] == '\n' && blank) {
                break;
            }
            blank = text[pos] == '\n' || (blank && text[pos] <= ' ');
        }
        skipBlank();
    }

    /** The character at a position; NUL at the end. */
    char text(int at) {
        return text[at];
    }

    /** Moves to the next occurrence of {@code s} at or after the position; false and no move if there is none. */
    boolean find(String s) {
        int saved = pos;
        for (; pos < end; pos++) {
            if (looksAt(s)) {
                return true;
            }
        }
        pos = saved;
        return false;
    }

    boolean isLetterHere() {
        return isLetter(pos);
    }

    /** Consumes one code point, no blank. */
    int nextCodePoint() {
        int cp = Character.codePointAt(text, pos, end);
        pos += Character.charCount(cp);
        return cp;
    }

    boolean isLetter(int p) {
        char c = text[p];
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        return p < end && Character.isLetter(Character.codePointAt(text, p, end));
    }

    boolean isNameChar(int p) {
        char c = text[p];
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        return p < end && Letters.isLetterOrNumber(Character.codePointAt(text, p, end));
    }

    int width(int p) {
        return Character.isHighSurrogate(text[p]) && p + 1 < end && Character.isLowSurrogate(text[p + 1]) ? 2 : 1;
    }

    /** The text between two positions, the same object for the same text if it was seen lately. */
    String name(int from, int to) {
        int h = to - from;
        for (int i = from; i < to; i++) {
            h = 31 * h + text[i];
        }
        int slot = (h ^ (h >>> 15)) & (names.length - 1);
        String s = names[slot];
        if (s != null && s.length() == to - from && spells(from, s)) {
            return s;
        }
        s = substring(from, to);
        names[slot] = s;
        return s;
    }

    /** A problem at a place that is known. */
    ParseException error(int at, String problem) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < at && i < end; i++) {
            char c = text[i];
            if (c == '\n') {
                line++;
                column = 1;
            } else if (c == '\t') {
                column += TAB - (column - 1) % TAB;
            } else if (!Character.isLowSurrogate(c)) {
                column++;
            }
        }
        return new ParseException(file, line, column, problem);
    }

    /** The text between two positions without comments, trailing blank removed. */
    String withoutComments(int from, int to) {
        StringBuilder sb = new StringBuilder(to - from);
        int saved = pos;
        boolean inName = false;
        for (pos = from; pos < to; ) {
            char c = text[pos];
            if (c == '/' && !inName && text[pos + 1] == '/') {
                skipLine();
            } else if (c == '/' && !inName && text[pos + 1] == '*') {
                skipBlockComment();
            } else {
                inName = c == '\'' ? !inName : inName && c != '\n';
                sb.append(c);
                pos++;
            }
        }
        pos = saved;
        return sb.toString().stripTrailing();
    }
}
