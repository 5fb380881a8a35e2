package org.troop.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.troop.cli.report.SweepReport.Cost;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Expected;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.cli.report.SweepReport.Task;
import org.troop.cli.report.SweepReport.Trace;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class ReportsTest {
    private static Entry entry(String name, Outcome o, String stopped, Expected x) {
        return new Entry(
                name,
                "all-traces",
                o,
                o == Outcome.FALSIFIED ? "falsified - found trace" : o.word(),
                o.isConclusive() ? 12 : -1,
                stopped,
                x,
                o == Outcome.PENDING ? Cost.UNKNOWN : new Cost(1.25, 2, 3 << 20, 14, -1),
                o == Outcome.FALSIFIED ? List.of(new Trace("a/b", "valid", null, "digraph { a -> b }")) : List.of(),
                List.of(),
                null,
                false);
    }

    private static SweepReport report(String name) {
        List<Entry> all = new ArrayList<>(List.of(
                entry(name + "v", Outcome.VERIFIED, null, null),
                entry(name + "f", Outcome.FALSIFIED, null, null),
                entry(name + "x", Outcome.FALSIFIED, null, new Expected("falsified", true)),
                entry(name + "w", Outcome.VERIFIED, null, new Expected("falsified", false)),
                entry(name + "i", Outcome.INCOMPLETE, "time limit of 9 s reached " + name, null),
                entry(name + "e", Outcome.FAILED, "lemma " + name + " failed", null),
                entry(name + "p", Outcome.PENDING, null, null)));
        all.add(all.getFirst().again());
        return new SweepReport(
                name,
                "troop 1",
                Instant.parse("2026-01-02T03:04:05Z"),
                "2 threads",
                List.of(new Task(name + " task", name + ".spthy", "T", List.of("-D=" + name), 2, all)));
    }

    private static Element parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    /** The format as build servers have it (the schema of the Jenkins plugin): elements, attributes, counts. */
    private static void assertIsJunit(String xml) throws Exception {
        Element root = parsed(xml);
        assertEquals("testsuites", root.getTagName());
        for (Element suite : children(root)) {
            assertEquals("testsuite", suite.getTagName());
            assertTrue(suite.hasAttribute("name"));
            int[] n = new int[4];
            for (Element test : children(suite)) {
                assertEquals("testcase", test.getTagName());
                assertTrue(test.hasAttribute("name") && test.hasAttribute("classname"));
                n[0]++;
                for (Element e : children(test)) {
                    assertTrue(e.hasAttribute("message"));
                    n[List.of("", "failure", "error", "skipped").indexOf(e.getTagName())]++;
                }
            }
            assertEquals(Integer.toString(n[0]), suite.getAttribute("tests"));
            assertEquals(Integer.toString(n[1]), suite.getAttribute("failures"));
            assertEquals(Integer.toString(n[2]), suite.getAttribute("errors"));
            assertEquals(Integer.toString(n[3]), suite.getAttribute("skipped"));
            assertTrue(suite.getAttribute("timestamp").matches("|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"));
        }
    }

    private static List<Element> children(Element e) {
        List<Element> out = new ArrayList<>();
        NodeList all = e.getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            if (all.item(i).getNodeType() == Node.ELEMENT_NODE) {
                out.add((Element) all.item(i));
            }
        }
        return out;
    }

    @Test
    void junitCountsWhatIsNotAsItShouldBe() throws Exception {
        String xml = ReportFiles.JUNIT.text(report("t"), Pictures.NONE);
        assertIsJunit(xml);
        Element suite = children(parsed(xml)).getFirst();
        assertEquals(
                "8 2 2 2",
                suite.getAttribute("tests") + " " + suite.getAttribute("failures") + " " + suite.getAttribute("errors")
                        + " " + suite.getAttribute("skipped"));
        assertEquals("2026-01-02T03:04:05", suite.getAttribute("timestamp"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anyNameCanStandInAnyReport(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            StringBuilder name = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                String some = "<>&\"'`|\\\n\r\t\0*_[](){}#!-;\u202e\ud800é😀</script>]]>";
                name.append(some.charAt(random.nextInt(some.length())));
            }
            assertHolds(name.toString(), "seed " + seed + ", name " + i);
        }
        for (String name : List.of("</script><script>alert(1)</script>", "<!--", "a|b`c", "${x}", "]]>", "")) {
            assertHolds(name, name);
        }
    }

    private static void assertHolds(String name, String which) throws Exception {
        SweepReport r = report(name);
        assertIsJunit(ReportFiles.JUNIT.text(r, Pictures.NONE));
        String html = ReportFiles.HTML.text(r, Pictures.NONE);
        assertEquals(1, count(html, "<script"), which);
        assertEquals(1, count(html, "</script"), which);
        assertEquals(8, count(html, "</tr>") - 1, which);
        String body = html.replaceAll("(?s)<!DOCTYPE html>|<meta [^>]*>|<style>.*?</style>|<script>.*?</script>", "");
        parsed(body);
        String table = ReportFiles.MARKDOWN.text(r, Pictures.NONE);
        List<String> rows = table.lines().filter(l -> l.startsWith("|")).toList();
        assertEquals(10, rows.size(), which + "\n" + table);
        for (String row : rows) {
            assertEquals(cells(rows.getFirst()), cells(row), which + ": " + row);
        }
        ReportFiles.JSON.text(r, Pictures.NONE);
    }

    private static int cells(String row) {
        return count(row.replaceAll("\\\\.", ""), "\\|");
    }

    private static int count(String text, String what) {
        return (int) Pattern.compile(what).matcher(text).results().count();
    }

    @Test
    void whatDiffersBetweenRunsCanBeLeftOut() {
        SweepReport r = report("t");
        for (ReportFiles f : ReportFiles.values()) {
            String all = f.text(r, Pictures.NONE);
            String some = f.text(r.comparable(), Pictures.NONE);
            assertTrue(all.contains("2026-01-02") && all.contains("1.25"), all);
            assertFalse(some.contains("2026-01-02") || some.contains("1.25") || some.contains("2 threads"), some);
        }
    }

    @Test
    void tracesAreDrawnOrWrittenDown() {
        String drawn = ReportFiles.HTML.text(report("t"), g -> "<svg><text>" + g.length() + "</text></svg>");
        assertTrue(drawn.contains("<svg><text>18</text></svg>"), drawn);
        String written = ReportFiles.HTML.text(report("t"), Pictures.NONE);
        assertTrue(written.contains("<pre>digraph { a -&gt; b }</pre>"), written);
    }
}
