package org.troop.theory.close;

/** A rule of the adversary before it becomes a {@link Rule}. */
record AdversaryRule(RuleInfo info, RuleBody body) {
    boolean isDestruction() {
        return info.kind() == RuleInfo.Kind.DESTRUCTION;
    }
}
