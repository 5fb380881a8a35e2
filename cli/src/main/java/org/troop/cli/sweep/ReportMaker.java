package org.troop.cli.sweep;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.troop.cli.TheoryText;
import org.troop.cli.UsageException;
import org.troop.cli.Verdict;
import org.troop.cli.Version;
import org.troop.cli.report.SweepReport;
import org.troop.cli.report.SweepReport.Cost;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Expected;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.cli.report.SweepReport.Task;
import org.troop.cli.report.SweepReport.Trace;
import org.troop.cli.sweep.StoredResult.Assumed;
import org.troop.cli.sweep.SweepPlan.PlannedTask;
import org.troop.cli.sweep.SweepPlan.Slot;

/** Makes the report of a sweep on this machine from what is known of its jobs. */
public final class ReportMaker {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

    private final SweepPlan plan;
    private final StateDirectory state;
    private final Function<Job, @Nullable StoredResult> results;
    private final Map<String, Map<String, TheoryText.Expected>> expected = new HashMap<>();
    private final Set<Statement> proved;

    /** A lemma of a theory, whatever its attributes and its file. */
    private record Statement(String model, String statement) {}

    public ReportMaker(SweepPlan plan, StateDirectory state, LocalSweep sweep) {
        this.plan = plan;
        this.state = state;
        results = sweep::resultOf;
        proved = proved();
    }

    /**
     * What is verified, if what is not verified here holds: what rests on nothing else, what rests on that, and so on. Lemmas
     * that rest on each other are not among them.
     */
    private Set<Statement> proved() {
        List<StoredResult> verified = plan.jobs().stream()
                .map(results)
                .filter(r -> r != null && r.entry().outcome() == Outcome.VERIFIED)
                .toList();
        Set<Statement> some = verified.stream()
                .map(r -> new Statement(r.model(), r.statement()))
                .collect(Collectors.toSet());
        Set<Statement> out = new HashSet<>();
        int before;
        do {
            before = out.size();
            for (StoredResult r : verified) {
                if (r.restsOn().stream()
                        .map(a -> new Statement(r.model(), a.statement()))
                        .allMatch(a -> out.contains(a) || !some.contains(a))) {
                    out.add(new Statement(r.model(), r.statement()));
                }
            }
        } while (out.size() > before);
        return out;
    }

    /** The lemmas that a result rests on and that are not proved. */
    private static List<String> open(StoredResult r, Set<Statement> proved) {
        return r.restsOn().stream()
                .filter(a -> !proved.contains(new Statement(r.model(), a.statement())))
                .map(Assumed::lemma)
                .toList();
    }

    public SweepReport report() throws IOException {
        List<Task> tasks = new ArrayList<>();
        for (PlannedTask t : plan.tasks()) {
            List<Entry> entries = new ArrayList<>();
            String theory = "";
            int warnings = -1;
            for (Slot s : t.slots()) {
                StoredResult r = results.apply(s.job());
                theory = r == null || r.theory().isEmpty() ? theory : r.theory();
                warnings = r == null || r.warnings() < 0 ? warnings : r.warnings();
                Entry e = entry(s.job(), r);
                entries.add(s.repeats() ? e.again() : e);
            }
            tasks.add(new Task(t.name(), t.theory(), theory, t.options(), warnings, entries));
        }
        return new SweepReport(
                plan.name(), Version.banner(), Instant.now().truncatedTo(ChronoUnit.SECONDS), machine(), tasks);
    }

    private Entry entry(Job j, @Nullable StoredResult r) throws IOException {
        if (r == null) {
            return new Entry(
                    j.lemma(),
                    "",
                    Outcome.PENDING,
                    "not done",
                    -1,
                    null,
                    null,
                    Cost.UNKNOWN,
                    List.of(),
                    List.of(),
                    null,
                    false);
        }
        Entry e = r.entry();
        List<Trace> traces = new ArrayList<>(e.traces());
        String graph = state.graph(j);
        if (graph != null && !traces.isEmpty()) {
            Trace first = traces.getFirst();
            traces.set(0, new Trace(first.path(), first.validation(), first.reason(), graph));
        }
        TheoryText.Expected x = expected(j);
        return new Entry(
                e.lemma(),
                e.quantifier(),
                e.outcome(),
                e.summary(),
                e.steps(),
                e.stopped(),
                x == null ? null : new Expected(x.toString(), x.isMetBy(e.summary(), e.steps())),
                e.cost(),
                traces,
                open(r, proved),
                e.race(),
                false);
    }

    /** What a comment before the lemma expects; null without. */
    private TheoryText.@Nullable Expected expected(Job j) throws IOException {
        Map<String, TheoryText.Expected> all = expected.get(j.theory());
        if (all == null) {
            try {
                all = new TheoryText(j.theory()).expected();
            } catch (UsageException e) {
                all = Map.of(); // 'troop prove --check-expected' says what is wrong with them
            }
            expected.put(j.theory(), all);
        }
        return all.get(j.lemma());
    }

    private String machine() throws IOException {
        int threads = plan.jobs().stream()
                .mapToInt(j -> j.settings().threadCount())
                .max()
                .orElse(1);
        Matcher peak = PEAK.matcher(
                Files.isReadable(Path.of("/proc/self/status")) ? Files.readString(Path.of("/proc/self/status")) : "");
        return String.format(
                        Locale.ROOT,
                        "%s, heap of at most %,d MB",
                        Verdict.count(threads, "thread"),
                        Runtime.getRuntime().maxMemory() >> 20)
                + (peak.find()
                        ? String.format(
                                Locale.ROOT,
                                ", of this process at most %,d MB resident",
                                Long.parseLong(peak.group(1)) >> 10)
                        : "")
                + processor();
    }

    /** What this process has taken, precomputation and reading included; empty if that is not known. */
    private static String processor() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean os
                        && os.getProcessCpuTime() > 0
                ? String.format(Locale.ROOT, ", %,.1f s of processors", os.getProcessCpuTime() / 1e9)
                : "";
    }
}
