package org.troop.solver.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.solver.graph.Graph.Instance;
import org.troop.theory.close.RuleInfo;
import org.troop.theory.syntax.RuleAttribute;

/** A soft colour for each rule: hues of four groups of rules, spread over the instances in a group. */
final class RulePalette {
    private static final int GROUPS = 4;

    /** Name and attributes. */
    private record Key(String name, List<RuleAttribute> attributes) {}

    private final Map<Key, Rgb> colours = new HashMap<>();

    private RulePalette() {}

    static RulePalette of(Collection<Instance> instances) {
        int[] size = new int[GROUPS];
        instances.forEach(i -> size[group(i.rule().kind())]++);
        RulePalette p = new RulePalette();
        int[] seen = new int[GROUPS];
        for (Instance i : instances) {
            int g = group(i.rule().kind());
            double x = (g + 0.2 + 0.6 * seen[g]++ / size[g]) / GROUPS;
            double turn = x + 1 + 18.0 / 360 / 360 - 0.125;
            p.colours.put(key(i.rule()), Rgb.ofHsv(360 * (turn - Math.floor(turn)), 0.3, 0.8 + 0.15 * x));
        }
        return p;
    }

    private static int group(RuleInfo.Kind k) {
        return switch (k) {
            case DESTRUCTION, IEQUALITY -> 0;
            case PROTOCOL, IRECV -> 1;
            case CONSTRUCTION, COERCE, PUB, NAT, FRESH_NAME -> 2;
            case FRESH, ISEND -> 3;
        };
    }

    private static Key key(RuleInfo r) {
        return new Key(r.name(), r.attributes());
    }

    /** The rule's own colour, or that of the palette. */
    Rgb colour(RuleInfo r) {
        Rgb own = own(r);
        return own != null ? own : colours.get(key(r));
    }

    /** The colour that the rule declares; null if it does not. */
    static @Nullable Rgb own(RuleInfo r) {
        for (RuleAttribute a : r.attributes()) {
            if (a instanceof RuleAttribute.Color c) {
                return new Rgb((c.rgb() >> 16 & 255) / 255.0, (c.rgb() >> 8 & 255) / 255.0, (c.rgb() & 255) / 255.0);
            }
        }
        return null;
    }
}
