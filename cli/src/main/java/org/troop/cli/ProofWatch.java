package org.troop.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.syntax.Item.Lemma;

/**
 * Prints verdicts as soon as they are known, and meanwhile how the running lemmas get on: on a terminal in lines that are
 * drawn anew several times a second, elsewhere as plain lines now and then.
 */
final class ProofWatch extends LemmaLog implements AutoCloseable {
    private static final int LIVE_MILLIS = 200;
    private static final int PLAIN_MILLIS = 10_000;
    private static final int MAX_LIVE_LINES = 12;
    private static final int MAX_NAME = 48;

    private final Screen screen;
    private final Predicate<Lemma> shown;
    private final Function<LemmaResult, String> remark;
    private final int nameWidth;
    private final @Nullable Thread ticker;
    private final Map<String, Sample> samples = new HashMap<>();
    private String sources = "";
    private int liveLines;
    private boolean closed;

    /** What a lemma's counter said at a time. */
    private record Sample(long expanded, long nanos, double rate) {}

    /**
     * @param shown lemmas whose verdicts are printed
     * @param remark stands behind a verdict; "" for none
     * @param isQuiet verdicts only
     */
    ProofWatch(
            Screen screen,
            List<Lemma> lemmas,
            Predicate<Lemma> shown,
            Function<LemmaResult, String> remark,
            boolean isQuiet) {
        this.screen = screen;
        this.shown = shown;
        this.remark = remark;
        nameWidth = Math.min(
                MAX_NAME,
                lemmas.stream()
                        .filter(shown)
                        .mapToInt(l -> label(l).length())
                        .max()
                        .orElse(0));
        ticker = isQuiet ? null : Thread.ofPlatform().daemon().name("progress").start(this::tick);
    }

    private static String label(Lemma l) {
        return l.name() + " (" + l.quantifier().text() + ")";
    }

    // ---- what the prover tells

    @Override
    public synchronized void finished(LemmaResult result) {
        super.finished(result);
        if (closed || !shown.test(result.lemma())) {
            return;
        }
        erase();
        screen.out().println(line(result, Math.max(0, seconds(result.lemma().name()))));
        screen.out().flush();
        draw();
    }

    /** A line of the precomputation of sources or of a breadth-first search. */
    synchronized void log(String line) {
        sources = line.endsWith("Done") ? "" : line;
    }

    private String line(LemmaResult r, double seconds) {
        String verdict = String.format(Locale.ROOT, "%-25s", Verdict.text(r));
        String text = String.format(
                Locale.ROOT,
                "  %-" + Math.max(1, nameWidth) + "s  %s  %11s  %9s",
                label(r.lemma()),
                screen.coloured(Verdict.of(r).colour(), verdict),
                Verdict.count(r.steps(), "step"),
                Verdict.seconds(seconds));
        String stopped = r.stopped();
        String more = stopped != null && Verdict.of(r) == Verdict.OPEN ? stopped : remark.apply(r);
        if (r.race() != null && !r.race().winner().isEmpty()) {
            more = "won by " + r.race().winner() + (more.isEmpty() ? "" : ", " + more);
        }
        return more.isEmpty() ? text : text + "  " + more;
    }

    // ---- progress

    private void tick() {
        try {
            while (true) {
                Thread.sleep(screen.live() ? LIVE_MILLIS : PLAIN_MILLIS);
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    sample();
                    if (screen.live()) {
                        erase();
                        draw();
                    } else {
                        progress().forEach(screen.err()::println);
                    }
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void sample() {
        long now = System.nanoTime();
        for (Running r : running()) {
            Sample last = samples.getOrDefault(r.lemma().name(), new Sample(0, r.since(), 0));
            if (now - last.nanos >= 900_000_000L) {
                long n = r.run().expanded();
                double rate = (n - last.expanded) * 1e9 / (now - last.nanos);
                samples.put(r.lemma().name(), new Sample(n, now, rate));
            }
        }
    }

    private List<String> progress() {
        List<String> out = new ArrayList<>();
        long now = System.nanoTime();
        for (Running r : running()) {
            Sample s = samples.get(r.lemma().name());
            out.add(String.format(
                    Locale.ROOT,
                    "  %-" + Math.max(1, nameWidth) + "s  %,d nodes, %,d open, depth %d%s, %s",
                    label(r.lemma()),
                    r.run().expanded(),
                    r.run().open(),
                    r.run().depth(),
                    s == null ? "" : String.format(Locale.ROOT, ", %,.0f/s", s.rate),
                    Verdict.seconds((now - r.since()) / 1e9)));
        }
        if (!sources.isEmpty()) {
            out.add("  " + sources);
        }
        return out;
    }

    private void draw() {
        if (!screen.live() || ticker == null || closed) {
            return;
        }
        List<String> lines = progress();
        liveLines = Math.min(lines.size(), MAX_LIVE_LINES);
        for (String l : lines.subList(0, liveLines)) {
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

    /** Nothing is printed from now on. */
    @Override
    public synchronized void close() {
        erase();
        closed = true;
        if (ticker != null) {
            ticker.interrupt();
        }
    }
}
