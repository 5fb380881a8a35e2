package org.troop.theory.syntax;

import java.util.List;

/**
 * A goal ranking written in the theory.
 *
 * @param presort letters of the ranking applied first, "s" if not written
 */
public record Tactic(String name, String presort, List<Block> prio, List<Block> deprio) {
    public Tactic {
        prio = List.copyOf(prio);
        deprio = List.copyOf(deprio);
    }

    /**
     * A {@code prio} or {@code deprio} block.
     *
     * @param ranking {@code id} (also when not written) or {@code smallest}; not checked when read
     */
    public record Block(String ranking, List<Selector> selectors) {
        public Block {
            selectors = List.copyOf(selectors);
        }
    }

    /** A Boolean combination of goal predicates. */
    public sealed interface Selector {
        /** A predicate applied to its quoted parameters; neither is checked when read. */
        record Call(String function, List<String> parameters) implements Selector {
            public Call {
                parameters = List.copyOf(parameters);
            }
        }

        record Not(Selector body) implements Selector {}

        record And(Selector left, Selector right) implements Selector {}

        record Or(Selector left, Selector right) implements Selector {}
    }
}
