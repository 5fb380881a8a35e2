package org.troop.theory.close;

import org.jspecify.annotations.Nullable;

/**
 * A closed rule over the theory's base store: a protocol rule modulo AC with its variants, or a rule of the adversary.
 * Facts are terms whose head is the fact's tag. Arrays must not be changed.
 */
public final class Rule {
    /** Annotation bits of {@link #premiseAnnotations}. */
    public static final int SOLVE_FIRST = 1;

    public static final int SOLVE_LAST = 2;
    public static final int NO_PRECOMPUTATION = 4;

    private final RuleInfo info;
    private final int head;
    private final int[] premises;
    private final int[] conclusions;
    private final int[] actions;
    private final int[] newVariables;
    private final byte[] premiseAnnotations;
    private final int @Nullable [][] variants;
    private final int instance;

    Rule(
            RuleInfo info,
            int head,
            int[] premises,
            int[] conclusions,
            int[] actions,
            int[] newVariables,
            byte[] premiseAnnotations,
            int @Nullable [][] variants,
            int instance) {
        this.info = info;
        this.head = head;
        this.premises = premises;
        this.conclusions = conclusions;
        this.actions = actions;
        this.newVariables = newVariables;
        this.premiseAnnotations = premiseAnnotations;
        this.variants = variants;
        this.instance = instance;
    }

    public RuleInfo info() {
        return info;
    }

    /** Head of its instances in the store: {@code head(premises, conclusions, actions, new variables)}, each a SEQ. */
    public int head() {
        return head;
    }

    public int[] premises() {
        return premises;
    }

    public int[] conclusions() {
        return conclusions;
    }

    public int[] actions() {
        return actions;
    }

    public int[] newVariables() {
        return newVariables;
    }

    /** One byte of annotation bits per premise. */
    public byte[] premiseAnnotations() {
        return premiseAnnotations;
    }

    /** Fresh substitutions as sorted arrays, in set order; {@code [{}]} if trivial; null for rules of the adversary. */
    public int @Nullable [][] variants() {
        return variants;
    }

    /** The rule itself as an instance term. */
    public int instance() {
        return instance;
    }
}
