package org.troop.cli.report;

import java.util.List;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Task;

/** A report as a Markdown page: the sum, and a table for each task. */
final class MarkdownReport {
    private final SweepReport report;
    private final List<Columns> columns;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(SweepReport report) {
        this.report = report;
        columns = Columns.of(report);
    }

    static String of(SweepReport r) {
        return new MarkdownReport(r).text();
    }

    private String text() {
        out.append("# ").append(escaped(report.name())).append("\n\n");
        out.append("**").append(Totals.line(report)).append("**\n\n");
        String cost = Totals.cost(report);
        if (!cost.isEmpty()) {
            out.append("- ").append(cost).append('\n');
        }
        if (!report.machine().isEmpty()) {
            out.append("- ").append(escaped(report.machine())).append('\n');
        }
        out.append("- ").append(escaped(report.program()));
        if (report.written() != null) {
            out.append(", ").append(report.written());
        }
        out.append('\n');
        report.tasks().forEach(this::task);
        return out.toString();
    }

    private void task(Task t) {
        out.append("\n## ").append(escaped(t.name())).append("\n\n");
        out.append("Theory ").append(code(t.file()));
        if (!t.options().isEmpty()) {
            out.append(", options ").append(code(String.join(" ", t.options())));
        }
        out.append(t.warnings() > 0 ? "; wellformedness checks that failed: " + t.warnings() : "")
                .append("\n\n");
        columns.forEach(c -> out.append("| ").append(c.title()).append(' '));
        out.append("|\n");
        columns.forEach(c -> out.append(c.isNumber() ? "|---:" : "|---"));
        out.append("|\n");
        for (Entry e : t.lemmas()) {
            columns.forEach(c -> out.append("| ")
                    .append(c == Columns.LEMMA ? code(c.text(e)) : escaped(c.text(e)))
                    .append(' '));
            out.append("|\n");
        }
    }

    /** As text that Markdown leaves alone, on one line. */
    static String escaped(String s) {
        StringBuilder b = new StringBuilder();
        int[] all = s.codePoints().toArray();
        for (int i = 0; i < all.length; i++) {
            int c = all[i];
            if (c < ' ' || c == 0x7f) {
                b.append(' ');
            } else if (c == '<') {
                b.append("&lt;");
            } else if (c == '&') {
                b.append("&amp;");
            } else {
                boolean isInWord = c == '_'
                        && i > 0
                        && i + 1 < all.length
                        && Character.isLetterOrDigit(all[i - 1])
                        && Character.isLetterOrDigit(all[i + 1]);
                if (!isInWord && "\\`*_{}[]()#+!|~$>".indexOf(c) >= 0) {
                    b.append('\\');
                }
                b.appendCodePoint(c);
            }
        }
        return b.toString();
    }

    /** As code in a line or a cell of a table. */
    static String code(String s) {
        String line = s.codePoints()
                .map(c -> c < ' ' || c == 0x7f ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        if (line.isBlank() || line.indexOf('`') >= 0 || line.indexOf('|') >= 0 || line.indexOf('\\') >= 0) {
            return escaped(line);
        }
        return "`" + line + "`";
    }
}
