package org.troop.worker;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.proto.SourcesReply;
import org.troop.proto.SourcesRequest;
import org.troop.proto.WorkServiceGrpc;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.cache.SourceBytes;
import org.troop.solver.search.SourceCache;
import org.troop.solver.search.SourceKey;
import org.troop.solver.system.MalformedCodeException;
import org.troop.worker.WorkerMeters.SourceOrigin;

/**
 * Sources from this machine, else from the coordinator, which knows what other workers have computed, or makes this worker wait
 * for the one that computes them. Without a coordinator that answers they are computed here.
 */
final class ClusterSources implements SourceCache {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterSources.class);
    private static final long LONGEST_WAIT_SECONDS = 600;

    private final SourceCache local;
    private final Coordinators coordinators;
    private final WorkerMeters meters;
    private final Map<String, Call> computing = new ConcurrentHashMap<>();

    /** @param local is asked first, and given what is computed here */
    ClusterSources(SourceCache local, Coordinators coordinators, WorkerMeters meters) {
        this.local = local;
        this.coordinators = coordinators;
        this.meters = meters;
    }

    @Override
    public int @Nullable [] find(SourceKey key) {
        int[] here = local.find(key);
        if (here != null) {
            meters.sources(SourceOrigin.DIRECTORY);
            return here;
        }
        String hex = key.hex(EngineHash.hex());
        byte[] known = null;
        try {
            Call call = new Call(hex);
            known = call.await();
            if (known == null && call.isAsked) {
                computing.put(hex, call);
            }
        } catch (InterruptedException e) {
            local.abandoned(key);
            Thread.currentThread().interrupt();
            throw new CancellationException("the unit is not needed any more");
        }
        int[] code = known == null ? null : decoded(hex, known);
        if (code == null) {
            meters.sources(SourceOrigin.COMPUTED);
        } else {
            meters.sources(SourceOrigin.COORDINATOR);
            local.abandoned(key);
        }
        return code;
    }

    private static int @Nullable [] decoded(String hex, byte[] known) {
        try {
            return SourceBytes.decode(hex, known);
        } catch (MalformedCodeException e) {
            LOG.warn("the coordinator sent {}", e.getMessage());
            return null;
        }
    }

    @Override
    public void computed(SourceKey key, Supplier<int[]> code) {
        local.computed(key, code);
        Call call = computing.remove(key.hex(EngineHash.hex()));
        if (call != null) {
            try {
                call.send(SourceBytes.encode(call.key, code.get()));
            } catch (IllegalArgumentException e) {
                LOG.info("sources are not shared: {}", e.getMessage());
                call.end();
            }
        }
    }

    @Override
    public void abandoned(SourceKey key) {
        local.abandoned(key);
        Call call = computing.remove(key.hex(EngineHash.hex()));
        if (call != null) {
            call.end();
        }
    }

    /** One question to the coordinator; open as long as this worker computes. */
    private final class Call implements StreamObserver<SourcesReply> {
        private final String key;
        private final StreamObserver<SourcesRequest> out;
        private final CountDownLatch answered = new CountDownLatch(1);
        private volatile byte @Nullable [] known;
        private volatile boolean isAsked;

        Call(String key) {
            this.key = key;
            out = WorkServiceGrpc.newStub(coordinators.channel()).shareSources(this);
            out.onNext(SourcesRequest.newBuilder().setKey(key).build());
        }

        /** What the coordinator has; null if this worker is to compute, or does so for want of an answer. */
        byte @Nullable [] await() throws InterruptedException {
            try {
                if (!answered.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                    LOG.info("sources were waited for too long");
                    cancel();
                }
            } catch (InterruptedException e) {
                cancel();
                throw e;
            }
            return known;
        }

        private void cancel() {
            out.onError(Status.CANCELLED.asRuntimeException());
        }

        void send(byte[] bytes) {
            try {
                out.onNext(SourcesRequest.newBuilder()
                        .setComputed(ByteString.copyFrom(bytes))
                        .build());
                out.onCompleted();
            } catch (IllegalStateException e) {
                LOG.debug("the connection is gone", e); // others compute them
            }
        }

        void end() {
            try {
                out.onCompleted();
            } catch (IllegalStateException e) {
                LOG.debug("the connection is gone", e);
            }
        }

        @Override
        public void onNext(SourcesReply m) {
            switch (m.getReplyCase()) {
                case KNOWN -> known = m.getKnown().toByteArray();
                case COMPUTE -> isAsked = true;
                case REPLY_NOT_SET -> LOG.debug("an answer of a later version was left out");
            }
            answered.countDown();
        }

        @Override
        public void onError(Throwable t) {
            LOG.debug("a call for sources failed", t);
            answered.countDown();
        }

        @Override
        public void onCompleted() {
            answered.countDown();
        }
    }
}
