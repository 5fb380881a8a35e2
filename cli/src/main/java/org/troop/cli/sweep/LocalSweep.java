package org.troop.cli.sweep;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.cli.Complaint;
import org.troop.cli.ExitCode;
import org.troop.cli.Interruption;
import org.troop.cli.LoadedTheory;
import org.troop.cli.RaceLines;
import org.troop.cli.Screen;
import org.troop.cli.TheoryText;
import org.troop.cli.UnguardedFormulaException;
import org.troop.cli.UsageException;
import org.troop.cli.Verdict;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.Theory;

/** Proves the lemmas of a plan in this process, one group after the other, and keeps what comes of them. */
public final class LocalSweep {
    /** A job during which so many processes ended without a word is done last. */
    private static final int SUSPECT = 2;

    /** Warnings about theories were printed when the plan was made. */
    private static final PrintStream SILENT = new PrintStream(OutputStream.nullOutputStream());

    private final SweepPlan plan;
    private final StateDirectory state;
    private final Screen screen;
    private final Conduct conduct;
    private final OracleFiles oracles = new OracleFiles();
    private final Identity identity = new Identity(oracles);
    private final ResultMaker results = new ResultMaker(identity, oracles);
    private final SweepWatch log;
    private final long start = System.nanoTime();
    private volatile @Nullable GroupRun current;

    /**
     * How a sweep is conducted.
     *
     * @param isQuiet verdicts alone are shown
     * @param triesAgain lemmas without a verdict are searched again, even if nothing has changed
     * @param checkpointSeconds between two writings of a proof that goes on
     */
    public record Conduct(boolean isQuiet, boolean triesAgain, int checkpointSeconds) {}

    public LocalSweep(SweepPlan plan, StateDirectory state, Screen screen, Conduct conduct) {
        this.plan = plan;
        this.state = state;
        this.screen = screen;
        this.conduct = conduct;
        int threads = plan.jobs().stream()
                .mapToInt(j -> j.settings().threadCount())
                .max()
                .orElse(1);
        log = new SweepWatch(screen, plan, threads, conduct.isQuiet());
    }

    /** Proves what is not known yet; the exit code. */
    public int run() throws IOException {
        plan.notes().forEach(n -> screen.err().println("troop: warning: " + n));
        Set<Job> left = new LinkedHashSet<>();
        Set<Job> suspects = new LinkedHashSet<>();
        for (Job j : plan.jobs()) {
            StoredResult r = state.result(j);
            if (r != null && r.input().equals(identity.of(j)) && stands(r, j)) {
                log.known(j, r);
            } else {
                (state.attempts(j).deaths() >= SUSPECT ? suspects : left).add(j);
            }
        }
        heading(left.size() + suspects.size());
        try (SweepTicker ticker = new SweepTicker(log, () -> current, conduct.checkpointSeconds(), screen.live());
                Interruption interruption = new Interruption(this::leave)) {
            for (Group g : plan.groups(left)) {
                prove(g);
            }
            for (Group g : plan.groups(suspects)) {
                log.say("  last, because a process ended without a word while it worked on it, more than once: "
                        + String.join(", ", g.jobs().stream().map(Job::lemma).toList()));
                prove(g);
            }
        }
        log.close();
        return conclusion();
    }

    /** Whether a result that was kept is one still. */
    private boolean stands(StoredResult r, Job j) {
        boolean isDone = r.entry().outcome().isConclusive();
        if (isDone) {
            return true;
        }
        return !conduct.triesAgain()
                && r.entry().outcome() == Outcome.INCOMPLETE
                && (!r.isLimited() || r.limits().equals(j.settings().lemmaLimits()));
    }

    private void heading(int left) {
        List<Job> all = plan.jobs();
        long slots = plan.tasks().stream().mapToLong(t -> t.slots().size()).sum();
        String twice = slots == all.size() ? "" : " (" + (slots - all.size()) + " stand there twice)";
        log.say("sweep " + plan.name() + ": " + Verdict.count(all.size(), "lemma") + twice + " in "
                + Verdict.count(plan.tasks().size(), "task")
                + (left == all.size() ? "" : ", " + (all.size() - left) + " known from before")
                + "; what is known is kept in " + state.path());
    }

    // ---- a group

    private void prove(Group g) throws IOException {
        LoadedTheory t;
        try {
            t = load(g);
        } catch (RuntimeException e) {
            Complaint c = Complaint.about(e, null);
            log.failedWith(c.exitCode());
            g.jobs().forEach(j -> log.over(j, results.failed(j, c.text())));
            return;
        }
        List<Job> jobs = new ArrayList<>();
        for (Job j : g.jobs()) {
            StoredResult r = state.result(j);
            if (r != null && !r.key().isEmpty() && stands(r, j) && r.key().equals(results.key(j, t))) {
                StoredResult same = r.forInput(identity.of(j));
                log.known(j, same);
                state.keep(j, same, false);
            } else {
                if (r != null && !r.isLimited()) {
                    state.forget(j);
                }
                jobs.add(j);
            }
        }
        if (jobs.isEmpty()) {
            return;
        }
        log.say(String.join(
                        " ", t.open().name(), "(" + g.theory() + ")", String.join(" ", OptionWords.of(g.settings())))
                .strip());
        GroupRun run = new GroupRun(t, jobs, state, log, results);
        current = run;
        try {
            run.run();
        } finally {
            current = null;
        }
    }

    /** Stored proofs of lemmas that this group does not ask for are left out: nobody needs to replay them. */
    private LoadedTheory load(Group g) throws IOException {
        identity.looksAgain(g.theory());
        Set<String> wanted = new HashSet<>(g.jobs().stream().map(Job::lemma).toList());
        Theory read = LoadedTheory.read(g.theory(), g.settings(), SILENT);
        List<Item> items = new ArrayList<>();
        for (Item i : read.items()) {
            items.add(i instanceof Lemma l && !wanted.contains(l.name()) ? l.withProof(null) : i);
        }
        if (!identity.looksAgain(g.theory())) {
            throw new UsageException(g.theory() + ": it was changed while it was read; start again");
        }
        for (String l : wanted) {
            if (read.all(Lemma.class).stream().noneMatch(x -> x.name().equals(l))
                    && !LoadedTheory.generatesSources(read, g.settings())) {
                throw new UsageException(g.theory() + ": the lemma '" + l + "' is not there any more; start again");
            }
        }
        try {
            return LoadedTheory.close(g.theory(), read.withItems(items), g.settings(), List.of(), line -> {});
        } catch (UnguardedFormulaException e) {
            throw new UsageException(new TheoryText(g.theory()).placeOf(e.kind(), e.name()) + e.getMessage());
        }
    }

    // ---- the end

    /** On Ctrl-C, while the threads of the search go on. */
    private void leave() {
        log.close();
        GroupRun run = current;
        if (run != null) {
            run.leave();
        }
        List<SweepLog.Running> running = log.running();
        screen.err()
                .println("troop: interrupted after " + Verdict.seconds((System.nanoTime() - start) / 1e9) + "; "
                        + log.results().size() + " of "
                        + Verdict.count(plan.jobs().size(), "lemma") + " done"
                        + (running.isEmpty()
                                ? ""
                                : ", the proofs so far of "
                                        + String.join(
                                                ", ",
                                                running.stream()
                                                        .map(r -> r.job().lemma())
                                                        .toList())
                                        + " are kept"));
        screen.err().println("troop: the same command goes on from there (" + state.path() + ")");
        screen.err().flush();
    }

    private int conclusion() {
        int code = log.failure();
        int verdicts = 0;
        int verified = 0;
        int falsified = 0;
        List<String> open = new ArrayList<>();
        for (Job j : plan.jobs()) {
            Outcome o = log.result(j).entry().outcome();
            verified += o == Outcome.VERIFIED ? 1 : 0;
            falsified += o == Outcome.FALSIFIED ? 1 : 0;
            if (o.isConclusive()) {
                verdicts++;
            } else {
                open.add(j.lemma());
                code = ExitCode.worse(
                        code, o == Outcome.FAILED && code == ExitCode.OK ? ExitCode.INTERNAL : ExitCode.INCONCLUSIVE);
            }
        }
        if (!conduct.isQuiet()) {
            winners().forEach(screen.out()::println);
            screen.out()
                    .println(Verdict.count(plan.jobs().size(), "lemma") + ": " + verified + " verified, " + falsified
                            + " falsified"
                            + (open.isEmpty() ? "" : ", " + open.size() + " without a verdict (" + some(open) + ")")
                            + "; " + Verdict.seconds((System.nanoTime() - start) / 1e9));
        }
        return verdicts == plan.jobs().size() ? log.failure() : code;
    }

    private List<String> winners() {
        Map<String, String> winners = new LinkedHashMap<>();
        for (Job j : plan.jobs()) {
            winners.put(j.lemma(), log.result(j).entry().winner());
        }
        return RaceLines.attributes(winners);
    }

    private static String some(List<String> names) {
        return names.size() <= 5
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 5)) + ", and " + (names.size() - 5) + " more";
    }

    /** What is known of a job. */
    @Nullable
    StoredResult resultOf(Job j) {
        return log.resultOrNull(j);
    }
}
