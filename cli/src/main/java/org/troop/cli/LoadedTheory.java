package org.troop.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.solver.cache.LocalSources;
import org.troop.solver.derive.DerivationChecks;
import org.troop.solver.search.ExpansionWatch;
import org.troop.solver.search.KnownProof;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofListener;
import org.troop.solver.search.ProofSystems;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.Race;
import org.troop.solver.search.ResultKey;
import org.troop.solver.search.SourceCache;
import org.troop.solver.search.Strategy;
import org.troop.solver.search.TheoryProver;
import org.troop.theory.check.Wellformedness;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.guard.Guarding;
import org.troop.theory.guard.NegatedEquivalence;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Page;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.print.TheoryPrinter;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Theory;

/**
 * A theory file, read and closed: what all commands start from.
 *
 * @param path as the user named it
 * @param open as it was read
 * @param problems what the wellformedness checks found
 */
public record LoadedTheory(String path, Theory open, ClosedTheory closed, List<Problem> problems, Settings settings) {

    /** Reads a file; deprecation warnings go to {@code err}. */
    public static Theory read(String path, Settings settings, PrintStream err) {
        return read(path, new ParseOptions(settings.defines(), false), err);
    }

    static Theory read(String path, ParseOptions options, PrintStream err) {
        Theory t = TheoryParser.parse(Path.of(path), options);
        t.warnings().forEach(err::println);
        for (Item i : t.items()) {
            if (i instanceof Lemma l && NegatedEquivalence.occursIn(l.formula())) {
                err.println(warning("lemma", l.name()));
            } else if (i instanceof Item.Restriction r && NegatedEquivalence.occursIn(r.formula())) {
                err.println(warning("restriction", r.name()));
            }
        }
        return t;
    }

    private static String warning(String kind, String name) {
        return "WARNING: the " + kind + " '" + name
                + "' has a negated '<=>', which Tamarin 1.11.0 takes for a formula that"
                + " never holds; Troop takes it as it is, so results may differ.";
    }

    /**
     * @param lemmaArguments names and patterns on the command line, which the report looks for
     * @param log gets lines about derivation checks and the precomputation of sources
     */
    public static LoadedTheory close(
            String path, Theory open, Settings settings, List<String> lemmaArguments, Consumer<String> log) {
        requireSupported(open);
        List<Problem> problems = new ArrayList<>(Wellformedness.problems(open, lemmaArguments));
        boolean autoSources = generatesSources(open, settings);
        try {
            ClosedTheory closed = settings.preparation(autoSources)
                    .close(open, t -> problems.addAll(derivationProblems(t, settings, autoSources, log)), log);
            return new LoadedTheory(path, open, closed, problems, settings);
        } catch (UnguardedException e) {
            throw unguardedRestriction(open, e);
        }
    }

    private static List<Problem> derivationProblems(
            ClosedTheory closed, Settings settings, boolean autoSources, Consumer<String> log)
            throws UnguardedException {
        if (settings.derivation().seconds() == 0) {
            return List.of();
        }
        String name = closed.theory().name();
        log.accept("[Theory " + name + "] Derivation checks started");
        List<Problem> problems =
                DerivationChecks.problems(closed, autoSources, settings.threadCount(), settings.derivation());
        log.accept("[Theory " + name + "] Derivation checks ended");
        return problems;
    }

    private static void requireSupported(Theory t) {
        for (Item i : t.items()) {
            if (i instanceof Item.TopProcess) {
                throw new UnsupportedFeatureException("the translation of processes (item 'process:')");
            }
            if (i instanceof Item.AccountabilityLemma a) {
                throw new UnsupportedFeatureException("the accountability lemma '" + a.name() + "'");
            }
        }
    }

    static UnguardedFormulaException unguardedRestriction(Theory t, UnguardedException e) {
        for (Item.Restriction r : t.all(Item.Restriction.class)) {
            try {
                Guarding.convert(r.formula());
            } catch (UnguardedException own) {
                return new UnguardedFormulaException("restriction", r.name(), r.formula(), own);
            }
        }
        return new UnguardedFormulaException("restriction", "", null, e);
    }

    public List<Lemma> lemmas() {
        return closed.lemmas();
    }

    /**
     * The lemma of a name.
     *
     * @throws UsageException if there is none
     */
    public Lemma lemma(String name) {
        return lemmas().stream()
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(path + ": there is no lemma '" + name + "'; the lemmas are "
                        + String.join(", ", lemmas().stream().map(Lemma::name).toList())));
    }

    /** Proves the selected lemmas within the limits; one result per lemma, in file order. */
    List<LemmaResult> prove(Predicate<Lemma> selected, Consumer<String> log, ProofListener listener) {
        return proofs(selected, Map.of(), log, listener).results();
    }

    /**
     * The same, for who wants to look at the systems inside the proofs.
     *
     * @param known what earlier runs found, by lemma
     */
    Proofs proofs(
            Predicate<Lemma> selected, Map<String, KnownProof> known, Consumer<String> log, ProofListener listener) {
        try (LimitWatch watch = new LimitWatch(l -> settings.lemmaLimits(), listener);
                OracleScripts oracles = new OracleScripts(settings.oracleUse())) {
            TheoryProver prover = prover(log, watch, oracles);
            return new Proofs(prover.prove(selected, known), prover.systems());
        }
    }

    /** Who proves many lemmas, one after the other, and keeps what comes of them. */
    public interface Sweeper extends ProofListener {
        /** @param limits what a lemma may use, besides steps, which the settings limit */
        LemmaLimits limits(Lemma lemma);

        /** @param systems shows the systems inside proofs as soon as they are there */
        void begins(ProofSystems systems);

        /** All lemmas are over; scripts can be asked until this returns. */
        void ends();
    }

    /** Proves the selected lemmas; their results go to the sweeper alone. */
    public void sweep(Predicate<Lemma> selected, Map<String, KnownProof> known, Consumer<String> log, Sweeper sweeper) {
        try (OracleScripts oracles = new OracleScripts(settings.oracleUse());
                LimitWatch watch = new LimitWatch(sweeper::limits, sweeper)) {
            TheoryProver prover = prover(log, watch, oracles);
            sweeper.begins(prover.systems());
            try {
                prover.prove(selected, known);
            } finally {
                sweeper.ends();
            }
        }
    }

    /** What the result of a lemma depends on. */
    public ResultKey key(Lemma lemma, String engine, Map<String, byte[]> oracleFiles) {
        return ResultKey.of(engine, closed, lemma, options(new OracleScripts(settings.oracleUse())), oracleFiles);
    }

    /** Whether sources lemmas may be generated for a theory. */
    public static boolean generatesSources(Theory open, Settings settings) {
        return settings.autoSources() || new Configuration(open).autoSources();
    }

    /**
     * Proves one lemma while somebody watches.
     *
     * @param asked gets the scripts before the first question
     */
    LemmaResult observed(
            Lemma wanted, ProofListener listener, ExpansionWatch expansions, Consumer<OracleScripts> asked) {
        try (LimitWatch watch = new LimitWatch(l -> settings.lemmaLimits(), listener);
                OracleScripts oracles = new OracleScripts(settings.oracleUse())) {
            asked.accept(oracles);
            return new TheoryProver(closed, options(oracles), line -> {}, watch, expansions)
                    .prove(l -> l == wanted)
                    .get(lemmas().indexOf(wanted));
        }
    }

    /** How traces are searched: as the command line says, or else the theory. */
    public Strategy strategy() {
        Strategy given = settings.strategy();
        return given != null ? given : new Configuration(open).strategy();
    }

    TheoryProver prover(Consumer<String> log, ProofListener listener) {
        return prover(log, listener, new OracleScripts(settings.oracleUse()));
    }

    private TheoryProver prover(Consumer<String> log, ProofListener listener, OracleScripts oracles) {
        return new TheoryProver(closed, options(oracles), log, listener);
    }

    private ProverOptions options(OracleScripts oracles) {
        return new ProverOptions(strategy(), settings.bound(), heuristic(), settings.limits(), settings.threadCount())
                .with(oracles)
                .withWorkspaceTerms(workspaceTerms())
                .withMaxSteps(settings.lemmaLimits().steps())
                .with(settings.keepsSources() ? LocalSources.of(System.getenv()) : SourceCache.NONE)
                .with(settings.subgoals())
                .with(race());
    }

    private Race race() {
        List<Race.Entrant> entrants = settings.race().stream()
                .map(r -> new Race.Entrant(r, TheoryParser.rankings(r, settings.oracle(), path)))
                .toList();
        return new Race(entrants, settings.firstTraceEnds());
    }

    /** Where memory is limited, half of it is for terms that are not used any more. */
    private int workspaceTerms() {
        long terms = settings.lemmaLimits().bytes() / (2 * 100L * settings.threadCount());
        return (int) Math.min(ProverOptions.DEFAULT_WORKSPACE_TERMS, terms);
    }

    /** The rankings of the command line; empty without. */
    public List<Ranking> heuristic() {
        @Nullable String text = settings.heuristic();
        return text == null ? List.of() : TheoryParser.rankings(text, settings.oracle(), path);
    }

    /**
     * Prints the theory with proofs.
     *
     * @param results one per lemma, in file order
     */
    void print(List<LemmaResult> results, Appendable out) {
        try {
            Page page = new Page(out);
            ProvedTheory view = new ProvedTheory(open, closed, results, Report.text(problems));
            TheoryPrinter.printClosed(closed.theory(), view, page);
            page.flush();
        } catch (UnguardedException e) {
            throw unguardedRestriction(open, e);
        }
    }

    /** One result per lemma, in file order; a lemma that is not among the known ones keeps what the file says. */
    public List<LemmaResult> withStored(Map<String, LemmaResult> known) {
        return lemmas().stream()
                .map(l -> {
                    LemmaResult r = known.get(l.name());
                    ProofNode stored = l.proof();
                    return r != null
                            ? r
                            : new LemmaResult(
                                    l, stored == null ? ProofNode.open() : stored, Status.UNDETERMINED, 0, List.of());
                })
                .toList();
    }
}
