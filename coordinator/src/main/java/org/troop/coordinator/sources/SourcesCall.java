package org.troop.coordinator.sources;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import akka.actor.typed.javadsl.TimerScheduler;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.metrics.SourceMeters;
import org.troop.coordinator.store.SourceShelf;
import org.troop.proto.ComputeSources;
import org.troop.proto.SourcesReply;
import org.troop.solver.cache.SourceBytes;
import org.troop.solver.system.MalformedCodeException;

/**
 * One worker's call for the sources of one key: looks into the store, asks the key's {@link SourcesEntity} if there is nothing,
 * and stores what the worker computed if it was told to. It ends with the call, so who watches it learns that a worker is gone.
 */
public final class SourcesCall extends AbstractBehavior<SourcesAnswer> {
    private static final Logger LOG = LoggerFactory.getLogger(SourcesCall.class);
    private static final Duration REMINDER = Duration.ofSeconds(5);

    /** What all calls need. */
    public record Surroundings(SourceShelf shelf, ClusterSharding sharding, Executor executor, SourceMeters meters) {}

    /** The worker sent what it computed. */
    public record Computed(ByteString bytes) implements SourcesAnswer {}

    /** The call is over, as the worker says or because its connection is gone. */
    public record Ended() implements SourcesAnswer {}

    private record Looked(byte @Nullable [] found, boolean isFirst) implements SourcesAnswer {}

    private record Kept() implements SourcesAnswer {}

    private record StoreFailed(Throwable why) implements SourcesAnswer {}

    private record Remind() implements SourcesAnswer {}

    private final String key;
    private final StreamObserver<SourcesReply> out;
    private final Surroundings around;
    private final TimerScheduler<SourcesAnswer> timers;
    private boolean computing;
    private boolean keeping;
    private boolean kept;

    private SourcesCall(
            ActorContext<SourcesAnswer> context,
            TimerScheduler<SourcesAnswer> timers,
            String key,
            StreamObserver<SourcesReply> out,
            Surroundings around) {
        super(context);
        this.timers = timers;
        this.key = key;
        this.out = out;
        this.around = around;
        look(true);
    }

    /** @param key 64 hexadecimal digits */
    public static Behavior<SourcesAnswer> create(String key, StreamObserver<SourcesReply> out, Surroundings around) {
        return Behaviors.setup(c -> Behaviors.withTimers(t -> new SourcesCall(c, t, key, out, around)));
    }

    @Override
    public Receive<SourcesAnswer> createReceive() {
        return newReceiveBuilder()
                .onMessage(Looked.class, this::looked)
                .onMessage(SourcesAnswer.Known.class, m -> known())
                .onMessage(SourcesAnswer.Compute.class, m -> compute())
                .onMessage(Computed.class, this::computed)
                .onMessage(Kept.class, m -> {
                    kept = true;
                    end(null);
                    return ask();
                })
                .onMessage(StoreFailed.class, m -> end(Status.UNAVAILABLE.withDescription(m.why.getMessage())))
                .onMessage(Remind.class, m -> ask())
                // What is being kept is told to the entity first.
                .onMessage(Ended.class, m -> keeping ? this : Behaviors.stopped())
                .build();
    }

    private void look(boolean isFirst) {
        CompletableFuture<SourcesAnswer> found = CompletableFuture.supplyAsync(
                () -> new Looked(around.shelf().find(key, System.currentTimeMillis()), isFirst), around.executor());
        getContext().pipeToSelf(found, (m, e) -> e == null ? m : new StoreFailed(e));
    }

    private Behavior<SourcesAnswer> looked(Looked m) {
        if (m.found != null) {
            around.meters().sent(m.found.length);
            send(SourcesReply.newBuilder()
                    .setKnown(ByteString.copyFrom(m.found))
                    .build());
            return end(null);
        }
        if (!m.isFirst) {
            return compute(); // they had to make room at once
        }
        timers.startTimerWithFixedDelay(new Remind(), REMINDER);
        return ask();
    }

    /** Tells the entity what there is to tell. */
    private Behavior<SourcesAnswer> ask() {
        ActorRef<SourcesAnswer> self = getContext().getSelf();
        SourcesCommand m = kept ? new SourcesCommand.Stored(self) : new SourcesCommand.Ask(self, computing);
        SourcesEntity.tell(around.sharding(), key, m);
        return this;
    }

    private Behavior<SourcesAnswer> known() {
        if (kept) {
            return Behaviors.stopped();
        }
        if (!computing) {
            look(false);
        }
        return this;
    }

    private Behavior<SourcesAnswer> compute() {
        if (!computing) {
            computing = true;
            around.meters().missed();
            send(SourcesReply.newBuilder()
                    .setCompute(ComputeSources.getDefaultInstance())
                    .build());
        }
        return this;
    }

    private Behavior<SourcesAnswer> computed(Computed m) {
        if (!computing || keeping) {
            return end(Status.INVALID_ARGUMENT.withDescription("sources that nobody asked this worker for"));
        }
        byte[] bytes = m.bytes.toByteArray();
        try {
            SourceBytes.requireIntact(key, bytes);
        } catch (MalformedCodeException e) {
            return end(Status.INVALID_ARGUMENT.withDescription(e.getMessage()));
        }
        keeping = true;
        around.meters().stored(bytes.length);
        getContext()
                .pipeToSelf(
                        around.shelf().keep(key, bytes, System.currentTimeMillis()),
                        (done, e) -> e == null ? new Kept() : new StoreFailed(e));
        return this;
    }

    private void send(SourcesReply m) {
        try {
            out.onNext(m);
        } catch (RuntimeException e) {
            LOG.debug("a call for sources is over already", e);
        }
    }

    private Behavior<SourcesAnswer> end(@Nullable Status why) {
        try {
            if (why == null) {
                out.onCompleted();
            } else {
                LOG.warn("a call for sources ends: {}", why.getDescription());
                out.onError(why.asRuntimeException());
            }
        } catch (RuntimeException e) {
            LOG.debug("a call for sources is over already", e);
        }
        return Behaviors.stopped();
    }
}
