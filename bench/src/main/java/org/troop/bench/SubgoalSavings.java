package org.troop.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.troop.solver.search.LemmaResult;
import org.troop.solver.search.ProofListener;
import org.troop.solver.search.ProverOptions;
import org.troop.solver.search.RunningLemma;
import org.troop.solver.search.StoppableLemma;
import org.troop.solver.search.SubgoalCounts;
import org.troop.solver.search.SubgoalSharing;
import org.troop.solver.search.TheoryProver;
import org.troop.term.ac.AcService;
import org.troop.term.ac.AcSession;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.close.Closing;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.ProofPrinter;

/**
 * What it saves, and costs, to take closed subtrees again: {@code SubgoalSavings ROUNDS [-D FLAG] [-l LEMMA] THEORY...}. Proves all lemmas, or
 * one, of each theory on one thread without and with it, alternating, and prints a line of a table; processor seconds are the least of
 * the rounds. Exit code 1 if a verdict, number of steps or script differs.
 */
public final class SubgoalSavings {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private record Run(List<String> scripts, long steps, long expanded, SubgoalCounts counts, double seconds) {}

    private SubgoalSavings() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        Set<String> flags = new LinkedHashSet<>();
        String lemma = "";
        boolean same = true;
        System.out.println(
                "| theory | steps | expanded without | expanded with | saved | subtrees taken | compared in full |"
                        + " CPU s without | CPU s with |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int i = 1; i < args.length; i++) {
            switch (args[i]) {
                case "-D" -> flags.add(args[++i]);
                case "-l" -> lemma = args[++i];
                default -> same &= compare(Path.of(args[i]), flags, lemma, rounds);
            }
        }
        System.exit(same ? 0 : 1);
    }

    private static boolean compare(Path file, Set<String> flags, String lemma, int rounds) throws Exception {
        ClosedTheory theory = Closing.close(
                TheoryParser.parse(file, new ParseOptions(new LinkedHashSet<>(flags), false)),
                (signature, heads) -> new AcService(new AcSession(signature), heads));
        List<Run> without = new ArrayList<>();
        List<Run> with = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            without.add(run(theory, lemma, SubgoalSharing.OFF));
            with.add(run(theory, lemma, SubgoalSharing.ON));
        }
        Run a = without.getFirst();
        Run b = with.getFirst();
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %.1f%% | %,d | %,d | %.2f | %.2f |%n",
                file.getFileName().toString().replace(".spthy", "") + (lemma.isEmpty() ? "" : " " + lemma),
                a.steps,
                a.expanded,
                b.expanded,
                100.0 * (a.expanded - b.expanded) / a.expanded,
                b.counts.hits(),
                b.counts.lookups(),
                least(without),
                least(with));
        boolean same = a.scripts.equals(b.scripts);
        if (!same) {
            System.out.println("FAILED: proofs differ");
        }
        return same;
    }

    private static double least(List<Run> runs) {
        return runs.stream().mapToDouble(Run::seconds).min().orElse(0);
    }

    private static Run run(ClosedTheory theory, String lemma, SubgoalSharing sharing) {
        ConcurrentLinkedQueue<StoppableLemma> runs = new ConcurrentLinkedQueue<>();
        ProofListener listener = new ProofListener() {
            @Override
            public void started(StoppableLemma run) {
                runs.add(run);
            }
        };
        System.gc();
        long start = PROCESS.getProcessCpuTime();
        TheoryProver p = new TheoryProver(theory, ProverOptions.DEFAULT.with(sharing), line -> {}, listener);
        List<LemmaResult> results = p.prove(l -> lemma.isEmpty() || l.name().equals(lemma));
        double seconds = (PROCESS.getProcessCpuTime() - start) / 1e9;
        return new Run(
                results.stream()
                        .map(r -> r.status() + " " + r.steps() + ProofPrinter.text(r.proof()))
                        .toList(),
                results.stream().mapToLong(LemmaResult::steps).sum(),
                runs.stream().mapToLong(RunningLemma::expanded).sum(),
                p.subgoals(),
                seconds);
    }
}
