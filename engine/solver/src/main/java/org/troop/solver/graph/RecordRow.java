package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.List;
import org.troop.theory.print.Doc;
import org.troop.theory.print.Layout;

/** The texts of a row of a record, each broken to a share of the row's width that fits its length. */
final class RecordRow {
    private static final double ROW_WIDTH = 1.3 * 100;
    private static final int MIN_WIDTH = 30;

    /** A wide layout: what does not fit in it has no one-line form. */
    private static final Layout ONE_LINE = new Layout(1_000_000);

    private RecordRow() {}

    static List<String> texts(List<Doc> fields) {
        int[] lengths = new int[fields.size()];
        int sum = 0;
        for (int i = 0; i < lengths.length; i++) {
            String line = ONE_LINE.render(fields.get(i));
            lengths[i] = line.codePointCount(0, line.length());
            sum += lengths[i];
        }
        List<String> out = new ArrayList<>(lengths.length);
        for (int i = 0; i < lengths.length; i++) {
            int width = (int) Math.max(MIN_WIDTH, Math.rint(ROW_WIDTH * lengths[i] / Math.max(1, sum)));
            out.add(escaped(lines(new Layout(width).render(fields.get(i)))));
        }
        return out;
    }

    /** Lines of a broken text get an end and their indentation, half as wide again, as blanks that stay. */
    private static String lines(String text) {
        if (text.indexOf('\n') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            int blanks = 0;
            while (blanks < line.length() && line.charAt(blanks) == ' ') {
                blanks++;
            }
            out.append("&nbsp;".repeat(blanks * 3 / 2))
                    .append(line, blanks, line.length())
                    .append('\n');
        }
        return out.toString();
    }

    /** With a backslash before what has a meaning in records. */
    private static String escaped(String s) {
        return s.replaceAll("[|{}<>]", "\\\\$0");
    }
}
