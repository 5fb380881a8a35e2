package org.troop.cli.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.troop.cli.LemmaLimits;
import org.troop.cli.Settings;
import org.troop.solver.source.SourceComputation.Limits;

/** Settings as words of a command line; what is as always is left out. */
public final class OptionWords {
    private OptionWords() {}

    public static List<String> of(Settings s) {
        List<String> out = new ArrayList<>();
        s.defines().forEach(d -> out.add("-D=" + d));
        if (s.strategy() != null) {
            out.add("--stop-on-trace=" + s.strategy().name().toLowerCase(Locale.ROOT));
        }
        if (s.bound() != Integer.MAX_VALUE) {
            out.add("--bound=" + s.bound());
        }
        if (s.heuristic() != null) {
            out.add("--heuristic=" + s.heuristic());
        }
        if (!s.race().isEmpty()) {
            out.add("--race=" + String.join(",", s.race()));
        }
        if (s.firstTraceEnds()) {
            out.add("--first-trace");
        }
        if (!s.oracle().isEmpty()) {
            out.add("--oraclename=" + s.oracle());
        }
        if (s.limits().openChains() != Limits.DEFAULT.openChains()) {
            out.add("--open-chains=" + s.limits().openChains());
        }
        if (s.limits().saturation() != Limits.DEFAULT.saturation()) {
            out.add("--saturation=" + s.limits().saturation());
        }
        if (s.autoSources()) {
            out.add("--auto-sources");
        }
        if (s.specialisation() != Settings.Specialisation.NONE) {
            out.add("--partial-evaluation");
        }
        limits(s.lemmaLimits(), out);
        return out;
    }

    private static void limits(LemmaLimits l, List<String> out) {
        if (l.seconds() != LemmaLimits.NONE) {
            out.add("--timeout=" + l.seconds());
        }
        if (l.bytes() != LemmaLimits.NONE) {
            out.add("--max-memory=" + (l.bytes() >> 20) + "M");
        }
        if (l.steps() != LemmaLimits.NONE) {
            out.add("--max-steps=" + l.steps());
        }
    }
}
