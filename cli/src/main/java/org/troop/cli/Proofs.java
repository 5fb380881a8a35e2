package org.troop.cli;

import java.util.List;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofSystems;

/**
 * What a prover found in a theory.
 *
 * @param results one per lemma, in file order
 * @param systems shows the systems inside these proofs
 */
record Proofs(List<LemmaResult> results, ProofSystems systems) {}
