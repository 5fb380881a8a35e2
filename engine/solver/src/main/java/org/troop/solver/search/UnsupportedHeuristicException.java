package org.troop.solver.search;

/** A heuristic that this version does not execute. */
public final class UnsupportedHeuristicException extends RuntimeException {
    UnsupportedHeuristicException(String what) {
        super("heuristics with " + what + " are not supported yet");
    }
}
