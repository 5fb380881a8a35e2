package org.troop.coordinator.work;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.troop.coordinator.metrics.WorkMeters;
import org.troop.coordinator.metrics.WorkMeters.StreamEnd;
import org.troop.coordinator.sources.SourcesCall;
import org.troop.coordinator.store.Reads;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.FetchTheoryRequest;
import org.troop.proto.Hello;
import org.troop.proto.SourcesReply;
import org.troop.proto.SourcesRequest;
import org.troop.proto.Theory;
import org.troop.proto.WorkServiceGrpc;
import org.troop.proto.WorkerMessage;

/** The work service: checks a worker's Hello and makes its session. */
public final class WorkGateway extends WorkServiceGrpc.WorkServiceImplBase {
    private static final int PROTOCOL = 1;

    private final ActorSystem<?> system;
    private final ActorRef<DispatcherCommand> dispatcher;
    private final Reads reads;
    private final String engine;
    private final String name;
    private final WorkerSession.Timing timing;
    private final WorkMeters meters;
    private final Executor executor;
    private final SourcesCall.Surroundings sources;

    /** @param engine hash that workers must have, too */
    public WorkGateway(
            ActorSystem<?> system,
            ActorRef<DispatcherCommand> dispatcher,
            Reads reads,
            String engine,
            String name,
            int leaseMillis,
            WorkMeters meters,
            Executor executor,
            SourcesCall.Surroundings sources) {
        this.system = system;
        this.dispatcher = dispatcher;
        this.reads = reads;
        this.engine = engine;
        this.name = name;
        timing = new WorkerSession.Timing(Math.max(50, leaseMillis / 5), leaseMillis);
        this.meters = meters;
        this.executor = executor;
        this.sources = sources;
    }

    @Override
    public StreamObserver<WorkerMessage> work(StreamObserver<CoordinatorMessage> out) {
        return new Incoming(out);
    }

    private @Nullable Status objection(WorkerMessage first) {
        if (!first.hasHello()) {
            return Status.INVALID_ARGUMENT.withDescription("the first message must be a Hello");
        }
        Hello h = first.getHello();
        if (h.getProtocol() != PROTOCOL) {
            return Status.FAILED_PRECONDITION.withDescription(
                    "the worker speaks protocol " + h.getProtocol() + ", this coordinator " + PROTOCOL);
        }
        if (!h.getEngine().equals(engine)) {
            return Status.FAILED_PRECONDITION.withDescription("the worker has the engine " + abbreviated(h.getEngine())
                    + ", this coordinator " + abbreviated(engine) + "; install one version everywhere");
        }
        return null;
    }

    private static String abbreviated(String hash) {
        return hash.length() > 12 ? hash.substring(0, 12) : hash;
    }

    private final class Incoming implements StreamObserver<WorkerMessage> {
        private final StreamObserver<CoordinatorMessage> out;
        private @Nullable ActorRef<SessionCommand> session;
        private boolean refused;

        Incoming(StreamObserver<CoordinatorMessage> out) {
            this.out = out;
        }

        @Override
        public void onNext(WorkerMessage m) {
            String malformed = refused ? null : Arrivals.objection(m);
            if (malformed != null) {
                refuse(malformed);
            } else if (session != null) {
                session.tell(new WorkerSession.FromWorker(m));
            } else if (!refused) {
                Status objection = objection(m);
                if (objection == null) {
                    session = system.systemActorOf(
                            WorkerSession.create(out, m.getHello(), dispatcher, timing, name, meters),
                            "session-" + java.util.UUID.randomUUID(),
                            akka.actor.typed.Props.empty());
                } else {
                    refused = true;
                    out.onError(objection.asRuntimeException());
                }
            }
        }

        private void refuse(String why) {
            refused = true;
            if (session == null) {
                out.onError(Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException());
            } else {
                session.tell(new SessionCommand.Refuse(why));
            }
        }

        @Override
        public void onError(Throwable t) {
            end(StreamEnd.BROKEN);
        }

        @Override
        public void onCompleted() {
            end(StreamEnd.DONE);
            if (!refused) {
                try {
                    out.onCompleted();
                } catch (IllegalStateException e) {
                    // the session ended the call first
                }
            }
        }

        private void end(StreamEnd how) {
            if (session != null) {
                session.tell(new WorkerSession.StreamEnded(how));
            }
        }
    }

    @Override
    public StreamObserver<SourcesRequest> shareSources(StreamObserver<SourcesReply> out) {
        return new SourcesRequests(system, sources, out);
    }

    @Override
    public void fetchTheory(FetchTheoryRequest request, StreamObserver<Theory> out) {
        executor.execute(() -> {
            try {
                Theory t = reads.theory(request.getTheory());
                if (t == null) {
                    out.onError(Status.NOT_FOUND
                            .withDescription("no sweep has the theory " + abbreviated(request.getTheory()))
                            .asRuntimeException());
                } else {
                    out.onNext(t);
                    out.onCompleted();
                }
            } catch (RuntimeException e) {
                out.onError(Status.UNAVAILABLE.withDescription(e.getMessage()).asRuntimeException());
            }
        });
    }
}
