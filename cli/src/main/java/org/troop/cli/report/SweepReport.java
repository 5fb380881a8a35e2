package org.troop.cli.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.RaceReport;

/**
 * What is known of a sweep.
 *
 * @param name of the recipe, of the theory, or of the sweep on a coordinator
 * @param program the version of this program
 * @param written when; null where reports are to be compared
 * @param machine on what it was proved; empty if that is unknown or does not matter
 */
public record SweepReport(
        String name, String program, @Nullable Instant written, String machine, List<Task> tasks) {

    /**
     * Lemmas of a theory that are proved with the same options.
     *
     * @param file as it was named
     * @param theory its name; empty if that is not known
     * @param options of the search, as a command line would have them
     * @param warnings how many wellformedness checks failed; negative if that is not known
     */
    public record Task(
            String name, String file, String theory, List<String> options, int warnings, List<Entry> lemmas) {}

    /**
     * A lemma.
     *
     * @param quantifier {@code all-traces}, {@code exists-trace}, or empty if it is not known
     * @param summary in the words of a theory's summary, such as {@code falsified - found trace}
     * @param steps of the proof; negative if there is none
     * @param stopped why there is no verdict; null if there is one or nothing is known
     * @param expected what the file expects of it; null if it expects nothing
     * @param assumptions lemmas that the verdict rests on and that the sweep has not verified
     * @param race how several goal rankings ran side by side; null without a race
     * @param repeats it stands in the task a second time, and was proved once
     */
    public record Entry(
            String lemma,
            String quantifier,
            Outcome outcome,
            String summary,
            long steps,
            @Nullable String stopped,
            @Nullable Expected expected,
            Cost cost,
            List<Trace> traces,
            List<String> assumptions,
            @Nullable RaceReport race,
            boolean repeats) {
        public Entry again() {
            return new Entry(
                    lemma,
                    quantifier,
                    outcome,
                    summary,
                    steps,
                    stopped,
                    expected,
                    cost,
                    traces,
                    assumptions,
                    race,
                    true);
        }

        public Entry resting(List<String> on) {
            return new Entry(
                    lemma, quantifier, outcome, summary, steps, stopped, expected, cost, traces, on, race, repeats);
        }

        /** The ranking that won a race; empty if none did, and without a race. */
        public String winner() {
            return race == null ? "" : race.winner();
        }

        Entry free() {
            return new Entry(
                    lemma,
                    quantifier,
                    outcome,
                    summary,
                    race == null ? steps : -1,
                    stopped,
                    expected,
                    Cost.UNKNOWN,
                    race == null ? traces : List.of(),
                    assumptions,
                    null,
                    repeats);
        }
    }

    /** What came of a lemma. */
    public enum Outcome {
        VERIFIED("verified"),
        FALSIFIED("falsified"),
        /** The search ended without an answer: a limit, a bound, a proof that cannot be finished. */
        INCOMPLETE("incomplete"),
        /** The search could not be made. */
        FAILED("failed"),
        /** Not yet. */
        PENDING("not done");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** Whether it is an answer. */
        public boolean isConclusive() {
            return this == VERIFIED || this == FALSIFIED;
        }
    }

    /** What a file expects of a lemma, and whether that came out. */
    public record Expected(String verdict, boolean isMet) {}

    /**
     * What a lemma took; what is not known is negative.
     *
     * @param seconds of wall clock from its start to its end
     * @param cpuSeconds of the threads that worked for it
     * @param bytes the most memory that its search held, as the search estimates it
     * @param nodes expanded, those that the proof leaves out included
     * @param cacheHits subtrees that were found proved
     */
    public record Cost(double seconds, double cpuSeconds, long bytes, long nodes, long cacheHits) {
        public static final Cost UNKNOWN = new Cost(-1, -1, -1, -1, -1);
    }

    /**
     * A trace in a proof.
     *
     * @param path the names of the cases that lead to it
     * @param validation {@code valid}, {@code mismatch} or {@code not-validated}
     * @param reason why it was not validated, or what does not fit; null if it is valid
     * @param graph as Graphviz text; null if none was made
     */
    public record Trace(
            String path,
            String validation,
            @Nullable String reason,
            @Nullable String graph) {}

    /** Without what differs between two runs of the same sweep: date, machine, times, memory, nodes, proofs of races. */
    public SweepReport comparable() {
        return new SweepReport(
                name,
                program,
                null,
                "",
                tasks.stream()
                        .map(t -> new Task(
                                t.name,
                                t.file,
                                t.theory,
                                t.options,
                                t.warnings,
                                t.lemmas.stream().map(Entry::free).toList()))
                        .toList());
    }

    public List<Entry> entries() {
        return tasks.stream().flatMap(t -> t.lemmas.stream()).toList();
    }

    public long count(Outcome o) {
        return entries().stream().filter(e -> e.outcome == o).count();
    }
}
