package org.troop.cli;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.troop.proto.CollectReply;
import org.troop.proto.CollectRequest;
import org.troop.proto.Collected;
import org.troop.proto.GetRequest;
import org.troop.proto.Lemma;
import org.troop.proto.LemmaState;
import org.troop.proto.ListRequest;
import org.troop.proto.ProofStatus;
import org.troop.proto.SubmitRequest;
import org.troop.proto.Sweep;
import org.troop.proto.SweepOptions;
import org.troop.proto.SweepServiceGrpc;
import org.troop.proto.SweepServiceGrpc.SweepServiceBlockingStub;
import org.troop.proto.SweepState;
import org.troop.proto.Theory;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.search.LemmaResult;
import org.troop.worker.client.FetchedProof;
import org.troop.worker.theory.ScratchDirectory;
import org.troop.worker.theory.TheoryFiles;
import org.troop.worker.wire.Connections;

/** A client of the sweep service. A coordinator that is away is waited for; what it refuses is a {@link UsageException}. */
final class SweepClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final String address;
    private final ManagedChannel channel;

    /** @param channel closed with this client */
    SweepClient(String address, ManagedChannel channel) {
        this.address = address;
        this.channel = channel;
    }

    private SweepServiceBlockingStub calls() {
        return SweepServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private <T> T call(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw complaint(e);
        }
    }

    private UsageException complaint(StatusRuntimeException e) {
        String why = e.getStatus().getDescription();
        String certificates = Connections.certificateProblem(e.getStatus());
        if (certificates != null) {
            return new UsageException("no secure connection to the coordinator at " + address + ": " + certificates);
        }
        return new UsageException(
                switch (e.getStatus().getCode()) {
                    case UNAVAILABLE, DEADLINE_EXCEEDED ->
                        "the coordinator at " + address + " does not answer; is it running?";
                    default -> why == null ? e.getStatus().getCode().name() : why;
                });
    }

    private static GetRequest get(String id) {
        return GetRequest.newBuilder().setId(id).build();
    }

    // ---- sweeps

    /** Submits the matching lemmas of a theory; the id of the sweep. */
    String submit(
            String file, Settings settings, LemmaPatterns patterns, int priority, SweepOptions options, PrintStream err)
            throws IOException {
        var open = LoadedTheory.read(file, settings, err);
        List<org.troop.theory.syntax.Item.Lemma> lemmas = open.all(org.troop.theory.syntax.Item.Lemma.class);
        patterns.requireMatches(file, lemmas);
        List<String> names = lemmas.stream()
                .filter(patterns::matches)
                .map(org.troop.theory.syntax.Item.Lemma::name)
                .toList();
        if (names.isEmpty()) {
            throw new UsageException(file + ": the theory has no lemmas");
        }
        if (lemmas.stream().anyMatch(l -> patterns.matches(l) && l.proof() != null)) {
            throw new UsageException(file + ": a lemma with a stored proof cannot be part of a sweep yet; 'troop prove'"
                    + " replays it");
        }
        return submit(file, TheoryMessages.of(file, open, settings, options.getRaceList()), names, priority, options);
    }

    String submit(String name, Theory theory, List<String> lemmas, int priority, SweepOptions options) {
        SubmitRequest r = SubmitRequest.newBuilder()
                .setId(UUID.randomUUID().toString().substring(0, 13))
                .setName(name.substring(Math.max(0, name.length() - 200)))
                .setTheory(theory)
                .addAllLemmas(lemmas)
                .setPriority(priority)
                .setEngine(EngineHash.hex())
                .setOptions(options)
                .build();
        return call(() -> calls().submit(r)).getId();
    }

    int list(PrintStream out) {
        for (Sweep s :
                call(() -> calls().list(ListRequest.getDefaultInstance())).getSweepsList()) {
            long done = s.getLemmasList().stream()
                    .filter(l -> l.getState() != LemmaState.LEMMA_STATE_RUNNING)
                    .count();
            out.printf(
                    "%s  %s  %s  %d of %s  %s%n",
                    s.getId(),
                    Instant.ofEpochMilli(s.getSubmittedMillis() / 1000 * 1000),
                    s.getState() == SweepState.SWEEP_STATE_OVER ? "over   " : "running",
                    done,
                    Verdict.count(s.getLemmasCount(), "lemma"),
                    s.getName());
        }
        return ExitCode.OK;
    }

    /** How a sweep is now. */
    Sweep sweep(String id) {
        return call(() -> calls().get(get(id)));
    }

    /** The theory that a sweep is about. */
    Theory theory(String id) {
        return call(() -> calls().fetchSweepTheory(get(id)));
    }

    int status(String id, PrintStream out) throws IOException {
        Sweep s = call(() -> calls().get(get(id)));
        SweepLines lines = lines(id);
        lines.of(s).forEach(out::println);
        return code(s);
    }

    int cancel(String id, PrintStream out) throws IOException {
        Sweep s = call(() -> calls().cancel(get(id)));
        SweepLines lines = lines(id);
        lines.of(s).forEach(out::println);
        return ExitCode.OK;
    }

    /** Removes old sweeps, or says which would be removed. */
    int collect(CollectRequest r, PrintStream out) {
        CollectReply removed = call(() -> SweepServiceGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(1, TimeUnit.HOURS)
                .collect(r));
        for (Collected s : removed.getSweepsList()) {
            out.println(
                    s.getId() + "  " + Instant.ofEpochMilli(s.getFinishedMillis() / 1000 * 1000) + "  " + s.getName());
        }
        out.println(Verdict.count(removed.getSweepsCount(), "sweep") + " and "
                + removed.getTheories() + (removed.getTheories() == 1 ? " theory" : " theories")
                + (r.getDryRun() ? " would be removed" : " removed"));
        out.flush();
        return ExitCode.OK;
    }

    /** Prints each lemma when it is over; waits through restarts of the coordinator. */
    int watch(String id, PrintStream out) throws IOException, InterruptedException {
        SweepLines lines = lines(id);
        Map<String, Boolean> said = new HashMap<>();
        Sweep last = follow(id, s -> {
            for (Lemma l : s.getLemmasList()) {
                if (l.getState() != LemmaState.LEMMA_STATE_RUNNING && said.put(l.getName(), true) == null) {
                    out.println(lines.of(l, s));
                    out.flush();
                }
            }
        });
        lines.conclusion(last).forEach(out::println);
        out.flush();
        return code(last);
    }

    interface Follower {
        void see(Sweep s);
    }

    /** The sweep when it is over. */
    Sweep follow(String id, Follower follower) throws InterruptedException {
        long silent = System.nanoTime();
        while (true) {
            try {
                channel.resetConnectBackoff(); // pauses are made here
                Iterator<Sweep> watch = SweepServiceGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(1, TimeUnit.HOURS)
                        .watch(get(id));
                while (watch.hasNext()) {
                    Sweep s = watch.next();
                    silent = System.nanoTime();
                    follower.see(s);
                    if (s.getState() == SweepState.SWEEP_STATE_OVER) {
                        return s;
                    }
                }
            } catch (StatusRuntimeException e) {
                Status.Code c = e.getStatus().getCode();
                boolean away = c == Status.Code.UNAVAILABLE
                        || c == Status.Code.CANCELLED
                        || c == Status.Code.INTERNAL
                        || c == Status.Code.DEADLINE_EXCEEDED;
                if (!away || (System.nanoTime() - silent) / 1e9 > 5_400) {
                    throw complaint(e);
                }
                Thread.sleep(200);
            }
        }
    }

    private SweepLines lines(String id) throws IOException {
        return new SweepLines(call(() -> calls().fetchSweepTheory(get(id))));
    }

    private static int code(Sweep s) {
        if (s.getLemmasList().stream().anyMatch(l -> l.getState() == LemmaState.LEMMA_STATE_FAILED)) {
            return ExitCode.INTERNAL;
        }
        return s.getLemmasList().stream()
                        .allMatch(l -> l.getStatus() == ProofStatus.PROOF_STATUS_COMPLETE
                                || l.getStatus() == ProofStatus.PROOF_STATUS_TRACE_FOUND)
                ? ExitCode.OK
                : ExitCode.INCONCLUSIVE;
    }

    // ---- proofs

    int proof(String id, @Nullable Path output, Screen screen) throws IOException {
        Sweep s = call(() -> calls().get(get(id)));
        Theory theory = call(() -> calls().fetchSweepTheory(get(id)));
        try (ScratchDirectory scratch = ScratchDirectory.temporary()) {
            String file = TheoryFiles.layOut(theory, scratch.path()).toString();
            Settings settings = TheoryMessages.settings(theory);
            LoadedTheory t = LoadedTheory.close(
                    file, LoadedTheory.read(file, settings, screen.err()), settings, List.of(), line -> {});
            Map<String, LemmaResult> found = results(s, t);
            if (output == null) {
                t.print(t.withStored(found), screen.out());
                screen.out().flush();
            } else {
                OutputFile.write(output, w -> t.print(t.withStored(found), w));
            }
            boolean invalid = TraceComplaints.print("troop", s.getName(), found.values(), screen.err());
            return invalid ? ExitCode.INTERNAL : ExitCode.OK;
        }
    }

    /** The lemmas of a sweep that are done, with their proofs. */
    private Map<String, LemmaResult> results(Sweep s, LoadedTheory t) {
        Map<String, LemmaResult> found = new LinkedHashMap<>();
        for (Lemma l : s.getLemmasList()) {
            if (l.getState() == LemmaState.LEMMA_STATE_DONE) {
                found.put(l.getName(), result(s, t, l.getName()));
            }
        }
        return found;
    }

    /** A lemma that is done, with its proof. */
    LemmaResult result(Sweep s, LoadedTheory t, String lemma) {
        var stub = SweepServiceGrpc.newBlockingStub(channel).withWaitForReady().withDeadlineAfter(1, TimeUnit.HOURS);
        return call(() -> FetchedProof.fetch(stub, s.getId(), t.closed(), t.lemma(lemma)));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
