package org.troop.theory.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.troop.theory.print.Report.Problem;

class ReportTest {
    private static final List<Problem> PROBLEMS = List.of(
            new Problem(Report.topic("Unbound variables"), unbound("rule `Fresh_A' has unbound variables: ", "~z, q")),
            new Problem(Report.topic("Unbound variables"), unbound("rule `B' has unbound variables: ", "y")),
            new Problem(
                    Report.topic("Lemma annotations"),
                    Doc.text("Lemma").spaced("`t':").spaced("cannot reuse 'exists-trace' lemmas")));

    private static Doc unbound(String head, String variables) {
        return Doc.text(head).aboveStrict(Doc.text(variables).nest(2));
    }

    @Test
    void groupsAdjacentEntriesUnderTheirTopic() {
        assertEquals("""
                WARNING: the following wellformedness checks failed!

                Unbound variables
                =================

                  rule `Fresh_A' has unbound variables:\s
                    ~z, q
                \s\s
                  rule `B' has unbound variables:\s
                    y

                Lemma annotations
                =================

                  Lemma `t': cannot reuse 'exists-trace' lemmas""", Report.text(PROBLEMS));
    }

    @Test
    void hasAnEmptyLineBeforeAndBehindWhenItEndsTheRun() {
        String text = Report.abortText(PROBLEMS.subList(2, 3));
        assertEquals("""

                WARNING: the following wellformedness checks failed!

                Lemma annotations
                =================

                  Lemma `t': cannot reuse 'exists-trace' lemmas
                """, text);
    }

    @Test
    void isOneLineWithoutProblems() {
        assertEquals(
                "/* All wellformedness checks were successful. */",
                Doc.blockComment(Doc.text(Report.text(List.of()))).toString());
    }
}
