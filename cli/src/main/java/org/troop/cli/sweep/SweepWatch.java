package org.troop.cli.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.troop.cli.Screen;
import org.troop.cli.Screen.Colour;
import org.troop.cli.Verdict;
import org.troop.cli.report.SweepReport.Entry;
import org.troop.cli.report.SweepReport.Outcome;
import org.troop.solver.search.RunningLemma;

/** Shows how a sweep gets on: verdicts as they come, and meanwhile what runs, what is done and what is left. */
final class SweepWatch extends SweepLog {
    private static final int MAX_NAME = 56;
    private static final int MAX_LIVE_LINES = 12;

    private final Screen screen;
    private final int jobs;
    private final int threads;
    private final boolean isQuiet;
    private final int nameWidth;
    private final Map<Job, Sample> samples = new HashMap<>();
    private int liveLines;
    private boolean isClosed;

    /** What a lemma's counter said at a time. */
    private record Sample(long expanded, long nanos, double rate) {}

    /** @param isQuiet verdicts alone */
    SweepWatch(Screen screen, SweepPlan plan, int threads, boolean isQuiet) {
        this.screen = screen;
        this.threads = threads;
        this.isQuiet = isQuiet;
        List<Job> all = plan.jobs();
        jobs = all.size();
        nameWidth = Math.min(
                MAX_NAME, all.stream().mapToInt(j -> label(j).length()).max().orElse(0));
    }

    private static String label(Job j) {
        return j.task() + "/" + j.lemma();
    }

    /** A line between the verdicts. */
    synchronized void say(String line) {
        if (!isQuiet && !isClosed) {
            erase();
            screen.out().println(line);
            screen.out().flush();
            draw();
        }
    }

    synchronized void warn(String line) {
        erase();
        screen.err().println("troop: " + line);
        screen.err().flush();
        draw();
    }

    @Override
    synchronized void over(Job job, StoredResult result) {
        super.over(job, result);
        samples.remove(job);
        if (isClosed) {
            return;
        }
        erase();
        screen.out().println(line(job, result.entry()));
        screen.out().flush();
        draw();
    }

    @Override
    synchronized void notKept(Job job, IOException reason) {
        warn("what came of " + label(job) + " could not be kept: " + reason.getMessage());
    }

    private String line(Job job, Entry e) {
        String verdict = String.format(Locale.ROOT, "%-10s", e.outcome().word());
        String text = String.format(
                Locale.ROOT,
                "  %-" + Math.max(1, nameWidth) + "s  %s  %11s  %9s",
                label(job),
                screen.coloured(colour(e.outcome()), verdict),
                e.steps() < 0 ? "" : Verdict.count(e.steps(), "step"),
                e.cost().seconds() < 0 ? "" : Verdict.seconds(e.cost().seconds()));
        String why = e.outcome().isConclusive() ? "" : e.stopped() != null ? e.stopped() : e.summary();
        String more = e.winner().isEmpty() ? why : "won by " + e.winner();
        return (more.isEmpty() ? text : text + "  " + more).stripTrailing();
    }

    private static Colour colour(Outcome o) {
        return switch (o) {
            case VERIFIED -> Colour.GREEN;
            case FALSIFIED -> Colour.RED;
            default -> Colour.YELLOW;
        };
    }

    // ---- progress

    /** Shows the state of things now. */
    synchronized void show() {
        if (isQuiet || isClosed) {
            return;
        }
        sample();
        if (screen.live()) {
            erase();
            draw();
        } else {
            lines().forEach(screen.err()::println);
            screen.err().flush();
        }
    }

    private void sample() {
        long now = System.nanoTime();
        for (Running r : running()) {
            Sample last = samples.getOrDefault(r.job(), new Sample(0, r.since(), 0));
            if (now - last.nanos >= 900_000_000L) {
                long n = r.run().expanded();
                samples.put(r.job(), new Sample(n, now, (n - last.expanded) * 1e9 / (now - last.nanos)));
            }
        }
    }

    private List<String> lines() {
        List<String> out = new ArrayList<>();
        long now = System.nanoTime();
        List<Double> since = new ArrayList<>();
        for (Running r : running()) {
            RunningLemma run = r.run();
            Sample s = samples.get(r.job());
            double seconds = (now - r.since()) / 1e9;
            since.add(seconds);
            out.add(String.format(
                    Locale.ROOT,
                    "  %-" + Math.max(1, nameWidth) + "s  %,d nodes%s, %,d open, %s",
                    label(r.job()),
                    run.expanded(),
                    s == null ? "" : String.format(Locale.ROOT, ", %,.0f/s", s.rate),
                    run.open(),
                    Verdict.seconds(seconds)));
        }
        out.add(sum(since));
        return out;
    }

    private String sum(List<Double> since) {
        Map<Job, StoredResult> results = results();
        StringBuilder out = new StringBuilder("  ")
                .append(results.size())
                .append(" of ")
                .append(jobs)
                .append(" done");
        String separator = ": ";
        for (Outcome o : Outcome.values()) {
            long n = results.values().stream()
                    .filter(r -> r.entry().outcome() == o)
                    .count();
            if (n > 0) {
                out.append(separator).append(n).append(' ').append(o.word());
                separator = ", ";
            }
        }
        return out.append("; left: ")
                .append(Remaining.text(seconds(), since, jobs - results.size(), threads))
                .toString();
    }

    private void draw() {
        if (!screen.live() || isQuiet || isClosed) {
            return;
        }
        List<String> all = lines();
        List<String> some = all.subList(Math.max(0, all.size() - MAX_LIVE_LINES), all.size());
        liveLines = some.size();
        for (String l : some) {
            screen.err().println(l.length() < screen.columns() ? l : l.substring(0, screen.columns() - 1));
        }
        screen.err().flush();
    }

    private void erase() {
        if (liveLines > 0) {
            screen.err().print("\u001b[" + liveLines + "A\u001b[J");
            screen.err().flush();
            liveLines = 0;
        }
    }

    /** Nothing is shown from now on. */
    synchronized void close() {
        erase();
        isClosed = true;
    }
}
