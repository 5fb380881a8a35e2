package org.troop.solver.reduce;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import org.troop.term.store.TermStore;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Rule;

/** The rules of a theory by the facts that they offer, in the order in which the solver tries them. Shared, immutable. */
public final class RuleIndex {
    /** A rule and the position of one of its conclusions or actions. */
    public record Offer(Rule rule, int position) {}

    private static final List<Offer> NONE = List.of();

    private final List<List<Offer>> conclusions;
    private final List<List<Offer>> actions;
    private final Int2IntOpenHashMap actionCount = new Int2IntOpenHashMap();

    public RuleIndex(ClosedTheory theory) {
        TermStore s = theory.base();
        conclusions = new ArrayList<>();
        actions = new ArrayList<>();
        for (int h = 0; h < theory.heads().count(); h++) {
            conclusions.add(NONE);
            actions.add(NONE);
        }
        for (Rule r : theory.protocol()) {
            enter(s, conclusions, r, r.conclusions());
            enter(s, actions, r, r.actions());
        }
        for (Rule r : theory.construction()) {
            enter(s, conclusions, r, r.conclusions());
        }
        for (Rule r : theory.destruction()) {
            enter(s, actions, r, r.actions());
        }
        for (Rule r : theory.construction()) {
            enter(s, actions, r, r.actions());
        }
        for (int h = 0; h < actions.size(); h++) {
            actionCount.put(h, actions.get(h).size());
        }
    }

    private static void enter(TermStore s, List<List<Offer>> index, Rule r, int[] facts) {
        for (int i = 0; i < facts.length; i++) {
            int h = s.head(facts[i]);
            if (index.get(h).isEmpty()) {
                index.set(h, new ArrayList<>());
            }
            index.get(h).add(new Offer(r, i));
        }
    }

    /** Conclusions with this tag of protocol, then construction rules. */
    public List<Offer> conclusions(int factHead) {
        return conclusions.get(factHead);
    }

    /** Actions with this tag of protocol, destruction, then construction rules. */
    public List<Offer> actions(int factHead) {
        return actions.get(factHead);
    }

    /** Whether exactly one rule offers the action, at exactly one position. */
    public boolean isUnambiguous(int factHead) {
        return actionCount.get(factHead) == 1;
    }
}
