package org.troop.solver.search;

import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.search.Expander.Expansion;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofMethod;

/** Solved systems for tests of other packages. */
public final class SolvedSystems {
    private SolvedSystems() {}

    /** What the function makes of the lemma's first solved system in preorder, down to a depth of 30. */
    public static <T> T first(ClosedTheory theory, Lemma lemma, BiFunction<Workspace, ConstraintSystem, T> f) {
        RuleIndex rules = new RuleIndex(theory);
        SharedSources sources = new SharedSources(theory, rules, Limits.DEFAULT, 1, line -> {});
        Prover p = new Prover(rules, LemmaContext.of(theory, lemma, List.of()), sources, GoalOracle.NONE);
        try {
            ConstraintSystem c = search(p, p.context().initialSystem(p.workspace()), 0);
            if (c == null) {
                throw new IllegalArgumentException("no trace of " + lemma.name());
            }
            return f.apply(p.workspace(), c);
        } catch (UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static @Nullable ConstraintSystem search(Prover p, ConstraintSystem c, int depth) {
        if (depth > 30) {
            return null;
        }
        Expansion x = p.expander().expand(c, depth);
        if (x.step().method() instanceof ProofMethod.Solved) {
            return c;
        }
        for (NamedSystem k : x.cases()) {
            ConstraintSystem found = search(p, k.system(), depth + 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
