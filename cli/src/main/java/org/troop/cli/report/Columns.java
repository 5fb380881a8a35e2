package org.troop.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.solver.search.RaceReport;

/** The columns of a table of lemmas: those that say something in this report. */
enum Columns {
    LEMMA("lemma", false, Entry::lemma, Entry::lemma),
    VERDICT("verdict", false, Columns::verdict, e -> e.outcome().word()),
    STEPS("steps", true, e -> count(e.steps()), e -> Long.toString(e.steps())),
    SECONDS(
            "seconds",
            true,
            e -> seconds(e.cost().seconds()),
            e -> Double.toString(e.cost().seconds())),
    CPU(
            "CPU s",
            true,
            e -> seconds(e.cost().cpuSeconds()),
            e -> Double.toString(e.cost().cpuSeconds())),
    MEMORY(
            "memory, MB",
            true,
            e -> megabytes(e.cost().bytes()),
            e -> Long.toString(e.cost().bytes())),
    NODES(
            "nodes",
            true,
            e -> count(e.cost().nodes()),
            e -> Long.toString(e.cost().nodes())),
    CACHE(
            "cache hits",
            true,
            e -> count(e.cost().cacheHits()),
            e -> Long.toString(e.cost().cacheHits())),
    WINNER("race", false, Columns::race, Entry::winner);

    /** Assumptions that are named in a cell. */
    private static final int MOST_NAMES = 3;

    private final String title;
    private final boolean isNumber;
    private final Function<Entry, String> text;
    private final Function<Entry, String> key;

    Columns(String title, boolean isNumber, Function<Entry, String> text, Function<Entry, String> key) {
        this.title = title;
        this.isNumber = isNumber;
        this.text = text;
        this.key = key;
    }

    String title() {
        return title;
    }

    boolean isNumber() {
        return isNumber;
    }

    /** What stands in the column; empty if it is not known. */
    String text(Entry e) {
        return text.apply(e);
    }

    /** By what a column is sorted. */
    String key(Entry e) {
        return key.apply(e);
    }

    static List<Columns> of(SweepReport r) {
        List<Columns> out = new ArrayList<>();
        for (Columns c : values()) {
            if (c == LEMMA
                    || c == VERDICT
                    || c == STEPS
                    || r.entries().stream().anyMatch(e -> !c.text(e).isEmpty())) {
                out.add(c);
            }
        }
        return out;
    }

    /** The verdict with what there is to say about it. */
    static String verdict(Entry e) {
        StringBuilder out = new StringBuilder(e.outcome().word());
        if (e.expected() != null) {
            out.append(
                    e.expected().isMet()
                            ? ", as expected"
                            : ", expected: " + e.expected().verdict());
        }
        if (e.stopped() != null && !e.outcome().isConclusive()) {
            out.append(": ").append(e.stopped());
        } else if (e.outcome() == SweepReport.Outcome.INCOMPLETE) {
            out.append(": ").append(e.summary());
        }
        if (!e.assumptions().isEmpty()) {
            int n = e.assumptions().size();
            out.append(", assuming ")
                    .append(String.join(", ", e.assumptions().subList(0, Math.min(n, MOST_NAMES))))
                    .append(n > MOST_NAMES ? " and " + (n - MOST_NAMES) + " more" : "");
        }
        return e.repeats() ? out.append(" (see above)").toString() : out.toString();
    }

    /** Who won a race against whom, or how the rankings ended that raced in vain. */
    private static String race(Entry e) {
        RaceReport race = e.race();
        if (race == null) {
            return "";
        }
        String others = race.entrants().stream()
                .filter(r -> r.fate() != RaceReport.Fate.WON)
                .map(RaceReport.Entrant::heuristic)
                .collect(Collectors.joining(", "));
        return race.winner().isEmpty() ? "none of " + others : race.winner() + " before " + others;
    }

    private static String count(long n) {
        return n < 0 ? "" : String.format(Locale.ROOT, "%,d", n);
    }

    private static String seconds(double s) {
        return s < 0 ? "" : String.format(Locale.ROOT, s < 100 ? "%.2f" : "%,.0f", s);
    }

    private static String megabytes(long bytes) {
        return bytes < 0 ? "" : String.format(Locale.ROOT, "%,d", (bytes + (1 << 20) - 1) >> 20);
    }
}
