package org.troop.bench.load;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.Hello;
import org.troop.proto.Lease;
import org.troop.proto.OpenNode;
import org.troop.proto.ProofStatus;
import org.troop.proto.Started;
import org.troop.proto.UnitResult;
import org.troop.proto.WorkServiceGrpc;
import org.troop.proto.WorkerMessage;
import org.troop.solver.cache.EngineHash;
import org.troop.worker.wire.SystemBytes;

/** Answers each lease at once: a node with a number of open children above a depth, a contradiction at it. */
final class SyntheticWorker implements StreamObserver<CoordinatorMessage> {
    /** What all workers counted. */
    record Counts(LongAdder leased, LongAdder settled, LongAdder revoked) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }
    }

    /** @param systemNumbers size of each open node's system; about as many bytes */
    record Shape(int width, int depth, int systemNumbers) {}

    // The tags of a proof fragment.
    private static final int VERSION = 1;
    private static final int HOLE = 0;
    private static final int SIMPLIFY = 2;
    private static final int CONTRADICTION = 5;

    private final Shape shape;
    private final Counts counts;
    private final ByteString inner;
    private final ByteString leaf;
    private final ByteString system;
    private final StreamObserver<WorkerMessage> out;
    private volatile @Nullable Throwable failure;

    SyntheticWorker(ManagedChannel channel, String name, int cores, Shape shape, Counts counts) {
        this.shape = shape;
        this.counts = counts;
        inner = inner(shape.width);
        leaf = leaf();
        system = ByteString.copyFrom(SystemBytes.encode(new int[shape.systemNumbers]));
        out = WorkServiceGrpc.newStub(channel).withWaitForReady().work(this);
        out.onNext(WorkerMessage.newBuilder()
                .setHello(Hello.newBuilder()
                        .setProtocol(1)
                        .setEngine(EngineHash.hex())
                        .setName(name)
                        .setWorker(name)
                        .setCores(cores)
                        .setCredit(64 * cores))
                .build());
    }

    private static ByteString inner(int width) {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        b.write(VERSION);
        b.write(SIMPLIFY);
        b.write(width);
        for (int i = 0; i < width; i++) {
            byte[] name = ("case_" + i).getBytes(StandardCharsets.UTF_8);
            b.write(name.length);
            b.writeBytes(name);
        }
        for (int i = 0; i < width; i++) {
            b.write(HOLE);
        }
        return ByteString.copyFrom(b.toByteArray());
    }

    private static ByteString leaf() {
        return ByteString.copyFrom(new byte[] {VERSION, CONTRADICTION, 1, 'x'});
    }

    @Override
    public void onNext(CoordinatorMessage m) {
        switch (m.getMessageCase()) {
            case LEASE -> answer(m.getLease());
            case SETTLED -> counts.settled.increment();
            case REVOKE -> counts.revoked.increment();
            default -> {}
        }
    }

    private void answer(Lease l) {
        counts.leased.increment();
        out.onNext(WorkerMessage.newBuilder()
                .setStarted(Started.newBuilder().setKey(l.getKey()))
                .build());
        boolean isInner = l.getPathCount() < shape.depth;
        UnitResult.Builder r = UnitResult.newBuilder()
                .setKey(l.getKey())
                .setFragment(isInner ? inner : leaf)
                .setNodes(1)
                .setExpanded(1)
                .setLimit(l.getLimit())
                .setStatus(ProofStatus.PROOF_STATUS_COMPLETE)
                .setFingerprint(ByteString.copyFrom(new byte[32]));
        for (int i = 0; isInner && i < shape.width; i++) {
            r.addOpen(
                    OpenNode.newBuilder().addAllPath(l.getPathList()).addPath(i).setSystem(system));
        }
        out.onNext(WorkerMessage.newBuilder().setResult(r).build());
    }

    @Override
    public void onError(Throwable t) {
        failure = t;
    }

    @Override
    public void onCompleted() {
        failure = new IllegalStateException("the coordinator ended the stream");
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
