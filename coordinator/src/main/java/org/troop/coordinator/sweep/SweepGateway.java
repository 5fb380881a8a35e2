package org.troop.coordinator.sweep;

import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.metrics.SearchMeters;
import org.troop.coordinator.search.SearchCommand;
import org.troop.coordinator.search.SearchEntity;
import org.troop.coordinator.store.ProofStore;
import org.troop.coordinator.store.Reads.SweepRow;
import org.troop.coordinator.store.Retention;
import org.troop.coordinator.store.SearchRow;
import org.troop.coordinator.store.StoreException;
import org.troop.proto.CollectReply;
import org.troop.proto.CollectRequest;
import org.troop.proto.Collected;
import org.troop.proto.FetchProofRequest;
import org.troop.proto.GetRequest;
import org.troop.proto.LemmaState;
import org.troop.proto.ListReply;
import org.troop.proto.ListRequest;
import org.troop.proto.ProofFragment;
import org.troop.proto.ProofHead;
import org.troop.proto.ProofPart;
import org.troop.proto.SubmitRequest;
import org.troop.proto.Sweep;
import org.troop.proto.SweepServiceGrpc;
import org.troop.proto.SweepState;
import org.troop.proto.Theory;
import org.troop.proto.Trace;
import org.troop.solver.search.Rounds;
import org.troop.solver.search.Strategy;

/** The sweep service. Answers come from the store, so that every coordinator can give them. */
public final class SweepGateway extends SweepServiceGrpc.SweepServiceImplBase {
    private static final Logger LOG = LoggerFactory.getLogger(SweepGateway.class);
    private static final long WATCH_MILLIS = 200;
    private static final int MOST_LEMMAS = 10_000;
    private static final int MOST_DAYS = 36_500;

    private final ProofStore store;
    private final ClusterSharding sharding;
    private final String engine;
    private final boolean allowsScripts;
    private final SearchMeters meters;
    private final Executor executor;

    /**
     * @param allowsScripts whether theories may run scripts on workers
     * @param executor for calls, which block
     */
    public SweepGateway(
            ProofStore store,
            ClusterSharding sharding,
            String engine,
            boolean allowsScripts,
            SearchMeters meters,
            Executor executor) {
        this.allowsScripts = allowsScripts;
        this.store = store;
        this.sharding = sharding;
        this.engine = engine;
        this.meters = meters;
        this.executor = executor;
    }

    private interface Call {
        void run() throws InterruptedException;
    }

    /** Runs a call and turns what goes wrong into a status. */
    private void answer(StreamObserver<?> out, Call call) {
        executor.execute(() -> {
            try {
                call.run();
            } catch (StatusRuntimeException e) {
                out.onError(e);
            } catch (StoreException | CompletionException e) {
                LOG.warn("a call failed", e);
                out.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                out.onError(Status.UNAVAILABLE.withDescription("shutting down").asRuntimeException());
            } catch (RuntimeException e) {
                LOG.error("a call failed", e);
                out.onError(Status.INTERNAL.withDescription(e.toString()).asRuntimeException());
            }
        });
    }

    private static <T> void reply(StreamObserver<T> out, T message) {
        out.onNext(message);
        out.onCompleted();
    }

    private static StatusRuntimeException bad(String what) {
        return Status.INVALID_ARGUMENT.withDescription(what).asRuntimeException();
    }

    // ---- sweeps

    @Override
    public void submit(SubmitRequest r, StreamObserver<Sweep> out) {
        answer(out, () -> {
            require(r);
            Strategy strategy = strategy(r.getTheory());
            ProofStore.NewSweep n = new ProofStore.NewSweep(
                    r.getId(),
                    r.getName(),
                    identity(r.getTheory()),
                    r.getTheory(),
                    r.getPriority() == 0 ? 10 : r.getPriority(),
                    r.getLemmasList(),
                    strategy.ordinal(),
                    new Rounds(strategy).limit(),
                    System.currentTimeMillis(),
                    r.getOptions().toBuilder()
                            .setOracles(TheoryLimits.wantsScripts(r.getTheory()))
                            .build());
            if (store.submit(n).join()) {
                meters.submitted(r.getOptions().getRaceCount() == 0 ? 0 : r.getLemmasCount());
                LOG.info("sweep {} ({}): {} lemmas", r.getId(), r.getName(), r.getLemmasCount());
                for (int i = 0; i < n.searches(); i++) {
                    SearchEntity.tell(sharding, ProofStore.searchId(r.getId(), i), new SearchCommand.Wake());
                }
            }
            reply(out, sweep(r.getId()));
        });
    }

    private void require(SubmitRequest r) {
        if (!r.getEngine().equals(engine)) {
            throw Status.FAILED_PRECONDITION
                    .withDescription(
                            "the client has another engine than this coordinator; install one version everywhere")
                    .asRuntimeException();
        }
        if (!r.getId().matches("[A-Za-z0-9-]{1,64}")) {
            throw bad("a sweep's id has 1 to 64 letters, digits and hyphens");
        }
        if (r.getName().length() > 200) {
            throw bad("a sweep's name has at most 200 characters");
        }
        if (r.getLemmasCount() == 0 || r.getLemmasCount() > MOST_LEMMAS) {
            throw bad("a sweep has 1 to " + MOST_LEMMAS + " lemmas, not " + r.getLemmasCount());
        }
        if (new HashSet<>(r.getLemmasList()).size() != r.getLemmasCount()
                || r.getLemmasList().stream().anyMatch(l -> l.isEmpty() || l.length() > 1_000)) {
            throw bad("a sweep's lemmas have different names of 1 to 1,000 characters");
        }
        if (Integer.compareUnsigned(r.getPriority(), 100) > 0) {
            throw bad("a sweep's priority is 1 to 100");
        }
        String objection = TheoryLimits.objection(r.getTheory());
        if (objection == null) {
            objection = OptionLimits.objection(r.getOptions(), r.getLemmasCount());
        }
        if (objection != null) {
            throw bad(objection);
        }
        if (TheoryLimits.wantsScripts(r.getTheory()) && !allowsScripts) {
            throw Status.FAILED_PRECONDITION
                    .withDescription(
                            "the theory asks a script as an oracle, and this cluster runs none: its operator allows"
                                    + " it with 'troop coordinator --oracles' and 'troop worker --oracles'")
                    .asRuntimeException();
        }
    }

    private static Strategy strategy(Theory t) {
        return switch (t.getStrategy()) {
            case STRATEGY_DFS -> Strategy.DFS;
            case STRATEGY_BFS -> Strategy.BFS;
            case STRATEGY_SEQDFS -> Strategy.SEQDFS;
            case STRATEGY_NONE -> Strategy.NONE;
            case STRATEGY_SORRY -> Strategy.SORRY;
            case STRATEGY_UNSPECIFIED, UNRECOGNIZED -> throw bad("a theory needs a search strategy");
        };
    }

    private static String identity(Theory t) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(t.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Sweep sweep(String id) {
        SweepRow row = store.reads().sweep(id);
        if (row == null) {
            throw Status.NOT_FOUND
                    .withDescription("there is no sweep '" + id + "'")
                    .asRuntimeException();
        }
        return sweep(row);
    }

    private Sweep sweep(SweepRow row) {
        return SweepView.of(row, store.reads().searches(row.id()));
    }

    @Override
    public void get(GetRequest r, StreamObserver<Sweep> out) {
        answer(out, () -> reply(out, sweep(r.getId())));
    }

    @Override
    public void list(ListRequest r, StreamObserver<ListReply> out) {
        answer(out, () -> {
            int limit = r.getLimit() == 0 ? 100 : Math.clamp(Integer.toUnsignedLong(r.getLimit()), 1, 1_000);
            ListReply.Builder b = ListReply.newBuilder();
            store.reads().sweeps(limit).forEach(s -> b.addSweeps(sweep(s)));
            reply(out, b.build());
        });
    }

    @Override
    public void watch(GetRequest r, StreamObserver<Sweep> out) {
        answer(out, () -> {
            ServerCallStreamObserver<Sweep> call = (ServerCallStreamObserver<Sweep>) out;
            Sweep last = null;
            while (!call.isCancelled()) {
                Sweep now = sweep(r.getId());
                if (!now.equals(last)) {
                    out.onNext(now);
                    last = now;
                }
                if (now.getState() == SweepState.SWEEP_STATE_OVER) {
                    out.onCompleted();
                    return;
                }
                Thread.sleep(WATCH_MILLIS);
            }
        });
    }

    @Override
    public void cancel(GetRequest r, StreamObserver<Sweep> out) {
        answer(out, () -> {
            sweep(r.getId());
            for (String search :
                    store.cancel(r.getId(), System.currentTimeMillis()).join()) {
                SearchEntity.tell(sharding, search, new SearchCommand.Cancel());
            }
            reply(out, sweep(r.getId()));
        });
    }

    @Override
    public void collect(CollectRequest r, StreamObserver<CollectReply> out) {
        answer(out, () -> {
            if (Integer.compareUnsigned(r.getOlderThanDays(), MOST_DAYS) > 0) {
                throw bad("sweeps are removed after 0 to " + MOST_DAYS + " days");
            }
            int last = r.getKeepLast() < 0 ? Integer.MAX_VALUE : r.getKeepLast();
            boolean chooses = r.hasOlderThanDays() || r.hasKeepLast();
            Retention.Rule rule = chooses
                    ? new Retention.Rule(r.hasOlderThanDays() ? r.getOlderThanDays() : -1, last)
                    : Retention.Rule.NONE;
            Retention.Removed removed = store.retention().apply(rule, System.currentTimeMillis(), r.getDryRun());
            if (!r.getDryRun()) {
                meters.removed(removed.sweeps().size());
            }
            CollectReply.Builder b = CollectReply.newBuilder().setTheories(removed.theories());
            removed.sweeps()
                    .forEach(e -> b.addSweeps(Collected.newBuilder()
                            .setId(e.id())
                            .setName(e.name())
                            .setFinishedMillis(e.finished())));
            reply(out, b.build());
        });
    }

    // ---- what was found

    @Override
    public void fetchSweepTheory(GetRequest r, StreamObserver<Theory> out) {
        answer(out, () -> {
            Theory t = store.reads().theory(sweep(r.getId()).getTheory());
            if (t == null) {
                throw Status.DATA_LOSS
                        .withDescription("the sweep's theory is not in the store")
                        .asRuntimeException();
            }
            reply(out, t);
        });
    }

    private SearchRow done(FetchProofRequest r) {
        sweep(r.getId());
        List<SearchRow> searches = store.reads().searches(r.getId(), r.getLemma());
        if (searches.isEmpty()) {
            throw Status.NOT_FOUND
                    .withDescription("the sweep has no lemma '" + r.getLemma() + "'")
                    .asRuntimeException();
        }
        SearchRow row = SweepView.first(searches);
        if (row.state() != LemmaState.LEMMA_STATE_DONE || row.cut() == null) {
            throw Status.FAILED_PRECONDITION
                    .withDescription("the lemma '" + r.getLemma() + "' has no proof yet")
                    .asRuntimeException();
        }
        return row;
    }

    @Override
    public void fetchProof(FetchProofRequest r, StreamObserver<ProofPart> out) {
        answer(out, () -> {
            SearchRow row = done(r);
            ProofHead head;
            try {
                head = ProofHead.parseFrom(row.cut());
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                throw Status.DATA_LOSS
                        .withDescription("the proof's head is damaged")
                        .asRuntimeException();
            }
            Flow<ProofPart> flow = new Flow<>((ServerCallStreamObserver<ProofPart>) out);
            flow.send(ProofPart.newBuilder().setHead(head).build());
            store.reads()
                    .fragments(
                            row.id(),
                            f -> flow.send(ProofPart.newBuilder()
                                    .setFragment(ProofFragment.newBuilder()
                                            .setUnit(f.unit())
                                            .setParent(Math.max(0, f.parent()))
                                            .setHole(f.hole())
                                            .setFragment(com.google.protobuf.ByteString.copyFrom(f.fragment())))
                                    .build()));
            for (Trace t : store.reads().traces(row.id())) {
                flow.send(ProofPart.newBuilder().setTrace(t).build());
            }
            out.onCompleted();
        });
    }

    @Override
    public void fetchTraces(FetchProofRequest r, StreamObserver<Trace> out) {
        answer(out, () -> {
            Flow<Trace> flow = new Flow<>((ServerCallStreamObserver<Trace>) out);
            store.reads().traces(done(r).id()).forEach(flow::send);
            out.onCompleted();
        });
    }
}
