package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;

/** The wellformedness report. */
public final class Report {
    public static final String NO_PROBLEMS = "All wellformedness checks were successful.";
    private static final String HEAD = "WARNING: the following wellformedness checks failed!";

    private Report() {}

    /**
     * One entry.
     *
     * @param topic {@link #topic}, possibly with an explanation behind it; adjacent entries with equal topics are grouped
     */
    public record Problem(String topic, Doc text) {}

    /** A title with its underline. */
    public static String topic(String title) {
        return title + "\n" + "=".repeat(title.codePointCount(0, title.length())) + "\n";
    }

    /** The entries under their topics. */
    public static Doc doc(List<Problem> problems) {
        List<Doc> groups = new ArrayList<>();
        for (int i = 0; i < problems.size(); ) {
            String topic = problems.get(i).topic();
            List<Doc> texts = new ArrayList<>();
            for (; i < problems.size() && problems.get(i).topic().equals(topic); i++) {
                addWithGap(texts, problems.get(i).text());
            }
            addWithGap(groups, Doc.text(topic).aboveStrict(Doc.vcat(texts).nest(2)));
        }
        return Doc.vcat(groups);
    }

    private static void addWithGap(List<Doc> out, Doc d) {
        if (!out.isEmpty()) {
            out.add(Doc.text(""));
        }
        out.add(d);
    }

    /** The text of the comment at the end of a theory. */
    public static String text(List<Problem> problems) {
        return problems.isEmpty()
                ? NO_PROBLEMS
                : Layout.LINE.render(Doc.text(HEAD).paragraph(doc(problems)));
    }

    /** What is printed instead of the theory when warnings are to stop the run. */
    public static String abortText(List<Problem> problems) {
        return Doc.vcat(List.of(Doc.text(""), Doc.text(HEAD), Doc.text(""), doc(problems), Doc.text("")))
                .toString();
    }
}
