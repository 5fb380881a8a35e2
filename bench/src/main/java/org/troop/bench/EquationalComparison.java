package org.troop.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.troop.bench.EquationalProblems.Kind;
import org.troop.bench.EquationalProblems.Problem;
import org.troop.term.Signature;
import org.troop.term.ac.AcSession;

/**
 * The engine beside Maude through its pipe, problem by problem. Both sides take turns on the same problems in the same process, a
 * round each, and go from term trees to term trees: Maude's side writes the command, waits for the reply and parses it. With cold
 * caches the engine forgets all it knows but the theory before each round.
 *
 * <p>The mean time of a problem is that of a round: processor time of the whole JVM (compilers and collector too), or of Maude and the
 * thread that asks. For percentiles over problems the time of a problem is the median of its rounds: by the wall clock for the
 * engine, whose problems are shorter than a thread's turn, in processor time for Maude. So a machine's other load hardly matters.
 *
 * <p>{@code bench/equational [-Dtroop.seed=N] [-Dtroop.rounds=N] [-Dtroop.kind=KIND] [-Dtroop.warmup=SECONDS] [-Dtroop.alone=true]}; the
 * last one leaves Maude out.
 */
public final class EquationalComparison {
    private static final int PROBLEMS = 600;
    private static final File TASKS = new File("/proc/self/task");
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final List<Problem> problems;
    private final List<Signature> theories;
    private final int rounds;
    private final AcSession[] sessions;
    private final MaudeText.Names[] names;
    private final MaudePipe[] pipes;
    private final String thread;
    private long answers;

    private EquationalComparison(List<Signature> theories, List<Problem> problems, int rounds) {
        this.problems = problems;
        this.theories = theories;
        this.rounds = rounds;
        sessions = theories.stream().map(AcSession::new).toArray(AcSession[]::new);
        names = theories.stream().map(MaudeText::names).toArray(MaudeText.Names[]::new);
        pipes = new MaudePipe[theories.size()];
        try {
            thread = Path.of("/proc/thread-self").toRealPath().getFileName().toString();
        } catch (IOException e) {
            throw new UncheckedIOException("processor times are known on Linux only", e);
        }
    }

    public static void main(String[] args) {
        long seed = Long.getLong("troop.seed", 1);
        int rounds = Integer.getInteger("troop.rounds", 15);
        System.out.println("| kind | problems | | Maude and pipe | Troop, cold | ratio | Troop, warm | ratio |");
        for (Kind kind : Kind.values()) {
            if (!System.getProperty("troop.kind", kind.name()).equals(kind.name())) {
                continue;
            }
            EquationalProblems random = new EquationalProblems(kind, seed);
            new EquationalComparison(random.theories, random.make(PROBLEMS), rounds).print(kind);
        }
    }

    /** Times of one round: of all problems together, and each. */
    private static final class Times {
        final double[] mean;
        final long[][] each;

        Times(int rounds, int problems) {
            mean = new double[rounds];
            each = new long[problems][rounds];
        }

        double mean() {
            return median(mean);
        }

        double percentile(int p) {
            double[] medians = Arrays.stream(each)
                    .mapToDouble(t -> median(Arrays.stream(t).asDoubleStream().toArray()) / 1000)
                    .sorted()
                    .toArray();
            return medians[(medians.length * p + 99) / 100 - 1];
        }

        private static double median(double[] x) {
            double[] s = x.clone();
            Arrays.sort(s);
            return s[s.length / 2];
        }
    }

    private void print(Kind kind) {
        Times cold = new Times(rounds, problems.size());
        Times warm = new Times(rounds, problems.size());
        Times maude = new Times(rounds, problems.size());
        warmUp(cold, warm);
        for (int r = 0; r < rounds; r++) {
            if (!Boolean.getBoolean("troop.alone")) {
                maude(r, maude);
            }
            troop(r, true, cold);
            troop(r, false, warm);
        }
        for (MaudePipe p : pipes) {
            if (p != null) {
                p.close();
            }
        }
        row(kind, "mean", maude.mean(), cold.mean(), warm.mean());
        for (int p : new int[] {50, 95, 99}) {
            row(kind, p + "th percentile", maude.percentile(p), cold.percentile(p), warm.percentile(p));
        }
    }

    private void row(Kind kind, String what, double maude, double cold, double warm) {
        System.out.printf(
                "| %s | %d | %s | %.2f | %.2f | %.1f | %.2f | %.1f |%n",
                kind, problems.size(), what, maude, cold, maude / cold, warm, maude / warm);
    }

    private void warmUp(Times cold, Times warm) {
        long until = THREADS.getCurrentThreadCpuTime() + Long.getLong("troop.warmup", 8) * 1_000_000_000L;
        while (THREADS.getCurrentThreadCpuTime() < until) {
            troop(0, true, cold);
            troop(0, false, warm);
        }
    }

    private void troop(int r, boolean forget, Times times) {
        long before = cpuOfOthers() + THREADS.getCurrentThreadCpuTime();
        if (forget) {
            for (AcSession s : sessions) {
                s.forget();
            }
        }
        for (int i = 0; i < problems.size(); i++) {
            Problem p = problems.get(i);
            long start = System.nanoTime();
            answers += EquationalProblems.answer(sessions[p.theory()], p);
            times.each[i][r] = System.nanoTime() - start;
        }
        long after = THREADS.getCurrentThreadCpuTime() + cpuOfOthers();
        times.mean[r] = (after - before) / 1000.0 / problems.size();
    }

    /** Nanoseconds of processor time of the other threads that this JVM has now. */
    private long cpuOfOthers() {
        long sum = 0;
        for (String task : Objects.requireNonNull(TASKS.list(), "processor times are known on Linux only")) {
            if (!task.equals(thread)) {
                sum += MaudePipe.cpu(new File(TASKS, task + "/schedstat"));
            }
        }
        return sum;
    }

    private void maude(int r, Times times) {
        long sum = 0;
        for (int i = 0; i < problems.size(); i++) {
            Problem p = problems.get(i);
            MaudePipe pipe = pipe(p.theory());
            long waited = -pipe.cpu();
            long start = THREADS.getCurrentThreadCpuTime();
            int found = MaudeText.ask(pipe, names[p.theory()], p);
            long mine = THREADS.getCurrentThreadCpuTime() - start;
            waited += pipe.cpu();
            answers += found;
            if (r == 0 && found != EquationalProblems.answer(sessions[p.theory()], p)) {
                throw new IllegalStateException("different numbers of answers: " + p);
            }
            times.each[i][r] = mine + waited;
            sum += mine + waited;
        }
        times.mean[r] = sum / 1000.0 / problems.size();
    }

    private MaudePipe pipe(int theory) {
        if (pipes[theory] == null) {
            pipes[theory] = new MaudePipe(theories.get(theory));
        }
        return pipes[theory];
    }
}
