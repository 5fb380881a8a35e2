package org.troop.theory.syntax;

/** What stands in brackets behind a rule's name. Kept in the order written, repetitions included. */
public sealed interface RuleAttribute {
    /** {@code color=#rrggbb}: colour of the rule's nodes, 24 bits. */
    record Color(int rgb) implements RuleAttribute {}

    /** {@code role="…"}: cluster of the rule's nodes in graphs. */
    record Role(String name) implements RuleAttribute {}

    /** {@code process="…"}: head text of the process a rule was translated from. Never comes from a file: ignored there. */
    record FromProcess(String text) implements RuleAttribute {}

    /** {@code no_derivcheck} or {@code derivchecks}: no message derivation check for this rule; prints as the latter. */
    record NoDerivationCheck() implements RuleAttribute {}

    /** {@code issapicrule}: translated from a process. */
    record SapicRule() implements RuleAttribute {}
}
