package org.troop.solver.search;

import java.util.ArrayList;
import java.util.List;
import org.troop.solver.source.SourceComputation.Limits;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
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
        Theory t = TheoryParser.parseString("theory T begin\n" + items + "\nend", "test");
        try {
            return new TheoryProver(
                            Closing.close(t, (signature, heads) -> new AcService(new AcSession(signature), heads)),
                            options,
                            line -> {})
                    .prove(l -> search);
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
