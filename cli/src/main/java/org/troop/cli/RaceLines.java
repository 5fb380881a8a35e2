package org.troop.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a user may want to write into a theory after races. */
public final class RaceLines {
    private RaceLines() {}

    /** @param winners the first ranking by lemma; empty where none was first */
    public static List<String> attributes(Map<String, String> winners) {
        List<String> out = new ArrayList<>();
        winners.forEach((lemma, w) -> {
            if (!w.isEmpty()) {
                out.add("  lemma " + lemma + " [heuristic=" + w + "]:");
            }
        });
        if (!out.isEmpty()) {
            out.addFirst("Attributes for the file, to search with the winners alone:");
        }
        return out;
    }
}
