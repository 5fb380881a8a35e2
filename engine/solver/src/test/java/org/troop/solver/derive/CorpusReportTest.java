package org.troop.solver.derive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.troop.theory.check.Wellformedness;
import org.troop.theory.close.Closing;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.syntax.Theory;

/** The wellformedness reports of the corpus beside those of reference outputs. Skipped where there is no corpus. */
final class CorpusReportTest {
    private static final String HEAD = "/*\nWARNING: the following wellformedness checks failed!\n\n";

    /** Reports that come from another version. */
    private static final Set<String> OTHER =
            Set.of("regression/trace/issue527.spthy"); // with a check of lemma actions that was switched off since

    /** As many queries as stand for the original's 5 seconds, and much more time than they take. */
    private static final DerivationLimit LIMIT =
            new DerivationLimit(120, DerivationLimit.inQueries(5).queries());

    @Test
    void reportsWhatTheReferenceReports() throws Exception {
        Path corpus = corpus();
        Set<String> different = new TreeSet<>();
        Map<String, String> runs = runs(corpus);
        int compared = 0;
        for (Map.Entry<String, String> run : runs.entrySet()) {
            Path proofs = corpus.resolve("proofs");
            Path plain = proofs.resolve(run.getKey().replace(".spthy", "_analyzed.spthy"));
            Path sources = proofs.resolve(run.getKey().replace(".spthy", "_analyzed-auto-sources.spthy"));
            Path reference = Files.exists(plain) ? plain : sources;
            if (!Files.exists(reference)) {
                continue;
            }
            compared++;
            Theory t = TheoryParser.parse(corpus.resolve("theories").resolve(run.getKey()), ParseOptions.DEFAULT);
            List<Problem> problems = new ArrayList<>(Wellformedness.problems(t, List.of("")));
            problems.addAll(
                    DerivationChecks.problems(Closing.close(t), run.getValue().contains("auto-sources"), 2, LIMIT));
            if (!Report.text(problems).equals(report(Files.readString(reference)))) {
                different.add(run.getKey());
            }
        }
        System.out.println(
                "wellformedness reports: " + (compared - different.size()) + " of " + compared + " identical");
        assertEquals(new TreeSet<>(OTHER), different);
    }

    /** Theories of the tiers without processes, with their flags. */
    private static Map<String, String> runs(Path corpus) throws Exception {
        Map<String, String> out = new TreeMap<>();
        for (String line : Files.readAllLines(corpus.resolve("expected.tsv"))) {
            String[] f = line.split("\t");
            if (f[0].equals("free") || f[0].equals("ac")) {
                out.putIfAbsent(f[1], f[2]);
            }
        }
        return out;
    }

    private static String report(String text) {
        int start = text.indexOf(HEAD);
        if (start < 0) {
            return Report.NO_PROBLEMS;
        }
        return text.substring(start + 3, text.indexOf("\n*/", start));
    }

    private static Path corpus() {
        Path dir = Path.of("").toAbsolutePath();
        while (dir != null && !Files.exists(dir.resolve(".git"))) {
            dir = dir.getParent();
        }
        Path corpus =
                dir == null ? Path.of("missing") : dir.resolveSibling("shared").resolve("corpus");
        Assumptions.assumeTrue(Files.exists(corpus), () -> "no corpus at " + corpus);
        return corpus;
    }
}
