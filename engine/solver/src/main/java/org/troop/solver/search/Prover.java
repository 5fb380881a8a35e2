package org.troop.solver.search;

import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.source.SourceApplication;
import org.troop.solver.system.Workspace;

/** One thread's tools for one lemma: a workspace and the expander in it, both renewed when the workspace is full. */
final class Prover {
    /** Terms (about 100 bytes each) that a workspace may gather before it is renewed. */
    private static final int MIN_CAPACITY = 1 << 20;

    private final RuleIndex rules;
    private final LemmaContext context;
    private final SharedSources sources;
    private final GoalOracle oracles;
    private Workspace workspace;
    private Expander expander;
    private int capacity = MIN_CAPACITY;

    Prover(RuleIndex rules, LemmaContext context, SharedSources sources, GoalOracle oracles) {
        this.rules = rules;
        this.context = context;
        this.sources = sources;
        this.oracles = oracles;
        workspace = new Workspace(context.theory());
        expander = newExpander();
    }

    /** The same for another thread. */
    Prover copy() {
        return new Prover(rules, context, sources, oracles);
    }

    private Expander newExpander() {
        return new Expander(workspace, rules, context, sources, new SourceApplication(workspace, rules), oracles);
    }

    Workspace workspace() {
        return workspace;
    }

    Expander expander() {
        return expander;
    }

    LemmaContext context() {
        return context;
    }

    boolean isFull() {
        return workspace.s.size() > capacity;
    }

    /** Starts a fresh workspace; systems of the old one must be encoded before. */
    void renew() {
        workspace = new Workspace(context.theory());
        expander = newExpander();
    }

    /** To be called when the live systems are in the fresh workspace: decides when it will be full. */
    void compacted() {
        capacity = Math.max(MIN_CAPACITY, 4 * workspace.s.size());
    }
}
