package org.troop.cli;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints: results on {@code out}, progress and complaints on {@code err}.
 *
 * @param live {@code err} is a terminal that understands cursor movements
 * @param colours {@code out} is a terminal, and nobody asked for no colours
 * @param columns width of the terminal
 */
public record Screen(PrintStream out, PrintStream err, boolean live, boolean colours, int columns) {
    private static final int DEFAULT_COLUMNS = 80;

    /** Neither stream is a terminal. */
    public static Screen plain(PrintStream out, PrintStream err) {
        return new Screen(out, err, false, false, DEFAULT_COLUMNS);
    }

    /** The process's own streams. The launcher says which are terminals: Java cannot tell them apart. */
    static Screen ofProcess() {
        boolean dumb = "dumb".equals(System.getenv("TERM"));
        String noColor = System.getenv("NO_COLOR");
        boolean colours = isTerminal("troop.stdout") && !dumb && (noColor == null || noColor.isEmpty());
        return new Screen(System.out, System.err, isTerminal("troop.stderr") && !dumb, colours, widthOfTerminal());
    }

    private static boolean isTerminal(String property) {
        return "terminal".equals(System.getProperty(property));
    }

    private static int widthOfTerminal() {
        try {
            int columns = Integer.parseInt(System.getProperty("troop.terminal.columns", ""));
            return columns >= 20 ? columns : DEFAULT_COLUMNS;
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }

    public enum Colour {
        GREEN(32),
        RED(31),
        YELLOW(33);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }

    public String coloured(@Nullable Colour c, String text) {
        return colours && c != null ? "\u001b[" + c.code + "m" + text + "\u001b[0m" : text;
    }
}
