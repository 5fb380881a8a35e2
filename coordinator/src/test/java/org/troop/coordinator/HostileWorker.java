package org.troop.coordinator;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.Heartbeat;
import org.troop.proto.Hello;
import org.troop.proto.Lease;
import org.troop.proto.Returned;
import org.troop.proto.UnitFailure;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResult;
import org.troop.proto.WorkServiceGrpc;
import org.troop.proto.WorkerMessage;
import org.troop.solver.cache.EngineHash;

/** Speaks the protocol of workers, and says what it likes. */
final class HostileWorker {
    private final BlockingQueue<CoordinatorMessage> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final List<CoordinatorMessage> passedOver = new ArrayList<>();
    private final StreamObserver<WorkerMessage> out;

    HostileWorker(ManagedChannel channel) {
        out = WorkServiceGrpc.newStub(channel).work(new StreamObserver<>() {
            @Override
            public void onNext(CoordinatorMessage m) {
                heard.add(m);
            }

            @Override
            public void onError(Throwable t) {
                end.complete(Status.fromThrowable(t));
            }

            @Override
            public void onCompleted() {
                end.complete(Status.OK);
            }
        });
    }

    /** Comes back with a lease. */
    void hello(String worker, Lease kept) {
        Hello.Builder b = hello(worker, 8).addHeld(kept.getKey());
        if (kept.getIsolated()) {
            b.addIsolated(kept.getKey());
        }
        out.onNext(WorkerMessage.newBuilder().setHello(b).build());
    }

    /** @param held from an earlier connection */
    void hello(String worker, UnitKey... held) {
        out.onNext(WorkerMessage.newBuilder()
                .setHello(hello(worker, 1).addAllHeld(List.of(held)))
                .build());
    }

    private static Hello.Builder hello(String worker, int credit) {
        return Hello.newBuilder()
                .setProtocol(1)
                .setEngine(EngineHash.hex())
                .setName(worker)
                .setWorker(worker)
                .setCores(1)
                .setCredit(credit);
    }

    void send(UnitResult r) {
        out.onNext(WorkerMessage.newBuilder().setResult(r).build());
    }

    void fail(UnitKey key, UnitFailure.Kind kind) {
        out.onNext(WorkerMessage.newBuilder()
                .setFailure(UnitFailure.newBuilder().setKey(key).setKind(kind).setMessage("failed"))
                .build());
    }

    void give(UnitKey back) {
        out.onNext(WorkerMessage.newBuilder()
                .setReturned(Returned.newBuilder().addKeys(back))
                .build());
    }

    void leave() {
        out.onCompleted();
    }

    /** Shows that it is there for so many tenths of a second, in which it must not get a lease. */
    void awaitNoLease(int tenths) throws InterruptedException {
        for (int i = 0; i < tenths; i++) {
            out.onNext(WorkerMessage.newBuilder()
                    .setHeartbeat(Heartbeat.getDefaultInstance())
                    .build());
            CoordinatorMessage m = heard.poll(100, TimeUnit.MILLISECONDS);
            if (m != null && m.hasLease()) {
                throw new AssertionError("a lease: " + m);
            }
            if (m != null) {
                passedOver.add(m);
            }
        }
    }

    Lease awaitLease() throws InterruptedException {
        return await(CoordinatorMessage::hasLease).getLease();
    }

    /** The same, while the worker shows that it is there. */
    Lease awaitLeaseAlive() throws InterruptedException {
        for (int i = 0; i < 300 && heard.stream().noneMatch(CoordinatorMessage::hasLease); i++) {
            out.onNext(WorkerMessage.newBuilder()
                    .setHeartbeat(Heartbeat.getDefaultInstance())
                    .build());
            CoordinatorMessage m = heard.poll(100, TimeUnit.MILLISECONDS);
            if (m != null && m.hasLease()) {
                return m.getLease();
            }
        }
        return awaitLease();
    }

    /** The first such message that was not awaited before; others stay for later, whatever their order. */
    CoordinatorMessage await(Predicate<CoordinatorMessage> what) throws InterruptedException {
        for (CoordinatorMessage m : passedOver) {
            if (what.test(m)) {
                passedOver.remove(m);
                return m;
            }
        }
        while (true) {
            CoordinatorMessage m = heard.poll(30, TimeUnit.SECONDS);
            if (m == null) {
                throw new AssertionError("nothing was heard; the stream: " + end.getNow(null));
            }
            if (what.test(m)) {
                return m;
            }
            passedOver.add(m);
        }
    }

    /** How the coordinator ended the stream. */
    Status end() throws Exception {
        return end.get(30, TimeUnit.SECONDS);
    }
}
