package org.troop.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.troop.cli.Screen.Colour;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.print.Report;
import org.troop.theory.print.Summary.Status;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;
import org.troop.theory.syntax.Theory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code troop check}: replays the proofs in a file, without any search. */
@Command(
        name = "check",
        description = {
            "Checks a theory: wellformedness, and the proofs that stand in it, step by step and without search.",
            ""
        },
        customSynopsis = "troop check [OPTIONS] FILE... [LEMMA...]",
        mixinStandardHelpOptions = true,
        versionProvider = Troop.ProgramVersion.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every proof holds",
            "1:bad input or command line",
            "2:an internal error, or out of memory",
            "4:the theory needs something that is not supported yet",
            "5:a step of a proof cannot be executed",
            "6:a lemma has no proof, or its proof is open"
        })
final class CheckCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private TheoryArguments theories;

    CheckCommand(Screen screen) {
        this.screen = screen;
    }

    private enum Finding {
        HOLDS,
        OPEN,
        ABSENT,
        INVALID
    }

    @Override
    public Integer call() throws IOException {
        int code = ExitCode.OK;
        LemmaPatterns patterns = new LemmaPatterns(theories.lemmas());
        for (String file : theories.files()) {
            code = worse(code, check(file, patterns));
        }
        return code;
    }

    private static int worse(int a, int b) {
        if (a == ExitCode.INTERNAL || b == ExitCode.INTERNAL) {
            return ExitCode.INTERNAL;
        }
        return a == ExitCode.CHECK_FAILED || b == ExitCode.OK ? a : b;
    }

    private int check(String file, LemmaPatterns patterns) {
        Settings settings = new SettingsBuilder().define(theories.defines).build();
        Theory open = LoadedTheory.read(file, settings, screen.err());
        LoadedTheory t = LoadedTheory.close(file, open, settings, List.of(), line -> {});
        patterns.requireMatches(file, t.lemmas());
        screen.out().println("theory " + t.open().name() + " (" + file + ")");
        if (!t.problems().isEmpty()) {
            screen.out().println(Report.text(t.problems()));
        }
        LemmaLog log = new LemmaLog();
        List<LemmaResult> results;
        try {
            results = t.prover(line -> {}, log).check();
        } catch (RuntimeException | Error e) {
            throw new LemmaFailedException(log.failed(), e);
        }
        boolean invalid = TraceComplaints.print("troop", file, results, screen.err());
        int[] count = new int[Finding.values().length];
        for (LemmaResult r : results) {
            if (patterns.matches(r.lemma())) {
                ReplayedProof replayed = ReplayedProof.of(r.proof());
                Finding f = finding(r, replayed);
                count[f.ordinal()]++;
                screen.out().println(line(r, f, replayed));
            }
        }
        int holding = count[Finding.HOLDS.ordinal()];
        int bad = count[Finding.INVALID.ordinal()];
        int lacking = count[Finding.OPEN.ordinal()] + count[Finding.ABSENT.ordinal()];
        screen.out()
                .println(Verdict.count(holding + bad + lacking, "lemma") + ": " + holding + " with a proof that holds, "
                        + bad + " with an invalid one, " + lacking + " with an open one or none");
        if (invalid) {
            return ExitCode.INTERNAL;
        }
        return bad > 0 ? ExitCode.CHECK_FAILED : lacking > 0 ? ExitCode.INCONCLUSIVE : ExitCode.OK;
    }

    private static Finding finding(LemmaResult r, ReplayedProof replayed) {
        if (isUnproved(r.lemma().proof())) {
            return Finding.ABSENT;
        }
        if (replayed.invalid() != null) {
            return Finding.INVALID;
        }
        return r.status() == Status.COMPLETE || r.status() == Status.TRACE_FOUND ? Finding.HOLDS : Finding.OPEN;
    }

    private static boolean isUnproved(@Nullable ProofTree stored) {
        return stored == null || (stored.method() instanceof ProofMethod.Sorry && stored.caseCount() == 0);
    }

    private String line(LemmaResult r, Finding f, ReplayedProof replayed) {
        String what = switch (f) {
            case HOLDS ->
                screen.coloured(Colour.GREEN, "the proof holds") + ": " + Verdict.text(r) + " (" + replayed.executed()
                        + " steps)";
            case OPEN ->
                r.stopped() != null
                        ? screen.coloured(Colour.YELLOW, "the proof was not replayed to its end") + ": " + r.stopped()
                        : screen.coloured(Colour.YELLOW, "the proof is open") + where(replayed);
            case ABSENT -> screen.coloured(Colour.YELLOW, "no proof");
            case INVALID ->
                screen.coloured(Colour.RED, "the proof does not hold") + ": a step cannot be executed, at "
                        + replayed.invalid();
        };
        return String.format(
                Locale.ROOT,
                "  %-40s  %s",
                r.lemma().name() + " (" + r.lemma().quantifier().text() + ")",
                what);
    }

    private static String where(ReplayedProof replayed) {
        String more = replayed.openCases() > 1 ? " and " + (replayed.openCases() - 1) + " more" : "";
        String unknown =
                replayed.unknown() == null ? "" : "; the script has a case that does not arise, " + replayed.unknown();
        return (replayed.open() == null ? "" : ", at " + replayed.open()) + more + unknown;
    }
}
