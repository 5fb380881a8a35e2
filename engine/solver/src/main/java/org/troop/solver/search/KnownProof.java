package org.troop.solver.search;

import org.troop.theory.syntax.ProofNode;

/**
 * What an earlier search of the same lemma, with the same options, found: its tree, open nodes {@code sorry}. Closed subtrees
 * without a trace are taken as they are, so it must come from somebody who is trusted; steps above open nodes and traces are
 * executed again.
 *
 * @param proof with the reasons of contradictions
 * @param isFinished the search had ended, and this is its result
 */
public record KnownProof(ProofNode proof, boolean isFinished) {}
