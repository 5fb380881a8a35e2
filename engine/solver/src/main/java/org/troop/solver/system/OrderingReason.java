package org.troop.solver.system;

/** Why a system orders two nodes. Equality and order of systems ignore it; graphs show it as the colour of an edge. */
public enum OrderingReason {
    FORMULA,
    INJECTIVE_FACTS,
    FRESH,
    ADVERSARY,
    NORMAL_FORM
}
