package org.troop.cli;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.solver.derive.DerivationLimit;
import org.troop.solver.prepare.Preparation;
import org.troop.solver.search.Strategy;
import org.troop.solver.search.SubgoalSharing;
import org.troop.solver.source.SourceComputation.Limits;

/**
 * What a command line says about reading and proving, whichever command it is.
 *
 * @param defines preprocessor flags
 * @param strategy null: what the theory's configuration block says
 * @param bound largest depth of a proof; {@link Integer#MAX_VALUE} without bound
 * @param heuristic rankings as written, overriding those of the theory; null without
 * @param oracle path of the oracle of {@code heuristic}; "" for the default one
 * @param threads 0: all cores
 * @param derivation what the message derivation checks of all rules may cost
 * @param specialisation partial evaluation of the rules
 * @param race rankings that race, as written; empty without a race
 * @param firstTraceEnds any trace ends a search
 * @param lemmaLimits what a lemma may use
 * @param oracleUse whether and how oracles are asked
 * @param keepsSources whether computed sources are kept between runs
 * @param subgoals whether closed subtrees are taken again
 */
public record Settings(
        Set<String> defines,
        @Nullable Strategy strategy,
        int bound,
        @Nullable String heuristic,
        String oracle,
        List<String> race,
        boolean firstTraceEnds,
        Limits limits,
        int threads,
        boolean autoSources,
        DerivationLimit derivation,
        Specialisation specialisation,
        LemmaLimits lemmaLimits,
        OracleUse oracleUse,
        boolean keepsSources,
        SubgoalSharing subgoals) {
    /** Whether rules are partially evaluated, and what is said about it. */
    public enum Specialisation {
        NONE,
        SUMMARY,
        VERBOSE
    }

    static final int DERIVATION_SECONDS = 5;

    static final Settings DEFAULT = new SettingsBuilder().build();

    Preparation preparation(boolean auto) {
        return new Preparation(
                specialisation != Specialisation.NONE, specialisation == Specialisation.VERBOSE, auto, limits);
    }

    public int threadCount() {
        return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    }

    /** The same with other limits for a lemma. */
    public Settings withLimits(LemmaLimits other) {
        return with(derivation, other);
    }

    /** The same without message derivation checks. */
    public Settings unchecked() {
        return with(DerivationLimit.inSeconds(0), lemmaLimits);
    }

    private Settings with(DerivationLimit checks, LemmaLimits most) {
        return new Settings(
                defines,
                strategy,
                bound,
                heuristic,
                oracle,
                race,
                firstTraceEnds,
                limits,
                threads,
                autoSources,
                checks,
                specialisation,
                most,
                oracleUse,
                keepsSources,
                subgoals);
    }
}
