package org.troop.solver.auto;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.search.SharedSources;
import org.troop.solver.source.Source;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.Workspace;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.ClosedTheory.ClosedRule;
import org.troop.theory.close.Closing;
import org.troop.theory.close.VariantUnfolding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Item.TraceQuantifier;
import org.troop.theory.syntax.LemmaAttribute.Flag;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.Theory;

/**
 * Gives a theory with partial deconstructions a sources lemma. Its rules are unfolded into their variants, those where an
 * open chain starts or may have got its message from are annotated with actions, and the lemma {@code AUTO_typing} says of
 * these actions that a message was sent by an annotated rule or is known to the adversary (Cortier, Delaune, Dreier,
 * ESORICS 2020).
 */
public final class AutoSources {
    private static final String LEMMA = "AUTO_typing";

    private final AcSession session;
    private final Limits limits;
    private final Consumer<String> log;

    /**
     * @param session the session that the theory was closed with: it goes on numbering
     * @param log gets progress lines for standard error
     */
    public AutoSources(AcSession session, Limits limits, Consumer<String> log) {
        this.session = session;
        this.limits = limits;
        this.log = log;
    }

    /**
     * The theory to prove: the given one if its refined sources are complete; otherwise one with annotated rules, and the
     * lemma behind its items unless there is one of that name.
     *
     * @throws UnguardedException if a sources lemma has no guarded form
     */
    public ClosedTheory extend(ClosedTheory closed) throws UnguardedException {
        SharedSources sources = sources(closed);
        Workspace w = new Workspace(closed);
        if (!hasPartialDeconstructions(sources.in(w, true), w)) {
            return closed;
        }
        List<ClosedRule> unfolded = unfold(closed.ruleItems());
        if (unfolded.size() != closed.ruleItems().size() || !unfolded.equals(closed.ruleItems())) {
            ClosedTheory byVariants = close(withRules(closed.theory(), closed.ruleItems(), unfolded), unfolded);
            sources = sources(byVariants);
            w = new Workspace(byVariants);
        }
        SourceAnnotations annotations = new SourceAnnotations(unfolded, session);
        annotations.add(w, sources.in(w, false));
        List<ClosedRule> annotated = annotations.rules();
        return close(
                withLemma(withRules(closed.theory(), closed.ruleItems(), annotated), annotations.formula()), annotated);
    }

    private ClosedTheory close(Theory theory, List<ClosedRule> rules) throws UnguardedException {
        return Closing.close(theory, rules, (signature, heads) -> new AcService(session, heads));
    }

    private SharedSources sources(ClosedTheory closed) {
        return new SharedSources(closed, new RuleIndex(closed), limits, log);
    }

    private static boolean hasPartialDeconstructions(List<Source> sources, Workspace w) {
        return sources.stream().anyMatch(x -> x.partialDeconstructions(w) > 0);
    }

    private static List<ClosedRule> unfold(List<ClosedRule> rules) {
        List<ClosedRule> out = new ArrayList<>();
        for (ClosedRule r : rules) {
            for (RuleAC a : r.closed()) {
                boolean trivial = a.isTrivialFor(r.rule());
                for (RuleAC variant : VariantUnfolding.unfold(a, trivial)) {
                    out.add(new ClosedRule(r.rule(), List.of(variant), trivial));
                }
            }
        }
        return out;
    }

    /** The theory with one rule item per new rule, at the place of the item that it comes from. */
    private static Theory withRules(Theory theory, List<ClosedRule> old, List<ClosedRule> rules) {
        Iterator<ClosedRule> next = old.iterator();
        int n = 0;
        List<Item> items = new ArrayList<>();
        for (Item i : theory.items()) {
            if (!(i instanceof Item.Rule)) {
                items.add(i);
                continue;
            }
            ClosedRule before = next.next();
            int variants = unfold(List.of(before)).size();
            for (int k = 0; k < variants; k++) {
                ClosedRule r = rules.get(n++);
                items.add(new Item.Rule(r.rule(), r.closed()));
            }
        }
        return theory.withItems(items);
    }

    private static Theory withLemma(Theory theory, Formula formula) {
        List<Item> items = new ArrayList<>(theory.items());
        if (theory.all(Lemma.class).stream().noneMatch(l -> l.name().equals(LEMMA))) {
            items.add(new Lemma(
                    LEMMA, null, List.of(Flag.SOURCES), TraceQuantifier.ALL_TRACES, formula, null, "lemma " + LEMMA));
        }
        return theory.withItems(items);
    }
}
