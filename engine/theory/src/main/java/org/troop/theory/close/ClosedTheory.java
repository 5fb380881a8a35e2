package org.troop.theory.close;

import java.util.List;
import java.util.Map;
import org.troop.term.Signature;
import org.troop.term.store.AcSolver;
import org.troop.term.store.Heads;
import org.troop.term.store.TermStore;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/**
 * A theory with everything computed that proving needs before sources: rules modulo AC, rules of the adversary, injective
 * facts, restrictions (Tamarin manual, "Precomputation"; Schmidt 2012, chapter 3). Immutable after {@link Closing}; all
 * terms are in {@link #base}, which nobody changes any more: provers work on {@linkplain TermStore#fork forks}.
 *
 * @param ruleItems one entry per rule item in file order, for printing
 * @param protocol {@code isend}, {@code irecv}, then the protocol rules
 * @param destruction all {@code d_...} rules
 * @param construction {@code c_...} rules, coerce, pub, fresh, nat
 * @param injective in tag order
 * @param restrictions guarded forms (terms), in file order
 * @param safety whether the restriction of the same index is a safety formula
 */
public record ClosedTheory(
        Theory theory,
        Signature signature,
        Heads heads,
        TermStore base,
        AcSolver ac,
        List<ClosedRule> ruleItems,
        List<Rule> protocol,
        List<Rule> destruction,
        List<Rule> construction,
        SpecialHeads special,
        List<InjectiveFact> injective,
        int[] restrictions,
        boolean[] safety,
        boolean allDestructionsAreSubtermRules) {

    /** A rule item with its closed forms (more than one only for hand-written variants). */
    public record ClosedRule(RuleE rule, List<RuleAC> closed, boolean trivial) {}

    /**
     * Heads of rules and facts that the solver builds itself. Rule heads take four SEQ arguments (premises, conclusions,
     * actions, new variables).
     *
     * @param withRemaining for a destruction rule's head: the heads of the same rule with 0, 1, ... remaining applications
     */
    public record SpecialHeads(
            int fr,
            int out,
            int in,
            int ku,
            int kd,
            int known,
            int fresh,
            int isend,
            int irecv,
            int coerce,
            int constructXor,
            int destructUnion,
            Map<Integer, int[]> withRemaining) {}

    /** How an argument of an injective fact changes along its chain of instances. */
    public enum Behaviour {
        UNSPECIFIED("?"),
        CONSTANT("="),
        INCREASING("≤"),
        DECREASING("≥"),
        STRICTLY_INCREASING("<"),
        STRICTLY_DECREASING(">"),
        UNSTABLE(".");

        private final String text;

        Behaviour(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** @param behaviours per argument after the first, per element of its right spine */
    public record InjectiveFact(FactTag tag, int head, List<List<Behaviour>> behaviours) {}

    /** All lemmas of the theory in file order. */
    public List<Item.Lemma> lemmas() {
        return theory.all(Item.Lemma.class);
    }
}
