package org.troop.theory.parse;

/**
 * A theory that cannot be read. The message is one sentence: {@code file:line:column: what is wrong}, with what was
 * found, what was expected and a hint where there is one.
 */
public final class ParseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int line;
    private final int column;
    private final String problem;

    ParseException(String file, int line, int column, String problem) {
        super(place(file, line, column) + problem, null, false, false);
        this.file = file;
        this.line = line;
        this.column = column;
        this.problem = problem;
    }

    private static String place(String file, int line, int column) {
        String at = line > 0 ? line + ":" + column : "";
        return file.isEmpty() && at.isEmpty() ? "" : file + (file.isEmpty() || at.isEmpty() ? "" : ":") + at + ": ";
    }

    /** The file as the user named it, or as an include reached it; "" for text. */
    public String file() {
        return file;
    }

    /** From 1; 0 when the problem has no place in the file (a missing file, say). */
    public int line() {
        return line;
    }

    /** From 1, tabs advance to the next multiple of 8 plus 1; 0 without a place. */
    public int column() {
        return column;
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
