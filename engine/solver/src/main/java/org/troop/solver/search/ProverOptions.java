package org.troop.solver.search;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.syntax.Ranking;

/**
 * How lemmas are proved.
 *
 * @param bound largest depth of a proof; {@link Integer#MAX_VALUE} without bound
 * @param heuristic rankings that override those of the theory; empty without
 * @param threads threads that search at the same time, at least 1
 * @param oracles asks external rankings
 * @param workspaceTerms terms (about 100 bytes each) that a thread may at least gather before it drops the unused ones
 * @param maxSteps nodes that may be expanded per lemma, {@link Long#MAX_VALUE} without limit; with a limit a lemma is searched
 *     by one thread, so that it ends at the same node always
 * @param sources keeps computed sources
 * @param race rankings that search side by side, instead of one heuristic
 * @param subgoals whether closed subtrees are taken again; not with a bound, a limit of steps, scripts, or {@link Strategy#SORRY}
 */
public record ProverOptions(
        Strategy strategy,
        int bound,
        List<Ranking> heuristic,
        Limits limits,
        int threads,
        GoalOracle oracles,
        int workspaceTerms,
        long maxSteps,
        SourceCache sources,
        Race race,
        SubgoalSharing subgoals) {
    public static final int DEFAULT_WORKSPACE_TERMS = 1 << 20;

    public static final ProverOptions DEFAULT =
            new ProverOptions(Strategy.DFS, Integer.MAX_VALUE, List.of(), Limits.DEFAULT, 1);

    /** Without external rankings and the like. */
    public ProverOptions(Strategy strategy, int bound, List<Ranking> heuristic, Limits limits, int threads) {
        this(
                strategy,
                bound,
                heuristic,
                limits,
                threads,
                GoalOracle.NONE,
                DEFAULT_WORKSPACE_TERMS,
                Long.MAX_VALUE,
                SourceCache.NONE,
                Race.NONE,
                SubgoalSharing.OFF);
    }

    /** The same with an answer to external rankings. */
    public ProverOptions with(GoalOracle answers) {
        return new ProverOptions(
                strategy,
                bound,
                heuristic,
                limits,
                threads,
                answers,
                workspaceTerms,
                maxSteps,
                sources,
                race,
                subgoals);
    }

    /** The same with computed sources kept. */
    public ProverOptions with(SourceCache cache) {
        return new ProverOptions(
                strategy, bound, heuristic, limits, threads, oracles, workspaceTerms, maxSteps, cache, race, subgoals);
    }

    /** The same with a race. */
    public ProverOptions with(Race rankings) {
        return new ProverOptions(
                strategy,
                bound,
                heuristic,
                limits,
                threads,
                oracles,
                workspaceTerms,
                maxSteps,
                sources,
                rankings,
                subgoals);
    }

    /** The same with closed subtrees taken again, or not. */
    public ProverOptions with(SubgoalSharing sharing) {
        return new ProverOptions(
                strategy, bound, heuristic, limits, threads, oracles, workspaceTerms, maxSteps, sources, race, sharing);
    }

    /** Closed subtrees of one theory for a prover with these options; null if none are to be taken again. */
    @Nullable
    ClosedSubtrees closedSubtrees() {
        boolean isPlain = bound == Integer.MAX_VALUE && maxSteps == Long.MAX_VALUE && strategy != Strategy.SORRY;
        return subgoals == SubgoalSharing.OFF || !isPlain ? null : new ClosedSubtrees();
    }

    /** The same with so many terms before a thread drops the unused ones. */
    public ProverOptions withWorkspaceTerms(int terms) {
        return new ProverOptions(
                strategy, bound, heuristic, limits, threads, oracles, terms, maxSteps, sources, race, subgoals);
    }

    /** The same with a limit of expanded nodes per lemma. */
    public ProverOptions withMaxSteps(long steps) {
        return new ProverOptions(
                strategy, bound, heuristic, limits, threads, oracles, workspaceTerms, steps, sources, race, subgoals);
    }
}
