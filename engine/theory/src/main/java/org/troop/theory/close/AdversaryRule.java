package org.troop.theory.close;

/** A rule of the adversary before it becomes a {@link Rule}. */
record AdversaryRule(RuleInfo info, RuleBody body) {
    boolean isDestruction() {
        return info.kind() == RuleInfo.Kind.DESTRUCTION;
    }

    // Written out: generated methods of records are linked at run time, which start-up would pay for.

    @Override
    public boolean equals(Object o) {
        return o instanceof AdversaryRule r && info.equals(r.info) && body.equals(r.body);
    }

    @Override
    public int hashCode() {
        return 31 * info.hashCode() + body.hashCode();
    }
}
