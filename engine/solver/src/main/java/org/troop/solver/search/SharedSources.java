package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.source.Source;
import org.troop.solver.source.Source.Case;
import org.troop.solver.source.SourceComputation;
import org.troop.solver.source.SourceComputation.Limits;
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
    private @Nullable Workspace home;
    private @Nullable List<Source> raw;
    private @Nullable List<Source> refined;

    /** Computed by the calling thread alone. */
    public SharedSources(ClosedTheory theory, RuleIndex rules, Limits limits, Consumer<String> log) {
        this(theory, rules, limits, 1, log);
    }

    /** @param threads that compute sources of large theories at the same time */
    public SharedSources(ClosedTheory theory, RuleIndex rules, Limits limits, int threads, Consumer<String> log) {
        this.theory = theory;
        this.rules = rules;
        this.limits = limits;
        this.threads = threads;
        this.log = log;
    }

    /**
     * The raw or refined sources as terms of the given workspace.
     *
     * @throws UnguardedException if a sources lemma has no guarded form
     */
    public synchronized List<Source> in(Workspace w, boolean useRefined) throws UnguardedException {
        List<Source> sources;
        try {
            sources = useRefined ? refined() : raw();
        } catch (CancellationException | Error e) {
            home = null; // what was begun is in no state to be continued
            raw = null;
            refined = null;
            throw e;
        }
        sources.forEach(x -> x.cases().forEach(k -> k.system().equations.renumber()));
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

    private List<Source> raw() {
        if (raw == null) {
            raw = new SourceComputation(home(), rules, limits, threads, log).raw();
        }
        return raw;
    }

    private List<Source> refined() throws UnguardedException {
        if (refined == null) {
            List<Source> base = raw();
            refined = new SourceComputation(home(), rules, limits, threads, log)
                    .refined(base, LemmaContext.sourceAssumptions(home()));
        }
        return refined;
    }
}
