package org.troop.solver.search;

import org.troop.theory.guard.UnguardedException;

/** A lemma whose guarded form is needed has none. */
public final class UnguardedLemmaException extends RuntimeException {
    UnguardedLemmaException(UnguardedException cause) {
        super(cause.getMessage(), cause);
    }
}
