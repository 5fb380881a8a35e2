package org.troop.theory.parse;

import org.jspecify.annotations.Nullable;

/**
 * The text of one file, a position in it, and the tokens of the language. A token is its characters and the blank
 * (white space and comments) behind it; a token that ends in a letter or digit must not be followed by another one.
 *
 * <p>Tokens are tried: a method that does not match leaves the position alone, answers false, null or -1, and notes
 * what would have matched. When no alternative is left, {@link #syntaxError} reports the furthest position that any of
 * them reached, with what was expected there.
 */
final class Scanner {
    private static final int TAB = 8;

    /** How deep parentheses, applications and quantifiers may be nested: what a stack of 1 MB bears with room to spare. */
    private static final int MAX_DEPTH = 1000;

    private final String file;
    /** The text and a final NUL, so that looking at the next character needs no test. */
    private final char[] text;

    private final int end;
    private int pos;

    private int depth;

    private final Expectations expectations = new Expectations();

    private final String[] names = new String[1024];

    Scanner(String file, String content) {
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

    /** Called where the grammar recurses, with {@link #leave} at the way out. */
    void enter() {
        if (++depth > MAX_DEPTH) {
            throw error(pos, "this is nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    void leave() {
        depth--;
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

    /** Reads the character behind a backslash: another one, or the mark that would end the text. */
    char nextEscaped(char mark) {
        int at = pos;
        char c = next();
        if (c != '\\' && c != mark) {
            throw error(at, "found " + found(at) + " behind a backslash, expected '\\\\' or '\\" + mark + "'");
        }
        return c;
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

    private void skipLine() {
        while (pos < end && text[pos] != '\n') {
            pos++;
        }
    }

    private void skipBlockComment() {
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

    // Tokens.

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

    /** A token of punctuation. */
    boolean symbol(String s) {
        if (looksAt(s)) {
            pos += s.length();
            skipBlank();
            return true;
        }
        miss(s, true);
        return false;
    }

    /** One of two spellings. */
    boolean symbol(String s, String other) {
        return looksAt(other) ? symbol(other) : symbol(s);
    }

    /** Whether {@code s} comes next and no letter, digit or underscore follows. */
    boolean looksAtWord(String s) {
        return looksAt(s) && !isNameChar(pos + s.length());
    }

    /** A token that ends in a letter or digit. */
    boolean keyword(String s) {
        if (looksAtWord(s)) {
            pos += s.length();
            skipBlank();
            return true;
        }
        miss(s, true);
        return false;
    }

    /** The letters that come next, without consuming them; "" if there are none. Item keywords are made of letters. */
    String peekLetters() {
        int p = pos;
        while (isLetter(p)) {
            p += width(p);
        }
        return name(pos, p);
    }

    /** An identifier; null at one of the reserved words {@code in let rule diff}. */
    @Nullable
    String ident() {
        int stop = identEnd();
        if (stop == pos) {
            miss("a name");
            return null;
        }
        if (isReserved(pos, stop)) {
            miss("a name");
            return null;
        }
        String s = name(pos, stop);
        pos = stop;
        skipBlank();
        return s;
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

    private boolean isReserved(int from, int to) {
        return switch (to - from) {
            case 2 -> text[from] == 'i' && text[from + 1] == 'n';
            case 3 -> text[from] == 'l' && text[from + 1] == 'e' && text[from + 2] == 't';
            case 4 -> spells(from, "rule") || spells(from, "diff");
            default -> false;
        };
    }

    private boolean spells(int from, String s) {
        for (int i = 0; i < s.length(); i++) {
            if (text[from + i] != s.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The reserved word at a position, or null. */
    private @Nullable String reservedAt(int at) {
        int saved = pos;
        pos = at;
        int stop = identEnd();
        pos = saved;
        return stop > at && isReserved(at, stop) ? substring(at, stop) : null;
    }

    boolean looksAtDigit() {
        char c = text[pos];
        return c >= '0' && c <= '9';
    }

    /** A number in decimal, {@code 0x} or {@code 0o} notation; -1 if none comes next. */
    int natural() {
        if (!looksAtDigit()) {
            miss("a number");
            return -1;
        }
        int start = pos;
        int radix = 10;
        if (text[pos] == '0') {
            char c = text[pos + 1];
            if ((c == 'x' || c == 'X') && Character.digit(text[pos + 2], 16) >= 0) {
                radix = 16;
            } else if ((c == 'o' || c == 'O') && Character.digit(text[pos + 2], 8) >= 0) {
                radix = 8;
            }
            pos += radix == 10 ? 0 : 2;
        }
        long value = 0;
        for (int d; text[pos] < 128 && (d = Character.digit(text[pos], radix)) >= 0; pos++) {
            value = value * radix + d;
            if (value > Integer.MAX_VALUE / 2) {
                throw error(start, "this number is too large, expected at most " + Integer.MAX_VALUE / 2);
            }
        }
        skipBlank();
        return (int) value;
    }

    /** A number in subscript digits; -1 if none comes next. */
    int subscript() {
        int start = pos;
        long value = 0;
        while (text[pos] >= '₀' && text[pos] <= '₉') {
            value = value * 10 + (text[pos++] - '₀');
            if (value > Integer.MAX_VALUE / 2) {
                throw error(start, "this number is too large, expected at most " + Integer.MAX_VALUE / 2);
            }
        }
        if (pos == start) {
            miss("a number in subscript digits");
            return -1;
        }
        skipBlank();
        return (int) value;
    }

    /** A name in single quotes without its quotes, leading blank dropped; null if none comes next. */
    @Nullable
    String quotedName() {
        int start = pos;
        if (!symbol("'")) {
            return null;
        }
        int from = pos;
        while (pos < end && text[pos] != '\'' && text[pos] != '\n') {
            pos++;
        }
        if (pos == from || text[pos] != '\'') {
            miss(pos == from ? "a character of the name" : "the closing quote of the name");
            pos = start;
            return null;
        }
        String s = name(from, pos);
        pos++;
        skipBlank();
        return s;
    }

    /** Characters up to the next {@code stop}, which is consumed with the blank behind it. */
    String until(char stop) {
        int start = pos;
        while (pos < end && text[pos] != stop) {
            pos++;
        }
        if (pos >= end) {
            throw error(start, "this text is never closed, expected " + Expectations.quoted(String.valueOf(stop)));
        }
        String s = substring(start, pos);
        pos++;
        skipBlank();
        return s;
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

    private boolean isLetter(int p) {
        char c = text[p];
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        return p < end && Character.isLetter(Character.codePointAt(text, p, end));
    }

    private boolean isNameChar(int p) {
        char c = text[p];
        if (c < 128) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
        }
        return p < end && Letters.isLetterOrNumber(Character.codePointAt(text, p, end));
    }

    private int width(int p) {
        return Character.isHighSurrogate(text[p]) && p + 1 < end && Character.isLowSurrogate(text[p + 1]) ? 2 : 1;
    }

    /** The text between two positions, the same object for the same text if it was seen lately. */
    private String name(int from, int to) {
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

    // What went wrong.

    /** Notes that {@code what} would have been possible here. */
    void miss(String what) {
        miss(what, false);
    }

    private void miss(String what, boolean token) {
        expectations.miss(pos, what, token);
    }

    /** Notes why no alternative may match here, in case this turns out to be the furthest position. */
    void complain(String why) {
        expectations.complain(pos, pos, why);
    }

    /** The same for what was read from {@code place} up to here. */
    void complain(int place, String why) {
        expectations.complain(pos, place, why);
    }

    /** What to say when no alternative is left. */
    ParseException syntaxError() {
        int at = Math.max(expectations.furthest(), pos);
        return error(expectations.placeOfProblem(at), expectations.problem(at, found(at)));
    }

    private String found(int at) {
        if (at >= end) {
            return "the end of the text";
        }
        String reserved = reservedAt(at);
        if (reserved != null) {
            return "the reserved word '" + reserved + "'";
        }
        int p = at;
        if (isNameChar(p)) {
            while (isNameChar(p) && p - at < 40) {
                p += width(p);
            }
        } else {
            p += width(p);
        }
        String s = substring(at, p);
        return s.equals("\n")
                ? "the end of the line"
                : s.charAt(0) < ' ' ? "a control character" : Expectations.quoted(s);
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

    /** Requires a token of punctuation. */
    void require(String s) {
        if (!symbol(s)) {
            throw syntaxError();
        }
    }

    /** Requires a token that ends in a letter or digit. */
    void requireWord(String s) {
        if (!keyword(s)) {
            throw syntaxError();
        }
    }

    /** Requires an identifier. */
    String requireIdent() {
        String s = ident();
        if (s == null) {
            throw syntaxError();
        }
        return s;
    }

    /** The value, or the syntax error if the attempt to read it failed. */
    <T> T orFail(@Nullable T attempt) {
        if (attempt == null) {
            throw syntaxError();
        }
        return attempt;
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
