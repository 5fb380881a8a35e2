package org.troop.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.LemmaContext;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.syntax.Item.Lemma;

/** Which lemmas a verdict rests on: those that its proof used, those that their proofs used, and so on. */
public final class Assumptions {
    private final Map<String, List<String>> direct = new HashMap<>();

    public Assumptions(ClosedTheory theory) {
        this(theory.lemmas());
    }

    /** @param lemmas of a theory, in file order */
    Assumptions(List<Lemma> lemmas) {
        for (Lemma l : lemmas) {
            List<Lemma> used = LemmaContext.assumptions(l, lemmas);
            direct.put(l.name(), used.stream().map(Lemma::name).toList());
        }
    }

    /** All lemmas that a proof of this one may rest on, itself excluded. */
    public Set<String> of(String lemma) {
        Set<String> out = new LinkedHashSet<>();
        ArrayDeque<String> open = new ArrayDeque<>(direct.getOrDefault(lemma, List.of()));
        while (!open.isEmpty()) {
            String l = open.poll();
            if (!l.equals(lemma) && out.add(l)) {
                open.addAll(direct.getOrDefault(l, List.of()));
            }
        }
        return out;
    }

    /**
     * Those that have not been proved.
     *
     * @param results by lemma name
     */
    List<String> unproved(LemmaResult result, Map<String, LemmaResult> results) {
        if (!Verdict.restsOnAssumptions(result)) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        for (String l : of(result.lemma().name())) {
            @Nullable LemmaResult r = results.get(l);
            if (r == null || Verdict.of(r) != Verdict.VERIFIED) {
                out.add(l);
            }
        }
        return out;
    }
}
