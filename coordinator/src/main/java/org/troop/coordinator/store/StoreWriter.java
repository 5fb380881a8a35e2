package org.troop.coordinator.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.metrics.StoreMeters;

/** The thread that changes the store. Changes that wait are committed together; each is done as a whole or not at all. */
final class StoreWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final int LARGEST_BATCH = 256;

    /** A change, which may be tried more than once. */
    interface Change<T> {
        T apply(Connection c) throws SQLException;
    }

    private static final class Waiting<T> {
        final Change<T> change;
        final CompletableFuture<T> done = new CompletableFuture<>();
        T result;

        Waiting(Change<T> change) {
            this.change = change;
        }

        void apply(Connection c) throws SQLException {
            result = change.apply(c);
        }

        void complete() {
            done.complete(result);
        }
    }

    private final DataSource source;
    private final BlockingQueue<Waiting<?>> queue = new LinkedBlockingQueue<>();
    private final StoreMeters meters;
    private final Thread thread;
    private volatile boolean closed;

    StoreWriter(DataSource source, StoreMeters meters) {
        this.source = source;
        this.meters = meters;
        meters.observe(queue);
        thread = Thread.ofPlatform().name("store-writer").daemon().start(this::run);
    }

    /** Completes when the change is durable; fails with a {@link StoreException}, and then nothing was changed. */
    <T> CompletableFuture<T> submit(Change<T> change) {
        Waiting<T> w = new Waiting<>(change);
        if (closed) {
            w.done.completeExceptionally(new StoreException("the store is closed"));
        } else {
            queue.add(w);
        }
        return w.done;
    }

    private void run() {
        List<Waiting<?>> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST_BATCH - 1);
                commit(batch);
                batch.clear();
            }
        } catch (InterruptedException e) {
            batch.addAll(queue);
            batch.forEach(w -> w.done.completeExceptionally(new StoreException("the store is closed")));
        }
    }

    private void commit(List<Waiting<?>> batch) {
        try {
            together(batch);
        } catch (SQLException | RuntimeException e) {
            if (batch.size() == 1) {
                fail(batch.getFirst(), e);
                return;
            }
            LOG.debug("a batch of {} changes is done one by one", batch.size(), e);
            for (Waiting<?> w : batch) {
                try {
                    together(List.of(w));
                } catch (SQLException | RuntimeException own) {
                    fail(w, own);
                }
            }
        }
    }

    private void together(List<Waiting<?>> batch) throws SQLException {
        long begin = System.nanoTime();
        try (Connection c = source.getConnection()) {
            c.setAutoCommit(false);
            try {
                for (Waiting<?> w : batch) {
                    w.apply(c);
                }
                c.commit();
            } catch (SQLException | RuntimeException e) {
                rollBack(c, e);
                throw e;
            }
        }
        meters.committed(System.nanoTime() - begin, batch.size());
        batch.forEach(Waiting::complete);
    }

    private static void rollBack(Connection c, Exception why) {
        try {
            c.rollback();
        } catch (SQLException e) { // the connection broke, which has undone everything
            why.addSuppressed(e);
        }
    }

    private void fail(Waiting<?> w, Exception e) {
        if (!(e instanceof StoreException.Fenced)) {
            meters.failed();
        }
        w.done.completeExceptionally(
                e instanceof StoreException s ? s : new StoreException("the proof store failed: " + e.getMessage(), e));
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.interrupt();
        thread.join(10_000);
    }
}
