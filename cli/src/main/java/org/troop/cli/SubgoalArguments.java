package org.troop.cli;

import org.troop.solver.search.SubgoalSharing;
import picocli.CommandLine.Option;

/** Whether closed subtrees are taken again. */
public final class SubgoalArguments {
    @Option(
            names = "--cache-subgoals",
            description =
                    "Take subtrees again that were closed before, in this lemma or another one of the run. The proofs are the"
                            + " same; it seldom saves much. Not with --workers, a bound, --max-steps or oracles.")
    private boolean takesAgain;

    @Option(
            names = "--verify-cache",
            description = "The same, and search each of them again: a difference is an internal error.")
    private boolean verifies;

    /** Adds what was said; what was not keeps its value. */
    public void addTo(SettingsBuilder s) {
        if (takesAgain || verifies) {
            s.subgoals(verifies ? SubgoalSharing.CHECKED : SubgoalSharing.ON);
        }
    }
}
