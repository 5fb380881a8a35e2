package org.troop.term.ac;

/** Steps a query may still take. A step is a bounded piece of work (one equation, one Diophantine state, one selection). */
final class Budget {
    private final long limit;
    private long left;

    Budget(long limit) {
        this.limit = limit;
        this.left = limit;
    }

    void refill() {
        left = limit;
    }

    void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw new AcLimitException("equational reasoning exceeded its limit of " + limit + " steps");
        }
    }

    long used() {
        return limit - left;
    }
}
