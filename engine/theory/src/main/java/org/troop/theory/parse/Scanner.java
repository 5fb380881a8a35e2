package org.troop.theory.parse;

import org.jspecify.annotations.Nullable;

/**
 * The tokens of the language in the text of one file. A token is its characters and the blank
 * (white space and comments) behind it; a token that ends in a letter or digit must not be followed by another one.
 *
 * <p>Tokens are tried: a method that does not match leaves the position alone, answers false, null or -1, and notes
 * what would have matched. When no alternative is left, {@link #syntaxError} reports the furthest position that any of
 * them reached, with what was expected there.
 */
final class Scanner extends SourceText {
    /** How deep parentheses, applications and quantifiers may be nested: what a stack of 1 MB bears with room to spare. */
    private static final int MAX_DEPTH = 1000;

    private int depth;

    private final Expectations expectations = new Expectations();

    Scanner(String file, String content) {
        super(file, content);
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

    /** Reads the character behind a backslash: another one, or the mark that would end the text. */
    char nextEscaped(char mark) {
        int at = pos;
        char c = next();
        if (c != '\\' && c != mark) {
            throw error(at, "found " + found(at) + " behind a backslash, expected '\\\\' or '\\" + mark + "'");
        }
        return c;
    }

    // Tokens.

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

    private boolean isReserved(int from, int to) {
        return switch (to - from) {
            case 2 -> text[from] == 'i' && text[from + 1] == 'n';
            case 3 -> text[from] == 'l' && text[from + 1] == 'e' && text[from + 2] == 't';
            case 4 -> spells(from, "rule") || spells(from, "diff");
            default -> false;
        };
    }

    /** The reserved word at a position, or null. */
    private @Nullable String reservedAt(int at) {
        int saved = pos;
        pos = at;
        int stop = identEnd();
        pos = saved;
        return stop > at && isReserved(at, stop) ? substring(at, stop) : null;
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
}
