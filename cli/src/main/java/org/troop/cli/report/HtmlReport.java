package org.troop.cli.report;

import java.util.List;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.cli.report.SweepReport.Task;
import org.troop.cli.report.SweepReport.Trace;

/**
 * A report as one HTML page without anything beside it: a table that can be sorted and filtered, and below it the traces that
 * were found, as pictures where they can be drawn and as Graphviz text elsewhere. Light or dark as the reader has it; without
 * scripts, only sorting is missing.
 */
final class HtmlReport {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #f3f5f7; --line: #d0d7de; --dim: #59636e;
              --good: #116329; --bad: #b3261e; --open: #8a5a00; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6edf3; --paper: #0d1117; --soft: #161b22; --line: #30363d; --dim: #9198a1;
                --good: #57d364; --bad: #ff8e85; --open: #e3b341; } }
            body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 76rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; }
            p { margin: .3rem 0; } .dim { color: var(--dim); }
            code, pre, td.lemma { font-family: ui-monospace, monospace; font-size: .92em; }
            .bar { display: flex; height: .6rem; border-radius: .3rem; overflow: hidden; margin: .8rem 0; background: var(--soft); }
            .bar i { display: block; } .bar .verified { background: var(--good); } .bar .falsified { background: var(--bad); }
            .bar .incomplete, .bar .failed { background: var(--open); }
            table { border-collapse: collapse; width: 100%; } th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line);
              text-align: left; vertical-align: top; } th { position: sticky; top: 0; background: var(--soft); }
            th button { all: unset; cursor: pointer; font-weight: 600; } th button:focus-visible { outline: 2px solid; }
            th[aria-sort=ascending] button::after { content: ' \\2191'; } th[aria-sort=descending] button::after { content: ' \\2193'; }
            td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
            .verified { color: var(--good); } .falsified { color: var(--bad); }
            .incomplete, .failed, .pending { color: var(--open); }
            tr.repeats { opacity: .55; }
            details { margin: .5rem 0; border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .7rem; }
            summary { cursor: pointer; } .graph { overflow: auto; background: #fff; border-radius: .3rem; }
            .graph svg { max-width: 100%; height: auto; } pre { overflow: auto; background: var(--soft); padding: .6rem; }
            """;

    private static final String SCRIPT = """
            for (const table of document.querySelectorAll('table')) {
              const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
              heads.forEach((head, column) => head.querySelector('button').addEventListener('click', () => {
                const down = head.getAttribute('aria-sort') === 'ascending';
                heads.forEach(h => h.removeAttribute('aria-sort'));
                head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
                const number = head.classList.contains('number');
                const key = row => row.cells[column].dataset.key;
                const order = (a, b) => number ? key(a) - key(b) : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
                const rows = [...body.rows].sort((a, b) => down ? order(b, a) : order(a, b));
                body.append(...rows);
              }));
            }
            """;

    private final SweepReport report;
    private final Pictures pictures;
    private final List<Columns> columns;
    private final StringBuilder out = new StringBuilder();

    private HtmlReport(SweepReport report, Pictures pictures) {
        this.report = report;
        this.pictures = pictures;
        columns = Columns.of(report);
    }

    static String of(SweepReport r, Pictures pictures) {
        return new HtmlReport(r, pictures).text();
    }

    private String text() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .append(Xml.escaped(report.name()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n");
        head();
        report.tasks().forEach(this::task);
        traces();
        out.append("<script>\n").append(SCRIPT).append("</script>\n</body>\n</html>\n");
        return out.toString();
    }

    private void head() {
        out.append("<h1>").append(Xml.escaped(report.name())).append("</h1>\n<p><strong>");
        out.append(Totals.line(report)).append("</strong></p>\n<div class=\"bar\" aria-hidden=\"true\">");
        for (Outcome o : Outcome.values()) {
            if (report.count(o) > 0) {
                out.append("<i class=\"").append(style(o)).append("\" style=\"flex: ");
                out.append(report.count(o)).append("\"></i>");
            }
        }
        out.append("</div>\n");
        dim(Totals.cost(report));
        dim(report.machine());
        dim(report.program() + (report.written() == null ? "" : ", " + report.written()));
    }

    private void dim(String line) {
        if (!line.isEmpty()) {
            out.append("<p class=\"dim\">").append(Xml.escaped(line)).append("</p>\n");
        }
    }

    private static String style(Outcome o) {
        return o == Outcome.PENDING ? "pending" : o.word();
    }

    private void task(Task t) {
        out.append("<section>\n<h2>").append(Xml.escaped(t.name())).append("</h2>\n<p class=\"dim\">Theory <code>");
        out.append(Xml.escaped(t.file())).append("</code>");
        if (!t.options().isEmpty()) {
            out.append(", options <code>")
                    .append(Xml.escaped(String.join(" ", t.options())))
                    .append("</code>");
        }
        out.append(t.warnings() > 0 ? "; wellformedness checks that failed: " + t.warnings() : "");
        out.append("</p>\n<table>\n<thead><tr>");
        for (Columns c : columns) {
            out.append("<th scope=\"col\"").append(c.isNumber() ? " class=\"number\"" : "");
            out.append("><button type=\"button\">").append(c.title()).append("</button></th>");
        }
        out.append("</tr></thead>\n<tbody>\n");
        t.lemmas().forEach(this::row);
        out.append("</tbody>\n</table>\n</section>\n");
    }

    private void row(Entry e) {
        out.append(e.repeats() ? "<tr class=\"repeats\">" : "<tr>");
        for (Columns c : columns) {
            String style = switch (c) {
                case LEMMA -> "lemma";
                case VERDICT -> style(e.outcome());
                default -> c.isNumber() ? "number" : "";
            };
            out.append("<td").append(style.isEmpty() ? "" : " class=\"" + style + "\"");
            out.append(" data-key=\"").append(Xml.escaped(c.key(e))).append("\">");
            out.append(Xml.escaped(c.text(e))).append("</td>");
        }
        out.append("</tr>\n");
    }

    private void traces() {
        boolean isFirst = true;
        for (Task t : report.tasks()) {
            for (Entry e : t.lemmas()) {
                for (Trace x : e.repeats() ? List.<Trace>of() : e.traces()) {
                    if (x.graph() != null) {
                        out.append(isFirst ? "<h2>Traces</h2>\n" : "");
                        isFirst = false;
                        trace(t, e, x, x.graph());
                    }
                }
            }
        }
    }

    private void trace(Task t, Entry e, Trace x, String graph) {
        out.append("<details>\n<summary><code>").append(Xml.escaped(e.lemma())).append("</code> (");
        out.append(Xml.escaped(t.name()))
                .append("): <span class=\"")
                .append(style(e.outcome()))
                .append("\">");
        out.append(Xml.escaped(e.summary())).append("</span>");
        out.append(x.reason() == null ? "" : ", " + Xml.escaped(x.validation() + ": " + x.reason()));
        out.append("</summary>\n");
        String svg = pictures.svg(graph);
        if (svg == null) {
            out.append("<pre>")
                    .append(Xml.escaped(graph).replace("&#10;", "\n"))
                    .append("</pre>\n");
        } else {
            out.append("<div class=\"graph\">").append(svg).append("</div>\n");
        }
        out.append("</details>\n");
    }
}
