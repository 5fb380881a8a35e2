package org.troop.cli;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.cli.Settings.Specialisation;
import org.troop.solver.derive.DerivationLimit;
import org.troop.solver.search.Strategy;
import org.troop.solver.search.SubgoalSharing;
import org.troop.solver.source.SourceComputation.Limits;

/** Gathers {@link Settings} from command lines, whichever program they belong to; what is not said has its default. */
public final class SettingsBuilder {
    private final Set<String> defines = new LinkedHashSet<>();
    private @Nullable Strategy strategy;
    private int bound = Integer.MAX_VALUE;
    private @Nullable String heuristic;
    private String oracle = "";
    private List<String> race = List.of();
    private boolean firstTraceEnds;
    private int openChains = Limits.DEFAULT.openChains();
    private int saturation = Limits.DEFAULT.saturation();
    private int threads;
    private boolean autoSources;
    private int derivationSeconds = Settings.DERIVATION_SECONDS;
    private boolean countsQueries;
    private Specialisation specialisation = Specialisation.NONE;
    private LemmaLimits lemmaLimits = LemmaLimits.UNLIMITED;
    private OracleUse oracleUse = OracleUse.DEFAULT;
    private boolean keepsSources = true;
    private SubgoalSharing subgoals = SubgoalSharing.OFF;

    public SettingsBuilder define(Collection<String> flags) {
        defines.addAll(flags);
        return this;
    }

    SettingsBuilder strategy(Strategy s) {
        strategy = s;
        return this;
    }

    /** Negative: 0. */
    SettingsBuilder bound(int depth) {
        bound = Math.max(0, depth);
        return this;
    }

    SettingsBuilder heuristic(String rankings) {
        heuristic = rankings;
        return this;
    }

    SettingsBuilder oracle(String path) {
        oracle = path;
        return this;
    }

    /** @param rankings that search side by side; none: no race */
    SettingsBuilder race(List<String> rankings, boolean anyTraceEnds) {
        race = rankings;
        firstTraceEnds = anyTraceEnds;
        return this;
    }

    SettingsBuilder openChains(int n) {
        openChains = n;
        return this;
    }

    SettingsBuilder saturation(int n) {
        saturation = n;
        return this;
    }

    public SettingsBuilder threads(int n) {
        threads = n;
        return this;
    }

    SettingsBuilder autoSources() {
        autoSources = true;
        return this;
    }

    public SettingsBuilder derivationSeconds(int seconds) {
        derivationSeconds = seconds;
        return this;
    }

    /** Derivation checks are limited as {@link DerivationLimit#inQueries} says. */
    SettingsBuilder countingDerivationQueries() {
        countsQueries = true;
        return this;
    }

    SettingsBuilder specialisation(Specialisation s) {
        specialisation = s;
        return this;
    }

    public SettingsBuilder limits(LemmaLimits all) {
        lemmaLimits = all;
        return this;
    }

    SettingsBuilder timeout(String option, String text) {
        lemmaLimits = lemmaLimits.withSeconds(option, text);
        return this;
    }

    SettingsBuilder maxMemory(String option, String text) {
        lemmaLimits = lemmaLimits.withBytes(option, text);
        return this;
    }

    SettingsBuilder maxSteps(String option, String text) {
        lemmaLimits = lemmaLimits.withSteps(option, text);
        return this;
    }

    SettingsBuilder oracleUse(OracleUse use) {
        oracleUse = use;
        return this;
    }

    OracleUse oracleUse() {
        return oracleUse;
    }

    public SettingsBuilder withoutCache() {
        keepsSources = false;
        return this;
    }

    public SettingsBuilder subgoals(SubgoalSharing sharing) {
        subgoals = sharing;
        return this;
    }

    public Settings build() {
        return new Settings(
                defines,
                strategy,
                bound,
                heuristic,
                oracle,
                race,
                firstTraceEnds,
                new Limits(openChains, saturation),
                threads,
                autoSources,
                countsQueries
                        ? DerivationLimit.inQueries(derivationSeconds)
                        : DerivationLimit.inSeconds(derivationSeconds),
                specialisation,
                lemmaLimits,
                oracleUse,
                keepsSources,
                subgoals);
    }
}
