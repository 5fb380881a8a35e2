package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.Side;

/** The summary of summaries: for each file the warnings, and for each lemma its verdict and number of steps. */
public final class Summary {
    private static final Doc RULER = Doc.text("=".repeat(78));
    private static final Doc LINE = Doc.text("");

    private Summary() {}

    /** What a proof amounts to. */
    public enum Status {
        TRACE_FOUND,
        COMPLETE,
        INCOMPLETE,
        UNFINISHABLE,
        UNDETERMINED,
        INVALIDATED;

        /** For lemmas about all traces, and for diff lemmas with their attacks in the place of traces, or about some trace. */
        public String text(TraceQuantifier quantifier) {
            boolean exists = quantifier == TraceQuantifier.EXISTS_TRACE;
            return switch (this) {
                case TRACE_FOUND -> exists ? "verified" : "falsified - found trace";
                case COMPLETE -> exists ? "falsified - no trace found" : "verified";
                case INCOMPLETE -> "analysis incomplete";
                case UNFINISHABLE -> "analysis cannot be finished (reducible operators in subterms)";
                case UNDETERMINED -> "analysis undetermined";
                case INVALIDATED -> "proof has been invalidated";
            };
        }
    }

    /**
     * The result of one lemma.
     *
     * @param side in diff theories, of a lemma about one of the systems
     * @param quantifier null for a diff lemma
     * @param steps nodes of the proof tree
     */
    public record Result(
            String name, @Nullable Side side, @Nullable TraceQuantifier quantifier, Status status, long steps) {
        /** The line of the summary, without indentation. */
        public String text() {
            String count = " (" + steps + " steps)";
            if (quantifier == null) {
                return "DiffLemma:  " + name + " : " + status.text(TraceQuantifier.ALL_TRACES) + count;
            }
            String prefix = side == null ? "" : side.shortName() + " :  ";
            return prefix + name + " (" + quantifier.text() + "): " + status.text(quantifier) + count;
        }
    }

    /**
     * The results of one file.
     *
     * @param output file the theory was written to, null if it went to standard output
     * @param problems number of entries of the report
     * @param proving whether proofs were asked for
     * @param results lemmas in item order; in a diff theory first the lemmas of both sides, then the diff lemmas
     */
    public record File(
            String path,
            @Nullable String output,
            double seconds,
            int problems,
            boolean proving,
            List<Result> results) {}

    /** The block behind the theories, with a line break at the end. */
    public static String text(List<File> files) {
        List<Doc> out = new ArrayList<>(List.of(LINE, RULER, Doc.text("summary of summaries:"), LINE));
        for (File f : files) {
            out.add(block(f));
            out.add(LINE);
        }
        out.add(RULER);
        return Doc.vcat(out) + "\n";
    }

    private static Doc block(File f) {
        List<Doc> body = new ArrayList<>();
        if (f.output != null) {
            body.add(Doc.text("output:          " + f.output));
        }
        body.add(Doc.text("processing time: " + time(f.seconds)));
        body.add(LINE);
        body.add(warning(f.problems, f.proving).paragraph(results(f)));
        return Doc.vcat(List.of(
                Doc.text("analyzed: " + f.path), LINE, LINE, Doc.vcat(body).nest(2)));
    }

    private static Doc results(File f) {
        List<Doc> lines = new ArrayList<>(f.results.size());
        for (Result r : f.results) {
            lines.add(Doc.text(r.text()));
        }
        return Doc.vcat(lines);
    }

    /** The warning that stands before the results, also with {@code --precompute-only}; nothing without problems. */
    public static Doc warning(int problems, boolean proving) {
        if (problems == 0) {
            return Doc.empty();
        }
        Doc found = Doc.text("WARNING: " + problems + " wellformedness check failed!");
        return proving ? found.above(Doc.text("         The analysis results might be wrong!")) : found;
    }

    /** Seconds with two decimals. */
    private static String time(double seconds) {
        long hundredths = Math.round(seconds * 100);
        String rest = Long.toString(hundredths % 100);
        return hundredths / 100 + (rest.length() < 2 ? ".0" : ".") + rest + "s";
    }
}
