package org.troop.theory.syntax;

/**
 * A proof as a printer or checker walks it: read from a file ({@link ProofNode}) or found by a search. Trees may be very
 * deep: walk them with an explicit stack.
 */
public interface ProofTree {
    ProofMethod method();

    /** Whether the step belongs to a constraint system; those below an invalid step of a replayed script do not. */
    boolean isAnnotated();

    int caseCount();

    /** Name of a case; ascending by code points. Empty when the method has a single unnamed case. */
    String caseName(int index);

    ProofTree subproof(int index);
}
