package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.source.Source;
import org.troop.solver.source.Source.Case;
import org.troop.solver.source.SourceCodec;
import org.troop.solver.source.SourceComputation;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.MalformedCodeException;
import org.troop.solver.system.SystemTransfer;
import org.troop.solver.system.Workspace;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.guard.UnguardedException;

/**
 * The sources of a theory, computed when first asked for, in a workspace of their own, and copied into the workspaces that
 * use them. Thread-safe.
 */
public final class SharedSources {
    private final ClosedTheory theory;
    private final RuleIndex rules;
    private final Limits limits;
    private final int threads;
    private final Consumer<String> log;
    private final SourceCache cache;
    private @Nullable Workspace home;
    private @Nullable List<Source> raw;
    private @Nullable List<Source> refined;

    /** Computed by the calling thread alone. */
    public SharedSources(ClosedTheory theory, RuleIndex rules, Limits limits, Consumer<String> log) {
        this(theory, rules, limits, 1, log);
    }

    /** @param threads that compute sources of large theories at the same time */
    public SharedSources(ClosedTheory theory, RuleIndex rules, Limits limits, int threads, Consumer<String> log) {
        this(theory, rules, limits, threads, log, SourceCache.NONE);
    }

    /**
     * @param threads that compute sources of large theories at the same time
     * @param cache is asked before sources are computed
     */
    public SharedSources(
            ClosedTheory theory, RuleIndex rules, Limits limits, int threads, Consumer<String> log, SourceCache cache) {
        this.theory = theory;
        this.rules = rules;
        this.limits = limits;
        this.threads = threads;
        this.log = log;
        this.cache = cache;
    }

    /**
     * The raw or refined sources as terms of the given workspace.
     *
     * @throws UnguardedException if a sources lemma has no guarded form
     */
    public synchronized List<Source> in(Workspace w, boolean useRefined) throws UnguardedException {
        List<Source> sources;
        try {
            sources = useRefined ? refined() : raw(true);
        } catch (RuntimeException | Error e) {
            home = null; // what was begun is in no state to be continued
            raw = null;
            refined = null;
            throw e;
        }
        SystemTransfer transfer = new SystemTransfer(home, w);
        List<Source> out = new ArrayList<>(sources.size());
        for (Source x : sources) {
            List<Case> cases = new ArrayList<>(x.cases().size());
            for (Case k : x.cases()) {
                cases.add(new Case(k.names(), transfer.copy(k.system())));
            }
            out.add(new Source(transfer.term(x.goal()), cases));
        }
        return out;
    }

    private Workspace home() {
        if (home == null) {
            home = new Workspace(theory);
        }
        return home;
    }

    /** @param kept whether they are worth keeping: who has refined sources needs no raw ones for them */
    private List<Source> raw(boolean kept) {
        if (raw == null) {
            raw = cached(false, kept, SourceComputation::raw);
        }
        return raw;
    }

    private List<Source> refined() throws UnguardedException {
        if (refined == null) {
            int[] assumptions = LemmaContext.sourceAssumptions(home());
            refined = cached(true, true, computation -> computation.refined(raw(false), assumptions));
        }
        return refined;
    }

    private List<Source> cached(boolean isRefined, boolean kept, Function<SourceComputation, List<Source>> compute) {
        SourceComputation computation = new SourceComputation(home(), rules, limits, threads, log);
        SourceKey key = new SourceKey(theory, limits, isRefined);
        int[] code = cache.find(key);
        if (code != null) {
            try {
                return SourceCodec.decode(computation, code);
            } catch (MalformedCodeException e) {
                log.accept("[Saturating Sources] What the cache has is not used: " + e.getMessage());
            }
        }
        boolean offered = false;
        try {
            List<Source> out = compute.apply(computation);
            out.forEach(x -> x.cases().forEach(k -> k.system().equations.renumber()));
            if (kept) {
                offered = true;
                cache.computed(key, () -> SourceCodec.encode(home(), out));
            }
            return out;
        } finally {
            if (!offered) {
                cache.abandoned(key);
            }
        }
    }
}
