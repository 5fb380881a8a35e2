package org.troop.solver.search;

/** Whether a subtree that was closed once is taken again where its system comes again. The proofs are the same. */
public enum SubgoalSharing {
    OFF,
    ON,
    /** What is taken again is also searched again, and must be the same: a difference is an error of this program. */
    CHECKED
}
