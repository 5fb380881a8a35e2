package org.troop.solver.graph;

import java.util.StringJoiner;

/** The lines of a Graphviz text, and how values stand in it. */
final class DotText {
    private final StringBuilder out = new StringBuilder();
    private int nextId;

    /** {@code n0, n1, ..} */
    String newId() {
        return "n" + nextId++;
    }

    /** A line as it is. */
    void line(String s) {
        out.append(s).append('\n');
    }

    void statement(String s) {
        line(s + ";");
    }

    /** {@code name="value"}, each as a statement of its own. */
    void settings(String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            statement(attribute(namesAndValues[i], namesAndValues[i + 1]));
        }
    }

    /** The empty line and the bracket at the end of a block. */
    void close() {
        line("");
        line("}");
    }

    /** {@code [a="x",b="y"]}. */
    static String attributes(String... namesAndValues) {
        StringJoiner all = new StringJoiner(",", "[", "]");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.add(attribute(namesAndValues[i], namesAndValues[i + 1]));
        }
        return all.toString();
    }

    private static String attribute(String name, String value) {
        return name + "=" + quoted(value).replace("\n", "\\l");
    }

    static String quoted(String s) {
        return "\"" + s.replace("\"", "\\\"") + "\"";
    }

    /** A word, or a quoted text if it is none. */
    static String id(String s) {
        return s.matches("[A-Za-z_][A-Za-z0-9_]*") ? s : quoted(s);
    }

    static String html(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
