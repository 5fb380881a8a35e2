package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.troop.theory.print.Summary.Result;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.Side;

class SummaryTest {
    private static final Pattern LINE =
            Pattern.compile("  (?:([LR]HS|DiffLemma) ?:  )?([^ ]+) (?:\\(([a-z-]+)\\))?: (.*) \\((\\d+) steps\\)");

    @Test
    void printsVerdictsPerFile() {
        Summary.File first = new Summary.File(
                "a.spthy",
                null,
                1.234,
                2,
                true,
                List.of(
                        new Result("safe", null, TraceQuantifier.ALL_TRACES, Status.COMPLETE, 33),
                        new Result("possible", null, TraceQuantifier.EXISTS_TRACE, Status.INCOMPLETE, 1)));
        Summary.File second = new Summary.File(
                "b.spthy",
                "out.spthy",
                0.05,
                0,
                false,
                List.of(
                        new Result("l", Side.RIGHT, TraceQuantifier.ALL_TRACES, Status.TRACE_FOUND, 5),
                        new Result("eq", null, null, Status.UNFINISHABLE, 7)));
        assertEquals("""

                ==============================================================================
                summary of summaries:

                analyzed: a.spthy

                  processing time: 1.23s
                \s\s
                  WARNING: 2 wellformedness check failed!
                           The analysis results might be wrong!
                \s\s
                  safe (all-traces): verified (33 steps)
                  possible (exists-trace): analysis incomplete (1 steps)

                analyzed: b.spthy

                  output:          out.spthy
                  processing time: 0.05s
                \s\s
                  RHS :  l (all-traces): falsified - found trace (5 steps)
                  DiffLemma:  eq : analysis cannot be finished (reducible operators in subterms) (7 steps)

                ==============================================================================
                """, Summary.text(List.of(first, second)));
    }

    @Test
    void printsTheRecordedSummaries() throws IOException {
        int n = 0;
        for (Path p : ReferenceRoundTripTest.references()) {
            String file = Files.readString(p);
            int from = file.lastIndexOf("/* Output\n");
            if (from >= 0) {
                String expected = file.substring(from + 10, file.lastIndexOf("*/"));
                assertEquals(expected, Summary.text(List.of(read(expected))), p.toString());
                n++;
            }
        }
        assertTrue(n > 0);
    }

    private static Summary.File read(String text) {
        String path = "";
        String output = null;
        double seconds = 0;
        int problems = 0;
        List<Result> results = new ArrayList<>();
        for (String line : text.split("\n")) {
            String value = line.substring(line.indexOf(':') + 1).strip();
            if (line.startsWith("analyzed: ")) {
                path = value;
            } else if (line.startsWith("  output:")) {
                output = value;
            } else if (line.startsWith("  processing time:")) {
                seconds = Double.parseDouble(value.substring(0, value.length() - 1));
            } else if (line.startsWith("  WARNING")) {
                problems = Integer.parseInt(value.substring(0, value.indexOf(' ')));
            } else {
                Matcher m = LINE.matcher(line);
                if (m.matches()) {
                    results.add(result(m));
                }
            }
        }
        return new Summary.File(path, output, seconds, problems, text.contains("might be wrong"), results);
    }

    private static Result result(Matcher m) {
        TraceQuantifier quantifier = null;
        for (TraceQuantifier q : TraceQuantifier.values()) {
            quantifier = q.text().equals(m.group(3)) ? q : quantifier;
        }
        Side side = "LHS".equals(m.group(1)) ? Side.LEFT : "RHS".equals(m.group(1)) ? Side.RIGHT : null;
        for (Status s : Status.values()) {
            if (s.text(quantifier == null ? TraceQuantifier.ALL_TRACES : quantifier)
                    .equals(m.group(4))) {
                return new Result(m.group(2), side, quantifier, s, Long.parseLong(m.group(5)));
            }
        }
        throw new AssertionError(m.group());
    }
}
