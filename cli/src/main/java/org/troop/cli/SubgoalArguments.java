package org.troop.cli;

import org.troop.solver.search.SubgoalSharing;
import picocli.CommandLine.Option;

/** Whether closed subtrees are taken again. */
public final class SubgoalArguments {
    @Option(
            names = "--cache-subgoals",
            description =
                    "Take subtrees again that were closed before, in this lemma or another one of the run. The proofs are the"
                            + " same; it seldom saves much. Only in one process; no effect with a bound, --max-steps or oracles.")
    private boolean takesAgain;

    @Option(
            names = "--verify-cache",
            description = "The same, and search each of them again: a difference is an internal error.")
    private boolean verifies;

    /**
     * @param place an option that has other processes prove
     * @throws UsageException if they are asked for something that they do not have
     */
    public void requireNone(String place) {
        if (takesAgain || verifies) {
            throw new UsageException(place + " goes without " + (verifies ? "--verify-cache" : "--cache-subgoals"));
        }
    }

    /** Adds what was said; what was not keeps its value. */
    public void addTo(SettingsBuilder s) {
        if (takesAgain || verifies) {
            s.subgoals(verifies ? SubgoalSharing.CHECKED : SubgoalSharing.ON);
        }
    }
}
