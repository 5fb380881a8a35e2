package org.troop.worker;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.proto.CoordinatorMessage;
import org.troop.proto.Heartbeat;
import org.troop.proto.Hello;
import org.troop.proto.Returned;
import org.troop.proto.UnitKey;
import org.troop.proto.UnitResults;
import org.troop.proto.Welcome;
import org.troop.proto.WorkServiceGrpc;
import org.troop.proto.WorkerMessage;
import org.troop.solver.cache.EngineHash;
import org.troop.solver.search.GoalOracle;
import org.troop.worker.wire.Connections;

/** The stream to the coordinator: dialled again, with growing and random pauses, whenever it breaks. */
final class CoordinatorLink {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLink.class);
    private static final int PROTOCOL = 1;
    private static final int CREDIT_PER_CORE = 512;
    private static final int MOST_CREDIT = 10_000;
    private static final Set<Status.Code> REFUSALS = EnumSet.of(
            Status.Code.FAILED_PRECONDITION,
            Status.Code.UNAUTHENTICATED,
            Status.Code.PERMISSION_DENIED,
            Status.Code.INVALID_ARGUMENT);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = Worker.LONGEST_REDIAL_MILLIS * 2 / 3; // half more at most
    private static final long ANSWER_MILLIS = 10_000;
    private static final long GRACE_MILLIS = 25_000;

    private final Coordinators coordinators;
    private final WorkerOptions options;
    private final String worker;
    private final LeaseBook book;
    private final WorkerMeters meters;

    // Guarded by this.
    private @Nullable Incoming current;
    private @Nullable StreamObserver<WorkerMessage> out;
    private boolean welcome;
    /** The coordinator takes several results at once. */
    private boolean groups;

    private boolean broken;
    private boolean draining;
    private boolean closed;
    private long heartbeatMillis = 1_000;
    private @Nullable Status refused;

    CoordinatorLink(
            Coordinators coordinators, WorkerOptions options, String worker, LeaseBook book, WorkerMeters meters) {
        this.coordinators = coordinators;
        this.options = options;
        this.worker = worker;
        this.book = book;
        this.meters = meters;
    }

    /** Keeps the stream up until the worker is drained or closed. */
    void run() throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        long drainedBy = Long.MAX_VALUE;
        while (true) {
            dial();
            boolean wasWelcome = serve();
            synchronized (this) {
                if (closed || (draining && (book.isEmpty() || System.currentTimeMillis() > drainedBy))) {
                    return;
                }
                if (refused != null) {
                    throw new IllegalStateException("the coordinator at " + coordinators.address()
                            + " refuses this worker: " + refused.getDescription());
                }
                if (draining && drainedBy == Long.MAX_VALUE) {
                    drainedBy = System.currentTimeMillis() + GRACE_MILLIS;
                }
            }
            if (!wasWelcome) {
                coordinators.next();
            }
            pause = wasWelcome ? FIRST_PAUSE_MILLIS : Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
            Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
        }
    }

    private void dial() {
        meters.dialled();
        Incoming incoming = new Incoming();
        synchronized (this) { // before the call: it may fail at once, on another thread
            current = incoming;
            welcome = false;
            broken = false;
        }
        ManagedChannel channel = coordinators.channel();
        channel.resetConnectBackoff(); // pauses are made here
        StreamObserver<WorkerMessage> stream = WorkServiceGrpc.newStub(channel).work(incoming);
        Hello.Builder hello = Hello.newBuilder()
                .setProtocol(PROTOCOL)
                .setEngine(EngineHash.hex())
                .setName(options.name())
                .setWorker(worker)
                .setCores(options.cores())
                .setMemory(Runtime.getRuntime().maxMemory())
                .setOracles(options.oracles() != GoalOracle.NONE)
                .setCredit(Math.min(MOST_CREDIT, CREDIT_PER_CORE * options.cores()))
                .setGroups(true)
                .addAllHeld(book.keys())
                .addAllIsolated(book.isolated());
        synchronized (this) {
            out = stream;
            stream.onNext(WorkerMessage.newBuilder().setHello(hello).build());
        }
    }

    /** Sends heartbeats until the stream breaks or is not needed any more; returns whether the coordinator took this worker. */
    private synchronized boolean serve() throws InterruptedException {
        long dialled = System.nanoTime();
        while (!broken && !closed) {
            if (!welcome && System.nanoTime() - dialled > ANSWER_MILLIS * 1_000_000) {
                giveUp();
                break;
            }
            if (draining && welcome) {
                giveBack(book.drain());
                if (book.isEmpty()) {
                    end();
                    return true;
                }
            }
            wait(draining ? 50 : heartbeatMillis);
            if (welcome && !broken) {
                Runtime r = Runtime.getRuntime();
                send(WorkerMessage.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder().setMemoryUsed(r.totalMemory() - r.freeMemory()))
                        .build());
            }
        }
        out = null;
        return welcome;
    }

    /** Gives leases back whose search has not begun. */
    void giveBack(List<UnitKey> keys) {
        if (!keys.isEmpty()) {
            send(WorkerMessage.newBuilder()
                    .setReturned(Returned.newBuilder().addAllKeys(keys))
                    .build());
        }
    }

    /** Nobody answers: the network may swallow what is sent. */
    private void giveUp() {
        LOG.info("connection to {}: no answer for {} ms", coordinators.address(), ANSWER_MILLIS);
        broken = true;
        current = null;
        if (out != null) {
            out.onError(Status.CANCELLED.asRuntimeException());
        }
    }

    private void end() {
        StreamObserver<WorkerMessage> o = out;
        out = null;
        if (o != null) {
            o.onCompleted();
        }
    }

    /** Sends if there is a stream; what is lost with a broken one is made good after the next. */
    synchronized void send(WorkerMessage m) {
        StreamObserver<WorkerMessage> o = out;
        if (o != null && welcome && !broken) {
            try {
                o.onNext(m);
            } catch (IllegalStateException e) {
                LOG.debug("the stream is closed already", e);
            }
        }
    }

    /** Sends the outcomes of units: results together, if the coordinator takes them so. */
    synchronized void report(List<WorkerMessage> outcomes) {
        UnitResults.Builder results = UnitResults.newBuilder();
        for (WorkerMessage m : outcomes) {
            if (m.hasResult() && groups && outcomes.size() > 1) {
                results.addResults(m.getResult());
            } else {
                send(m);
            }
        }
        if (results.getResultsCount() > 0) {
            send(WorkerMessage.newBuilder().setResults(results).build());
        }
    }

    /** Whether a coordinator has taken this worker. */
    synchronized boolean isWelcome() {
        return welcome && !broken;
    }

    synchronized void drain() {
        draining = true;
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized void broke(Incoming stream, @Nullable Throwable why) {
        if (stream != current) {
            return;
        }
        broken = true;
        if (why != null) {
            Status s = Status.fromThrowable(why);
            if (REFUSALS.contains(s.getCode())) {
                refused = s;
            }
            String problem = Connections.certificateProblem(s);
            if (problem == null) {
                LOG.info("connection to {}: {} {}", coordinators.address(), s.getCode(), s.getDescription());
            } else {
                LOG.warn("connection to {}: {}", coordinators.address(), problem);
            }
        }
        notifyAll();
    }

    private synchronized void welcomed(Welcome w) {
        welcome = true;
        groups = w.getGroups();
        heartbeatMillis = Math.max(10, w.getHeartbeatMillis());
        notifyAll();
    }

    /** What the coordinator says. */
    private final class Incoming implements StreamObserver<CoordinatorMessage> {
        @Override
        public void onNext(CoordinatorMessage m) {
            switch (m.getMessageCase()) {
                case WELCOME -> welcomed(m.getWelcome());
                case LEASE -> book.add(List.of(m.getLease()));
                case LEASES -> book.add(m.getLeases().getLeasesList());
                case SETTLED -> {
                    book.remove(m.getSettled().getKey());
                    wake();
                }
                case ALL_SETTLED -> {
                    m.getAllSettled().getKeysList().forEach(book::remove);
                    wake();
                }
                case SHARE -> giveBack(book.share(m.getShare().getKey()));
                case REVOKE -> {
                    book.remove(m.getRevoke().getKey());
                    wake();
                }
                case RENEW -> {
                    WorkerMessage outcome =
                            book.renew(m.getRenew().getKey(), m.getRenew().getEpoch());
                    if (outcome != null) {
                        send(outcome);
                    }
                }
                case DRAIN -> drain();
                case MESSAGE_NOT_SET -> LOG.debug("a message of a later version was left out");
            }
        }

        private void wake() {
            synchronized (CoordinatorLink.this) {
                if (draining) {
                    CoordinatorLink.this.notifyAll();
                }
            }
        }

        @Override
        public void onError(Throwable t) {
            broke(this, t);
        }

        @Override
        public void onCompleted() {
            broke(this, null);
        }
    }
}
