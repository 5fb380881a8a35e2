package org.troop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.troop.bench.EquationalProblems.Kind;
import org.troop.bench.EquationalProblems.Problem;
import org.troop.term.ac.AcSession;

/**
 * Problems modulo AC and variants, answered by the engine and by Maude through its pipe. One invocation is one problem, from term
 * trees to term trees on both sides. Cold: no cache knows the problem; the theories' sessions forget all that was asked whenever
 * all problems were asked once, which is part of the measured time. Warm: every problem was asked before.
 */
@State(Scope.Thread)
@BenchmarkMode({Mode.Throughput, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class EquationalBenchmark {
    private static final int PROBLEMS = 600;

    @Param({"UNIFY", "MATCH", "VARIANTS", "REDUCE"})
    private String problem = "";

    private Kind kind = Kind.UNIFY;

    private EquationalProblems problems = new EquationalProblems(kind, 0);
    private List<Problem> list = List.of();
    private AcSession[] cold = {};
    private AcSession[] warm = {};
    private final List<MaudePipe> maude = new ArrayList<>();
    private final List<MaudeText.Names> names = new ArrayList<>();
    private int next;
    private long asked;

    @Setup
    public void setUp() {
        kind = Kind.valueOf(problem);
        problems = new EquationalProblems(kind, Long.getLong("troop.seed", 1));
        list = problems.make(PROBLEMS);
        cold = sessions();
        warm = sessions();
    }

    private AcSession[] sessions() {
        return problems.theories.stream().map(AcSession::new).toArray(AcSession[]::new);
    }

    private Problem nextProblem() {
        next = next + 1 == PROBLEMS ? 0 : next + 1;
        return list.get(next);
    }

    @Benchmark
    public int troopCold() {
        Problem p = nextProblem();
        if (next == 0) {
            for (AcSession s : cold) {
                s.forget();
            }
        }
        return EquationalProblems.answer(cold[p.theory()], p);
    }

    @Benchmark
    public int troopWarm() {
        Problem p = nextProblem();
        return EquationalProblems.answer(warm[p.theory()], p);
    }

    @Benchmark
    public int maudePipe() {
        if (maude.isEmpty()) {
            problems.theories.forEach(s -> maude.add(new MaudePipe(s)));
            problems.theories.forEach(s -> names.add(MaudeText.names(s)));
        }
        Problem p = nextProblem();
        asked++;
        return MaudeText.ask(maude.get(p.theory()), names.get(p.theory()), p);
    }

    /** Processor time that Maude took per problem: the benchmark's thread, which JMH measures, only waits for it. */
    @TearDown
    public void tearDown() {
        if (!maude.isEmpty()) {
            long micros = maude.stream().mapToLong(MaudePipe::cpu).sum() / 1000;
            System.out.println("maude's processor time: " + 1.0 * micros / asked + " us/op over " + asked);
            maude.forEach(MaudePipe::close);
        }
    }
}
