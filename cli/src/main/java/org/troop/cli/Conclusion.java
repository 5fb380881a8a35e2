package org.troop.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.LemmaResult;

/** What a run amounts to, for the lemmas that were selected. */
final class Conclusion {
    private final LoadedTheory theory;
    private final Map<String, LemmaResult> all;
    private final List<LemmaResult> results;

    /** @param results of all lemmas, by name */
    Conclusion(LoadedTheory theory, LemmaPatterns selected, Map<String, LemmaResult> results) {
        this.theory = theory;
        all = results;
        this.results = results.values().stream()
                .filter(r -> selected.matches(r.lemma()))
                .toList();
    }

    boolean isConclusive() {
        return results.stream().allMatch(r -> Verdict.of(r) != Verdict.OPEN);
    }

    /** Lines about the rankings that won races. */
    List<String> winners() {
        Map<String, String> winners = new LinkedHashMap<>();
        for (LemmaResult r : results) {
            if (r.race() != null) {
                winners.put(r.lemma().name(), r.race().winner());
            }
        }
        return RaceLines.attributes(winners);
    }

    /** A line for each lemma that rests on others that were not proved. */
    List<String> assumptions() {
        Assumptions assumptions = new Assumptions(theory.closed());
        List<String> out = new ArrayList<>();
        for (LemmaResult r : results) {
            List<String> unproved = assumptions.unproved(r, all);
            if (!unproved.isEmpty()) {
                out.add("  " + r.lemma().name() + " is " + Verdict.text(r)
                        + " only if these lemmas hold, which this run" + " did not prove: "
                        + String.join(", ", unproved));
            }
        }
        return out;
    }

    /** A line for each lemma whose comment expects something else. */
    List<String> mismatches(Map<String, TheoryText.Expected> expected) {
        List<String> out = new ArrayList<>();
        for (LemmaResult r : results) {
            TheoryText.Expected e = expected.get(r.lemma().name());
            if (e != null && !e.isMetBy(Verdict.text(r), r.steps())) {
                out.add("  " + r.lemma().name() + ": expected " + e + ", found " + Verdict.text(r) + " (" + r.steps()
                        + " steps)");
            }
        }
        return out;
    }

    /** The run in one line. */
    String line(double seconds, Map<String, TheoryText.Expected> expected, int mismatches, @Nullable Path output) {
        StringBuilder out = new StringBuilder(Verdict.count(results.size(), "lemma"));
        String separator = ": ";
        for (Verdict v : Verdict.values()) {
            List<String> names = results.stream()
                    .filter(r -> Verdict.of(r) == v)
                    .map(r -> r.lemma().name())
                    .toList();
            if (!names.isEmpty()) {
                out.append(separator).append(words(v, names));
                separator = ", ";
            }
        }
        if (!expected.isEmpty()) {
            long compared = results.stream()
                    .filter(r -> expected.containsKey(r.lemma().name()))
                    .count();
            out.append(separator)
                    .append(mismatches == 0 ? compared + " as expected" : mismatches + " other than expected");
        }
        out.append("; ").append(Verdict.seconds(seconds));
        if (output != null) {
            out.append("; proofs in ").append(output);
        }
        return out.toString();
    }

    /** Names are given for what needs a look, if they are few. */
    private static String words(Verdict v, List<String> names) {
        String word = switch (v) {
            case VERIFIED -> "verified";
            case FALSIFIED -> "falsified";
            case OPEN -> "without a verdict";
        };
        String which = v == Verdict.VERIFIED || names.size() > 4 ? "" : " (" + String.join(", ", names) + ")";
        return names.size() + " " + word + which;
    }
}
