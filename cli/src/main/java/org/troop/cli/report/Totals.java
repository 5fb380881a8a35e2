package org.troop.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Outcome;

/** What a sweep amounts to, in words. */
final class Totals {
    private Totals() {}

    /** {@code 91 lemmas: 88 verified, 3 incomplete}. */
    static String line(SweepReport r) {
        List<String> parts = new ArrayList<>();
        for (Outcome o : Outcome.values()) {
            long n = r.count(o);
            if (n > 0) {
                parts.add(n + " " + o.word());
            }
        }
        int all = r.entries().size();
        return all + (all == 1 ? " lemma" : " lemmas") + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    /** Sums over the lemmas that were proved, each once; empty if nothing was measured. */
    static String cost(SweepReport r) {
        double wall = 0;
        double cpu = 0;
        long memory = 0;
        boolean isKnown = false;
        for (Entry e : r.entries()) {
            if (!e.repeats() && e.cost().seconds() >= 0) {
                isKnown = true;
                wall += e.cost().seconds();
                cpu += Math.max(0, e.cost().cpuSeconds());
                memory = Math.max(memory, e.cost().bytes());
            }
        }
        return !isKnown
                ? ""
                : String.format(Locale.ROOT, "seconds of all lemmas: %,.1f", wall)
                        + (cpu > 0 ? String.format(Locale.ROOT, ", of processors: %,.1f", cpu) : "")
                        + (memory > 0
                                ? String.format(Locale.ROOT, "; most memory of a search: %,d MB", memory >> 20)
                                : "");
    }
}
