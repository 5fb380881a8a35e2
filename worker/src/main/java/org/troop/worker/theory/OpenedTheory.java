package org.troop.worker.theory;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import org.troop.proto.Theory;
import org.troop.solver.prepare.Preparation;
import org.troop.solver.search.GoalOracle;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.SourceCache;
import org.troop.solver.search.Strategy;
import org.troop.solver.search.UnitProver;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Fingerprint;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.Ranking;

/**
 * A theory that units can be searched in.
 *
 * @param main the theory's file
 * @param fingerprint 32 bytes
 */
public record OpenedTheory(
        Theory theory, Path main, ClosedTheory closed, ProverOptions options, UnitProver prover, byte[] fingerprint) {
    /**
     * Reads and closes a theory.
     *
     * @param main the theory's file
     * @param threads that compute sources
     * @param sources keeps them
     * @throws org.troop.theory.parse.ParseException if it is none
     * @throws UnguardedException if a restriction has no guarded form
     */
    public static OpenedTheory open(
            Theory theory, Path main, int threads, GoalOracle oracles, SourceCache sources, Consumer<String> log)
            throws UnguardedException {
        var read = TheoryParser.parse(main, new ParseOptions(new LinkedHashSet<>(theory.getDefinesList()), false));
        Limits limits = new Limits(theory.getOpenChains(), theory.getSaturation());
        ClosedTheory closed = new Preparation(theory.getSpecialise(), false, theory.getAutoSources(), limits)
                .close(read, Preparation.Checks.NONE, log);
        List<Ranking> heuristic =
                theory.getHeuristic().isEmpty() ? List.of() : rankings(theory, main, theory.getHeuristic());
        ProverOptions options = new ProverOptions(strategy(theory), bound(theory), heuristic, limits, threads)
                .with(new AskedOracles(theory, oracles))
                .with(sources);
        return new OpenedTheory(
                theory, main, closed, options, new UnitProver(closed, options, log), Fingerprint.of(closed));
    }

    /**
     * One thread's tools for one lemma.
     *
     * @param heuristic rankings instead of those of the theory and its lemmas; empty: those
     * @throws IllegalArgumentException if the theory has no such lemma
     * @throws org.troop.theory.parse.ParseException if the rankings are none
     */
    public UnitProver.Hands hands(String lemma, String heuristic) {
        return heuristic.isEmpty() ? prover.hands(lemma) : prover.hands(lemma, rankings(theory, main, heuristic));
    }

    /** Rankings as on a command line; their script is where the theory's files are laid out. */
    private static List<Ranking> rankings(Theory theory, Path main, String text) {
        Path top = main;
        for (int i = 0; i < Path.of(theory.getFiles(0).getPath()).getNameCount(); i++) {
            top = top.getParent();
        }
        String directory = String.valueOf(top);
        return TheoryParser.rankings(text, theory.getOracle(), main.toString()).stream()
                .map(r -> r instanceof Ranking.Oracle o ? new Ranking.Oracle(o.smart(), directory, o.path()) : r)
                .toList();
    }

    /** Oracles as the theory's message wants them to be asked. */
    private record AskedOracles(Theory theory, GoalOracle oracles) implements GoalOracle {
        @Override
        public List<Integer> rank(Ranking.Oracle oracle, String lemma, List<String> goals) {
            return theory.getNoOracles() ? List.of() : oracles.rank(oracle, lemma, goals);
        }

        @Override
        public boolean isOnly() {
            return theory.getOracleOnly();
        }
    }

    public static Strategy strategy(Theory theory) {
        return switch (theory.getStrategy()) {
            case STRATEGY_DFS -> Strategy.DFS;
            case STRATEGY_BFS -> Strategy.BFS;
            case STRATEGY_SEQDFS -> Strategy.SEQDFS;
            case STRATEGY_NONE -> Strategy.NONE;
            case STRATEGY_SORRY -> Strategy.SORRY;
            case STRATEGY_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("a theory without a search strategy");
        };
    }

    private static int bound(Theory theory) {
        int b = theory.getBound();
        return b == 0 ? Integer.MAX_VALUE : b == Integer.MIN_VALUE ? 0 : b;
    }
}
