package org.troop.solver.search;

/**
 * Hears what the searches of lemmas spend their time on, from the threads that search: each call must be quick and safe beside
 * others. Nothing is measured unless somebody watches.
 */
public interface ExpansionWatch {
    /** Nobody watches. */
    ExpansionWatch NONE = new ExpansionWatch() {
        @Override
        public long now() {
            return 0;
        }

        @Override
        public void expanded(ExpandedNode node) {}

        @Override
        public void sourcesTaken(long nanos) {}
    };

    /** A clock, in nanoseconds: the engine has none of its own. */
    long now();

    void expanded(ExpandedNode node);

    /**
     * The calling thread has the sources now: it computed them, waited for them or copied them. That is part of the time of
     * the node that it is expanding.
     */
    void sourcesTaken(long nanos);
}
