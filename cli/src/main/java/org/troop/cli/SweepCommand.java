package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.troop.cli.sweep.LocalSweep;
import org.troop.cli.sweep.Planner;
import org.troop.cli.sweep.ReportMaker;
import org.troop.cli.sweep.StateDirectory;
import org.troop.cli.sweep.SweepPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code troop sweep}: proves the lemmas of recipes and theories, here or on a cluster. */
@Command(
        name = "sweep",
        description = {
            "Proves all lemmas of recipes (batch-tamarin's .json files) and theories. What is known is kept: a sweep that was"
                    + " stopped, in whatever way, goes on with the same command; after a change, it proves only what the"
                    + " change can affect. With --coordinator, or TROOP_COORDINATOR in the environment, a cluster proves.",
            ""
        },
        customSynopsis = "troop sweep [OPTIONS] FILE... [LEMMA...]",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every lemma has a verdict, whether verified or falsified",
            "1:bad input or command line, or the coordinator cannot be reached",
            "2:an internal error, or out of memory",
            "4:a theory needs something that is not supported yet",
            "6:a lemma has no verdict",
            "130:interrupted (Ctrl-C)"
        },
        footer = {
            "",
            "Examples:",
            "  troop sweep recipe.json --timeout=30m --report sweep.html",
            "  troop sweep model.spthy 'auth_*' --state auth --report auth.md --report auth.xml",
            "  troop sweep --coordinator=head:7070 recipe.json"
        })
final class SweepCommand implements Callable<Integer> {
    private static final int CHECKPOINT_SECONDS = 60;

    private final Screen screen;

    @Mixin
    private TheoryArguments theories;

    @Mixin
    private SearchArguments search;

    @Mixin
    private SubgoalArguments subgoals;

    @Option(
            names = {"-d", "--derivcheck-timeout"},
            paramLabel = "SECONDS",
            description = "Time for the message derivation checks of all rules of a task (default: 5; 0: no checks).")
    private @Nullable String derivationSeconds;

    @Mixin
    private LimitArguments limits;

    @Option(
            names = "--state",
            paramLabel = "DIRECTORY",
            description = "Where results and proofs so far are kept (default: troop-sweep/NAME of the first file).")
    private @Nullable Path state;

    @Option(
            names = "--try-again",
            description = "Also search lemmas again that ended without a verdict under the same limits.")
    private boolean triesAgain;

    @Option(
            names = "--checkpoint",
            paramLabel = "SECONDS",
            description = "How often proofs that go on are kept (default: 60).")
    private @Nullable String checkpoint;

    @Mixin
    private ReportArguments reports;

    @Option(
            names = {"-q", "--quiet"},
            description = "Verdicts only: no progress, no heading, no conclusion.")
    private boolean quiet;

    @Mixin
    private CoordinatorAddress coordinator;

    @Mixin
    private SubmissionOptions submission;

    SweepCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        reports.requirePossible();
        return coordinator.isGiven() ? onCluster() : here();
    }

    private int here() throws IOException {
        submission.requireNone();
        LemmaPatterns patterns = new LemmaPatterns(theories.lemmas());
        SweepPlan plan = new Planner(this::addTo, true, screen.err()).plan(theories.files(), patterns);
        Path place = state != null ? state : Path.of("troop-sweep", plan.name());
        try (StateDirectory kept = StateDirectory.open(place)) {
            int[] seconds = {CHECKPOINT_SECONDS};
            Arguments.given(checkpoint, v -> seconds[0] = Arguments.positive("--checkpoint", v));
            LocalSweep sweep =
                    new LocalSweep(plan, kept, screen, new LocalSweep.Conduct(quiet, triesAgain, seconds[0]));
            int code = sweep.run();
            if (reports.areWanted()) {
                reports.write(new ReportMaker(plan, kept, sweep).report(), screen);
            }
            return code;
        }
    }

    private void addTo(SettingsBuilder s) {
        s.define(theories.defines);
        search.addTo(s);
        subgoals.addTo(s);
        submission.race().addTo(s);
        limits.addTo(s);
        Arguments.given(derivationSeconds, v -> s.derivationSeconds(Arguments.number("--derivcheck-timeout", v)));
    }

    private int onCluster() throws IOException, InterruptedException {
        subgoals.requireNone("--coordinator");
        submission.priority();
        LemmaPatterns patterns = new LemmaPatterns(theories.lemmas());
        SweepPlan plan = new Planner(this::addTo, false, screen.err()).plan(theories.files(), patterns);
        plan.notes().forEach(n -> screen.err().println("troop: warning: " + n));
        try (SweepClient client = coordinator.client()) {
            ClusterSubmission s = new ClusterSubmission(client, submission, screen);
            int code = s.run(plan.parts());
            if (reports.areWanted()) {
                reports.write(new ClusterReport(client, screen).of(plan.name(), s.ids()), screen);
            }
            return code;
        }
    }
}
