package org.troop.solver.source;

import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;
import java.util.function.Function;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import org.troop.term.Signature.Ac;

/** Removal of cases that are equal up to renaming; done only for theories with bilinear pairing or multisets. */
public final class RedundantCases {
    private RedundantCases() {}

    /** The cases without repetitions, in their order; {@code stable} variables are not renamed for the comparison. */
    public static <T> List<T> remove(Workspace w, List<T> cases, Function<T, ConstraintSystem> system, IntSet stable) {
        if (cases.size() < 2
                || !(w.theory.signature().has(Ac.BILINEAR)
                        || w.theory.signature().has(Ac.MULTISET))) {
            return cases;
        }
        return new CanonicalCases(w, stable).withoutRepetitions(cases, system);
    }
}
