package org.troop.cli;

import java.util.ArrayList;
import java.util.List;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.ClosedTheory.InjectiveFact;
import org.troop.theory.print.ClosedView;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.ProofTree;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.Theory;

/** A closed theory with the proofs of its lemmas, as the printer asks for it. */
final class ProvedTheory implements ClosedView {
    private final ClosedTheory theory;
    private final List<LemmaResult> results;
    private final int[] ordinal;
    private final int generated;
    private final String report;

    /**
     * @param open the theory as it was read
     * @param results one per lemma item, in file order
     * @param report on wellformedness
     */
    ProvedTheory(Theory open, ClosedTheory theory, List<LemmaResult> results, String report) {
        this.theory = theory;
        this.results = results;
        this.report = report;
        generated = theory.lemmas().size() - open.all(Item.Lemma.class).size();
        List<Item> items = theory.theory().items();
        ordinal = new int[items.size()];
        int rules = 0;
        int lemmas = 0;
        for (int i = 0; i < ordinal.length; i++) {
            if (items.get(i) instanceof Item.Rule) {
                ordinal[i] = rules++;
            } else if (items.get(i) instanceof Item.Lemma) {
                ordinal[i] = lemmas++;
            }
        }
    }

    @Override
    public List<List<FactTag>> injectiveFacts() {
        List<FactTag> tags = new ArrayList<>();
        for (InjectiveFact f : theory.injective()) {
            tags.add(f.tag());
        }
        return List.of(tags);
    }

    @Override
    public List<RuleAC> closedRules(int item) {
        return theory.ruleItems().get(ordinal[item]).closed();
    }

    @Override
    public ProofTree proof(int item) {
        return results.get(ordinal[item]).proof();
    }

    @Override
    public Trailer trailer() {
        return new Trailer(theory.theory().items().size() - generated, report, Version.generatedFrom());
    }
}
