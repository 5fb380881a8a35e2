package org.troop.cli.report;

import java.util.Locale;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.cli.report.SweepReport.Task;

/**
 * A report as JUnit XML, as build servers read it: a suite for each task, a case for each lemma. A case passes if its lemma is
 * as the file expects, and without expectation if it is verified. It is a failure if the lemma is another way, an error if
 * there is no verdict, skipped if the sweep has not come to it or it stands there twice.
 */
final class JunitReport {
    private final SweepReport report;
    private final StringBuilder out = new StringBuilder();

    private JunitReport(SweepReport report) {
        this.report = report;
    }

    static String of(SweepReport r) {
        return new JunitReport(r).text();
    }

    private enum Sort {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    private static Sort sort(Entry e) {
        if (e.repeats() || e.outcome() == Outcome.PENDING) {
            return Sort.SKIPPED;
        }
        if (e.expected() != null && e.expected().isMet()) {
            return Sort.PASSED;
        }
        if (!e.outcome().isConclusive()) {
            return Sort.ERROR;
        }
        return e.outcome() == Outcome.VERIFIED && e.expected() == null ? Sort.PASSED : Sort.FAILURE;
    }

    private String text() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"")
                .append(Xml.escaped(report.name()))
                .append('"');
        counts(report.entries());
        out.append(">\n");
        report.tasks().forEach(this::suite);
        return out.append("</testsuites>\n").toString();
    }

    private void counts(Iterable<Entry> all) {
        int[] n = new int[Sort.values().length];
        double seconds = 0;
        boolean isTimed = false;
        for (Entry e : all) {
            n[sort(e).ordinal()]++;
            if (!e.repeats() && e.cost().seconds() >= 0) {
                isTimed = true;
                seconds += e.cost().seconds();
            }
        }
        out.append(" tests=\"").append(n[0] + n[1] + n[2] + n[3]).append('"');
        out.append(" failures=\"").append(n[Sort.FAILURE.ordinal()]).append('"');
        out.append(" errors=\"").append(n[Sort.ERROR.ordinal()]).append('"');
        out.append(" skipped=\"").append(n[Sort.SKIPPED.ordinal()]).append('"');
        time(isTimed ? seconds : -1);
    }

    private void time(double seconds) {
        if (seconds >= 0) {
            out.append(String.format(Locale.ROOT, " time=\"%.3f\"", seconds));
        }
    }

    private void suite(Task t) {
        out.append("  <testsuite name=\"").append(Xml.escaped(t.name())).append('"');
        counts(t.lemmas());
        if (report.written() != null) {
            out.append(" timestamp=\"")
                    .append(report.written().toString().replaceAll("(\\.\\d+)?Z$", ""))
                    .append('"');
        }
        out.append(">\n");
        t.lemmas().forEach(e -> testCase(t, e));
        out.append("  </testsuite>\n");
    }

    private void testCase(Task t, Entry e) {
        out.append("    <testcase name=\"")
                .append(Xml.escaped(e.lemma()))
                .append("\" classname=\"")
                .append(Xml.escaped(t.theory().isEmpty() ? t.name() : t.name() + "." + t.theory()))
                .append('"');
        time(e.repeats() ? -1 : e.cost().seconds());
        String said = Xml.escaped(Columns.verdict(e));
        switch (sort(e)) {
            case PASSED -> out.append("/>\n");
            case FAILURE ->
                out.append(">\n      <failure type=\"")
                        .append(e.outcome().word())
                        .append("\" message=\"")
                        .append(said)
                        .append("\"/>\n    </testcase>\n");
            case ERROR ->
                out.append(">\n      <error type=\"")
                        .append(e.outcome().word())
                        .append("\" message=\"")
                        .append(said)
                        .append("\"/>\n    </testcase>\n");
            case SKIPPED ->
                out.append(">\n      <skipped message=\"").append(said).append("\"/>\n    </testcase>\n");
        }
    }
}
