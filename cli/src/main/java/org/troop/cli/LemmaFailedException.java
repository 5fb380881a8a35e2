package org.troop.cli;

import org.jspecify.annotations.Nullable;

/** What ended a run, with the lemma in whose proof it happened. */
public final class LemmaFailedException extends RuntimeException {
    private final @Nullable String lemma;
    private final Throwable reason;

    LemmaFailedException(@Nullable String lemma, Throwable reason) {
        super(reason);
        this.lemma = lemma;
        this.reason = reason;
    }

    @Nullable
    String lemma() {
        return lemma;
    }

    Throwable reason() {
        return reason;
    }
}
