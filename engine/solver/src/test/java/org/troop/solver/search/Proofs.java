package org.troop.solver.search;

import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import java.util.ArrayList;
import java.util.List;
import org.troop.solver.reduce.RuleIndex;
import org.troop.solver.search.Expander.NamedSystem;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.OpenGoals;
import org.troop.solver.system.OpenGoals.OpenGoal;
import org.troop.solver.system.Workspace;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.ProofPrinter;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;
import org.troop.theory.syntax.Ranking;
import org.troop.theory.syntax.Theory;

/** Proofs of theories that tests write. */
final class Proofs {
    private static final ProverOptions DEFAULT = ProverOptions.DEFAULT;

    private Proofs() {}

    static List<LemmaResult> of(String items) {
        return of(items, DEFAULT, true);
    }

    /** @param items of a theory, without its frame */
    static List<LemmaResult> of(String items, ProverOptions options, boolean search) {
        return new TheoryProver(close(items), options, line -> {}).prove(l -> search);
    }

    static ClosedTheory close(String items) {
        Theory t = TheoryParser.parseString("theory T begin\n" + items + "\nend", "test");
        try {
            return Closing.close(t, (signature, heads) -> new AcService(new AcSession(signature), heads));
        } catch (UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The open goals of a system. */
    record Goals(GoalRanking ranking, List<OpenGoal> open) {
        /** Numbers of the goals, first the one to solve. */
        List<Integer> ranked(char letter) {
            return ranking.rank(letter, open).stream().map(OpenGoal::number).toList();
        }

        int first(char letter) {
            return ranking.first(letter, open).number();
        }
    }

    /** The goals of the only lemma after one step, which must be a simplification with one case. */
    static Goals goalsAfterSimplify(String items) {
        ClosedTheory t = close(items);
        SharedSources sources = new TheoryProver(t, DEFAULT, line -> {}).sources();
        LemmaContext context = LemmaContext.of(t, t.lemmas().getFirst(), List.of());
        Prover prover = new Prover(new RuleIndex(t), context, sources, GoalOracle.NONE);
        Workspace w = prover.workspace();
        try {
            List<NamedSystem> cases =
                    prover.expander().expand(context.initialSystem(w), 0).cases();
            if (cases.size() != 1) {
                throw new IllegalStateException(cases.size() + " cases");
            }
            ConstraintSystem c = cases.getFirst().system();
            IntOpenHashSet oneCase = GoalPredicates.oneCaseHeads(w, sources.in(w, true));
            return new Goals(new GoalRanking(new GoalPredicates(w, c, () -> oneCase)), OpenGoals.of(w, c));
        } catch (UnguardedException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static LemmaResult single(String items) {
        return of(items).getFirst();
    }

    static ProverOptions with(Strategy strategy, int bound) {
        return new ProverOptions(strategy, bound, List.of(), Limits.DEFAULT, 1);
    }

    static ProverOptions with(List<Ranking> heuristic) {
        return new ProverOptions(Strategy.DFS, Integer.MAX_VALUE, heuristic, Limits.DEFAULT, 1);
    }

    /** The script on one line, blanks runs as one blank. */
    static String script(LemmaResult r) {
        return ProofPrinter.text(r.proof()).replaceAll("\\s+", " ").strip();
    }

    static List<Long> steps(String items) {
        return of(items).stream().map(LemmaResult::steps).toList();
    }

    /** Methods and case names on the way to the only trace. */
    static List<String> path(LemmaResult r) {
        List<String> out = new ArrayList<>();
        ProofTree n = r.proof();
        while (n.caseCount() > 0) {
            if (n.caseCount() > 1) {
                throw new IllegalStateException("several cases");
            }
            out.add(n.caseName(0));
            n = n.subproof(0);
        }
        out.add(n.method() instanceof ProofMethod.Solved ? "SOLVED" : n.method().toString());
        return out;
    }
}
