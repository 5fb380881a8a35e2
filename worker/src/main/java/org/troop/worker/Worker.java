package org.troop.worker;

import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.proto.FetchTheoryRequest;
import org.troop.proto.Started;
import org.troop.proto.WorkServiceGrpc;
import org.troop.proto.WorkerMessage;
import org.troop.worker.WorkerMeters.UnitEnd;
import org.troop.worker.wire.Connections;
import org.troop.worker.wire.Faults;

/**
 * A worker process, or one inside another process. {@link #run} dials until {@link #drain} is called; the connection may
 * break at any time, searches go on meanwhile.
 */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final long STACK_BYTES = 1L << 30;

    /** The longest pause before a worker without a coordinator dials again. */
    public static final long LONGEST_REDIAL_MILLIS = 1_500;

    private final WorkerOptions options;
    private final LeaseBook book = new LeaseBook();
    private final Coordinators coordinators;
    private final CoordinatorLink link;
    private final Outbox outbox;
    private final WorkerMeters meters;
    private final List<Thread> threads = new ArrayList<>();

    public Worker(WorkerOptions options) {
        this(options, Connections::to, new CompositeMeterRegistry());
    }

    /** @param connect makes the channel to an address */
    public Worker(WorkerOptions options, Function<String, ManagedChannel> connect) {
        this(options, connect, new CompositeMeterRegistry());
    }

    /**
     * A worker that is measured.
     *
     * @param connect makes the channel to an address
     * @param registry gets the worker's meters
     */
    public Worker(WorkerOptions options, Function<String, ManagedChannel> connect, MeterRegistry registry) {
        this.options = options;
        coordinators = new Coordinators(options.coordinator(), connect);
        meters = new WorkerMeters(registry, options.cores());
        link = new CoordinatorLink(coordinators, options, UUID.randomUUID().toString(), book, meters);
        outbox = new Outbox(book, link::report);
        meters.observe(link, book);
    }

    /** Works until the worker is drained. */
    public void run() throws InterruptedException {
        TheoryShelf shelf = new TheoryShelf(
                options.scratch(),
                options.cores(),
                options.oracles(),
                options.shares() ? new ClusterSources(options.sources(), coordinators, meters) : options.sources(),
                identity -> WorkServiceGrpc.newBlockingStub(coordinators.channel())
                        .withDeadlineAfter(60, TimeUnit.SECONDS)
                        .withWaitForReady()
                        .fetchTheory(FetchTheoryRequest.newBuilder()
                                .setTheory(identity)
                                .build()),
                meters);
        meters.observe(shelf);
        threads.add(Thread.ofPlatform().name("outbox").daemon().start(outbox::run));
        for (int i = 0; i < options.cores(); i++) {
            int number = i;
            Thread t =
                    new Thread(null, () -> search(number, new UnitSearcher(shelf, meters)), "search-" + i, STACK_BYTES);
            t.setDaemon(true);
            t.start();
            threads.add(t);
        }
        try {
            link.run();
        } finally {
            coordinators.shutdown();
        }
    }

    private void search(int thread, UnitSearcher searcher) {
        try {
            HeldUnit h;
            while ((h = book.next()) != null) {
                LOG.debug("begins unit {} of {}", h.key.getUnit(), h.key.getSearch());
                if (h.isFirst) {
                    link.send(WorkerMessage.newBuilder()
                            .setStarted(Started.newBuilder().setKey(h.key))
                            .build());
                }
                link.giveBack(book.giveBackIfIsolating());
                meters.begins(thread);
                try {
                    meters.ends(thread, search(h, searcher));
                } finally {
                    book.left();
                }
                Faults.pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private UnitEnd search(HeldUnit h, UnitSearcher searcher) {
        UnitBudget budget = h.budget;
        if (budget == null) {
            return UnitEnd.REVOKED;
        }
        try {
            WorkerMessage m = searcher.search(h.lease, budget);
            if (book.finished(h, m)) {
                outbox.add(h, m);
            }
            return m.hasResult() ? UnitEnd.RESULT : UnitEnd.FAILURE;
        } catch (CancellationException | InterruptedException e) {
            LOG.debug("unit {} was revoked", h.key.getUnit());
            return UnitEnd.REVOKED;
        } finally {
            Thread.interrupted(); // was meant for the unit that is revoked
        }
    }

    /** Whether a coordinator has taken this worker. */
    public boolean isConnected() {
        return link.isWelcome();
    }

    /** Takes no more leases, gives back what is open, and ends {@link #run} when all of it is settled. */
    public void drain() {
        link.drain();
    }

    /** Ends at once, as a crash would. */
    @Override
    public void close() {
        link.close();
        book.drain();
        coordinators.shutdown();
        threads.forEach(Thread::interrupt);
    }
}
