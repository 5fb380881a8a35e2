package org.troop.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.troop.solver.search.LemmaContext;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Ranking;

/** Finds before a search what would end it with a complaint later, perhaps after hours. */
public final class Preflight {
    private static final String LETTERS = "sScCiIpP";

    private Preflight() {}

    /**
     * @param selected lemmas that are to be searched
     * @throws UnguardedFormulaException if one of them, or a lemma that it uses, has no guarded form
     * @throws UsageException if one is to be proved with a ranking that does not exist
     */
    public static void check(LoadedTheory t, Predicate<Lemma> selected) {
        for (Lemma l : t.lemmas()) {
            if (!selected.test(l)) {
                continue;
            }
            LemmaContext context = LemmaContext.of(t.closed(), l, t.heuristic());
            List<Lemma> used = new ArrayList<>(context.assumptions());
            used.add(l);
            used.forEach(Preflight::requireGuarded);
            context.heuristic().forEach(r -> require(l, r));
        }
    }

    private static void requireGuarded(Lemma l) {
        try {
            Guarding.convert(l.formula());
        } catch (UnguardedException e) {
            throw new UnguardedFormulaException("lemma", l.name(), l.formula(), e);
        }
    }

    private static void require(Lemma l, Ranking r) {
        switch (r) {
            case Ranking.Letter k -> {
                if (LETTERS.indexOf(k.letter()) < 0) {
                    throw new UsageException("lemma '" + l.name() + "': found the goal ranking '"
                            + Character.toString(k.letter()) + "', expected letters of s S c C i I p P");
                }
            }
            case Ranking.Oracle o -> {}
            case Ranking.ByTactic b -> {}
        }
    }
}
