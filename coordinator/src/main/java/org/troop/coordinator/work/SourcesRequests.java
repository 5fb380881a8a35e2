package org.troop.coordinator.work;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.sources.SourcesAnswer;
import org.troop.coordinator.sources.SourcesCall;
import org.troop.proto.SourcesReply;
import org.troop.proto.SourcesRequest;

/** What a worker says in a call for sources: a key first, later what it computed. */
final class SourcesRequests implements StreamObserver<SourcesRequest> {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

    private final ActorSystem<?> system;
    private final SourcesCall.Surroundings around;
    private final StreamObserver<SourcesReply> out;
    private @Nullable ActorRef<SourcesAnswer> call;
    private boolean refused;

    SourcesRequests(ActorSystem<?> system, SourcesCall.Surroundings around, StreamObserver<SourcesReply> out) {
        this.system = system;
        this.around = around;
        this.out = out;
    }

    @Override
    public void onNext(SourcesRequest m) {
        if (refused) {
            return;
        }
        if (call != null && m.hasComputed()) {
            call.tell(new SourcesCall.Computed(m.getComputed()));
        } else if (call == null && KEY.matcher(m.getKey()).matches()) {
            call = system.systemActorOf(
                    SourcesCall.create(m.getKey(), out, around), "sources-" + UUID.randomUUID(), Props.empty());
        } else {
            refused = true;
            if (call != null) {
                call.tell(new SourcesCall.Ended());
            }
            out.onError(Status.INVALID_ARGUMENT
                    .withDescription("a call for sources has one key, of 64 hexadecimal digits, and then the sources")
                    .asRuntimeException());
        }
    }

    @Override
    public void onError(Throwable t) {
        over();
    }

    @Override
    public void onCompleted() {
        over();
        if (call == null && !refused) {
            out.onCompleted();
        }
    }

    private void over() {
        if (call != null) {
            call.tell(new SourcesCall.Ended());
        }
    }
}
