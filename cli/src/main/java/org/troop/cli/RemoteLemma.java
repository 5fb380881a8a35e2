package org.troop.cli;

import org.troop.proto.Lemma;
import org.troop.solver.search.RunningLemma;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.ProofTree;

/** A lemma that the cluster proves, as its coordinator last reported it. */
final class RemoteLemma implements RunningLemma {
    private final Item.Lemma lemma;
    private volatile Lemma last = Lemma.getDefaultInstance();

    RemoteLemma(Item.Lemma lemma) {
        this.lemma = lemma;
    }

    void update(Lemma now) {
        last = now;
    }

    @Override
    public Item.Lemma lemma() {
        return lemma;
    }

    @Override
    public long expanded() {
        return last.getSteps();
    }

    /** Not reported. */
    @Override
    public long reused() {
        return 0;
    }

    @Override
    public long open() {
        return last.getQueued() + last.getLeased() + last.getWaiting();
    }

    /** Not reported. */
    @Override
    public int depth() {
        return 0;
    }

    /** Not reported: the memory is that of other processes. */
    @Override
    public long bytes() {
        return 0;
    }

    @Override
    public ProofTree partialProof() {
        return ProofNode.open();
    }
}
