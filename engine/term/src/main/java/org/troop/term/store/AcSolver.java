package org.troop.term.store;

import java.util.List;

/**
 * Equational reasoning that the syntactic core hands over: unification and matching modulo AC and C, variants and normal
 * forms. Results are complete, in the order and with the numbering of the engine. Substitutions are arrays {@code v0 t0
 * v1 t1 ...} in ascending order of variables, terms in the given store. Implementations are thread-safe; a store is
 * used by the calling thread only.
 */
public interface AcSolver {
    /** Fresh substitutions that solve all equations {@code pairs[0]=pairs[1], ...} jointly modulo AC and C. */
    List<int[]> unify(TermStore s, int[] pairs);

    /** Matchers of {@code pairs[0]} (subject) against {@code pairs[1]} (pattern) and so on, jointly modulo AC and C. */
    List<int[]> match(TermStore s, int[] pairs);

    /** Fresh substitutions of the most general variants of the list of terms; the first is the trivial one. */
    List<int[]> variants(TermStore s, int[] terms);

    /** Normal form modulo the theory's rewrite rules. */
    int normalise(TermStore s, int t);

    /** The normal-form test of the solver (products with {@code DH_neutral} count as not normal). */
    boolean isNormal(TermStore s, int t);
}
