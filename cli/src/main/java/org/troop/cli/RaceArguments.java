package org.troop.cli;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether several rankings race for each lemma, and whether any trace ends a search. */
public final class RaceArguments {
    private static final int MOST = 20;
    private static final Pattern RANKINGS = Pattern.compile("([sScCiIpPoO]|\\{[^{}]+\\})+");

    @Option(
            names = "--race",
            paramLabel = "RANKINGS,...",
            description =
                    "Search each lemma with several goal rankings side by side, such as s,S,C,i or s,{tactic},o. The"
                            + " first one with a verdict wins and ends the others; which one that is depends on timing.")
    private @Nullable String race;

    @Option(
            names = "--first-trace",
            description =
                    "End a lemma's search at any trace, not at the first one in the order of its proof: sooner, but"
                            + " which trace is shown depends on timing.")
    private boolean firstTrace;

    /**
     * The rankings that race; empty without a race.
     *
     * @throws UsageException if they are none
     */
    List<String> rankings() {
        return race == null ? List.of() : rankings(race);
    }

    boolean isFirstTraceEnough() {
        return firstTrace;
    }

    boolean areGiven() {
        return race != null || firstTrace;
    }

    void addTo(SettingsBuilder s) {
        s.race(rankings(), firstTrace);
    }

    static List<String> rankings(String race) {
        List<String> out =
                Stream.of(race.split(",(?![^{]*})", -1)).map(String::strip).toList();
        if (out.size() < 2 || out.size() > MOST || new HashSet<>(out).size() < out.size()) {
            throw new UsageException("--race: found '" + race + "', expected 2 to " + MOST
                    + " different rankings with commas between them, such as s,S,C");
        }
        for (String r : out) {
            if (!RANKINGS.matcher(r).matches()) {
                throw new UsageException(
                        "--race: found '" + r + "', expected letters of s S c C i I p P o O, or {TACTIC}");
            }
        }
        return out;
    }
}
