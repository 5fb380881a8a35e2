package org.troop.solver.search;

import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.source.SourceApplication;
import org.troop.solver.system.Workspace;

/** One thread's tools for one lemma: a workspace and the expander in it, both renewed when the workspace is full. */
final class Prover {
    private final RuleIndex rules;
    private final LemmaContext context;
    private final SharedSources sources;
    private final GoalOracle oracles;
    private final ExpansionWatch watch;
    private @Nullable SubgoalReuse reuse;
    private Workspace workspace;
    private Expander expander;
    private final int minCapacity;
    private int capacity;
    private volatile int terms;

    Prover(RuleIndex rules, LemmaContext context, SharedSources sources, GoalOracle oracles) {
        this(rules, context, sources, oracles, ProverOptions.DEFAULT_WORKSPACE_TERMS);
    }

    Prover(RuleIndex rules, LemmaContext context, SharedSources sources, GoalOracle oracles, int minCapacity) {
        this(rules, context, sources, oracles, minCapacity, ExpansionWatch.NONE);
    }

    /** @param minCapacity terms that a workspace may at least gather before it is renewed */
    Prover(
            RuleIndex rules,
            LemmaContext context,
            SharedSources sources,
            GoalOracle oracles,
            int minCapacity,
            ExpansionWatch watch) {
        this.rules = rules;
        this.context = context;
        this.sources = sources;
        this.oracles = oracles;
        this.watch = watch;
        this.minCapacity = minCapacity;
        capacity = minCapacity;
        workspace = new Workspace(context.theory());
        expander = newExpander();
    }

    /** The same for another thread. */
    Prover copy() {
        Prover p = new Prover(rules, context, sources, oracles, minCapacity, watch);
        p.reuse = reuse;
        return p;
    }

    /** The same prover, which takes closed subtrees again. */
    Prover with(@Nullable SubgoalReuse closed) {
        reuse = closed;
        return this;
    }

    /** Null if nothing is to be taken again. */
    @Nullable
    SubgoalReuse reuse() {
        return reuse;
    }

    private Expander newExpander() {
        return new Expander(
                workspace, rules, context, sources, new SourceApplication(workspace, rules), oracles, watch);
    }

    Workspace workspace() {
        return workspace;
    }

    Expander expander() {
        return expander;
    }

    ExpansionWatch watch() {
        return watch;
    }

    LemmaContext context() {
        return context;
    }

    /** Tells other threads how many terms the workspace has. */
    void noteTerms() {
        terms = workspace.s.size();
    }

    /** Terms in the workspace when they were noted last. */
    int terms() {
        return terms;
    }

    boolean isFull() {
        return workspace.s.size() > capacity;
    }

    /**
     * Starts a fresh workspace; systems of the old one must be encoded before. Sources that were used come along at once:
     * they count when it is decided when the workspace will be full.
     */
    void renew() {
        boolean usesSources = expander.usesSources();
        workspace = new Workspace(context.theory());
        expander = newExpander();
        if (usesSources) {
            expander.sources();
        }
    }

    /** To be called when the live systems are in the fresh workspace: decides when it will be full. */
    void compacted() {
        capacity = Math.max(minCapacity, 4 * workspace.s.size());
    }
}
