package org.troop.solver.derive;

/**
 * What the message derivation checks of a theory may cost, all rules together.
 *
 * <p>Seconds depend on the machine and its other work, and so would the report. Equational queries do not: proofs on one thread ask
 * the same ones everywhere. Who wants the reports of the original limits them: a theory in which it runs out of its time is one in
 * which it asks its external engine very often.
 *
 * @param seconds of wall time; 0: no checks are made, negative: any number
 * @param queries how many equational queries proofs may ask; all variables of theories with an equational engine are then
 *     decided by proofs, as in the original, or else there was nothing to count. {@link Long#MAX_VALUE}: any number
 */
public record DerivationLimit(int seconds, long queries) {
    /**
     * Queries that stand for a second. Of the theories that the original was seen to check in its 5 seconds none asks more than 1,227
     * queries; those in which it ran out of time ask more than 4,000.
     */
    private static final int QUERIES_PER_SECOND = 450;

    /** Wall time alone. */
    public static DerivationLimit inSeconds(int seconds) {
        return new DerivationLimit(seconds, Long.MAX_VALUE);
    }

    /** Wall time, and as many queries as stand for it. */
    public static DerivationLimit inQueries(int seconds) {
        return new DerivationLimit(seconds, seconds < 0 ? Long.MAX_VALUE : (long) QUERIES_PER_SECOND * seconds);
    }

    boolean isCounted() {
        return queries != Long.MAX_VALUE;
    }
}
