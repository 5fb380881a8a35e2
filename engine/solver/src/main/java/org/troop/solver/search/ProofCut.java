package org.troop.solver.search;

/** Which part of an expanded tree is the proof. */
public sealed interface ProofCut {
    /** All of it. */
    record Whole() implements ProofCut {}

    /** The path to a trace alone. */
    record PathTo(int[] choices) implements ProofCut {}

    /** Everything down to a depth; what is below is said to be left out. */
    record Level(int depth) implements ProofCut {}

    /** Everything up to the first node that is left open; behind it, every step with cases is left out. */
    record UntilSorry() implements ProofCut {}
}
