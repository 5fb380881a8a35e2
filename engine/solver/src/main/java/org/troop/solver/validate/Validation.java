package org.troop.solver.validate;

/** What is known about a trace after it was checked. */
public sealed interface Validation {
    /** There is a run of the rules on which the restrictions hold and the lemma is decided as claimed. */
    record Valid() implements Validation {}

    /** No run that was tried is one; the reason is that of the run that came furthest. */
    record Mismatch(String reason) implements Validation {}

    /** The check gave up, for instance at a limit. This is no statement about the trace. */
    record NotValidated(String reason) implements Validation {}
}
