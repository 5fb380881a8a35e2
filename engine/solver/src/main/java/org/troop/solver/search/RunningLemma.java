package org.troop.solver.search;

import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofTree;

/** A lemma whose proof is under way, for those who watch it. Safe to ask at any time, from any thread. */
public interface RunningLemma {
    Lemma lemma();

    /** Nodes expanded so far, those that the proof leaves out included. */
    long expanded();

    /** Nodes that were not expanded because their subtree had been closed before, here or in another lemma. */
    long reused();

    /** Nodes that are known and not expanded: the frontier. */
    long open();

    /** Largest depth of a node that was expanded; the root has depth 0. */
    int depth();

    /** Memory in bytes that the search holds, estimated: its tree, its frontier, and the terms of the threads that work on it. */
    long bytes();

    /** The proof as far as it is known at this moment; its open nodes are {@code sorry}. */
    ProofTree partialProof();
}
