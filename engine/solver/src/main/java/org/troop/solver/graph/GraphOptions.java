package org.troop.solver.graph;

/**
 * How a system is drawn.
 *
 * @param compression adversary and Fresh steps that add nothing are hidden
 * @param compact steps of the adversary are ellipses with a name instead of records with all facts
 * @param abbreviations long terms that occur often get a short name and a legend
 * @param level of simplification, 0 to 3: from 2 on orderings that follow from others are left out, but for those of
 *     formulas and the adversary, which only level 3 leaves out
 * @param hidesAutoActions actions of generated sources lemmas are not shown
 * @param clustersByName rules with similar names are grouped, instead of rules of one role
 */
public record GraphOptions(
        boolean compression,
        boolean compact,
        boolean abbreviations,
        int level,
        boolean hidesAutoActions,
        boolean clustersByName) {
    /** What files of graphs are written with. */
    public static final GraphOptions DEFAULT = new GraphOptions(true, true, true, 2, false, false);

    /** The options as they stand in the labels of graphs: {@code SL2-AS0-CL0-A1-C1-NB}. */
    public String label() {
        return "SL" + level + "-AS" + bit(hidesAutoActions) + "-CL" + bit(clustersByName) + "-A" + bit(abbreviations)
                + "-C" + bit(compression) + (compact ? "-NB" : "-NF");
    }

    private static int bit(boolean b) {
        return b ? 1 : 0;
    }
}
