package org.troop.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.theory.parse.ParseException;
import org.troop.theory.parse.TheoryParser;
import picocli.CommandLine.Option;

/** Whether several rankings race for each lemma, and whether any trace ends a search. */
public final class RaceArguments {
    private static final int MOST = 20;

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

    static List<String> rankings(String race) {
        List<String> out = split(race);
        if (out.size() < 2 || out.size() > MOST || new HashSet<>(out).size() < out.size()) {
            throw new UsageException("--race: found '" + race + "', expected 2 to " + MOST
                    + " different rankings with commas between them, such as s,S,C");
        }
        for (String r : out) {
            try {
                TheoryParser.rankings(r, "", "theory.spthy");
            } catch (ParseException | IllegalArgumentException e) {
                throw new UsageException("--race: found '" + r
                        + "', expected letters of s S c C i I p P o O, an oracle such" + " as o \"file\", or {tactic}");
            }
        }
        return out;
    }

    /** At commas outside of quotes and braces. */
    private static List<String> split(String text) {
        List<String> out = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        int braces = 0;
        for (char c : text.toCharArray()) {
            quoted ^= c == '"';
            braces += quoted ? 0 : c == '{' ? 1 : c == '}' ? -1 : 0;
            if (c == ',' && !quoted && braces == 0) {
                out.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        out.add(part.toString().strip());
        return out;
    }
}
