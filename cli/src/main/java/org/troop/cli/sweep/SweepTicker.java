package org.troop.cli.sweep;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what is to be done now and then while a sweep goes on: it measures, shows, and keeps the proofs so far. */
final class SweepTicker implements AutoCloseable {
    private static final int TICK_MILLIS = 200;
    private static final int PLAIN_MILLIS = 10_000;

    /** Checkpoints take at most one part in so many of the time. */
    private static final int SHARE = 20;

    private final SweepWatch watch;
    private final Supplier<@Nullable GroupRun> current;
    private final long checkpointNanos;
    private final int showTicks;
    private final Thread thread;

    SweepTicker(SweepWatch watch, Supplier<@Nullable GroupRun> current, int checkpointSeconds, boolean isLive) {
        this.watch = watch;
        this.current = current;
        checkpointNanos = TimeUnit.SECONDS.toNanos(checkpointSeconds);
        showTicks = (isLive ? TICK_MILLIS : PLAIN_MILLIS) / TICK_MILLIS;
        thread = Thread.ofPlatform().daemon().name("ticker").start(this::run);
    }

    private void run() {
        try {
            long next = System.nanoTime() + checkpointNanos;
            for (long tick = 1; ; tick++) {
                Thread.sleep(TICK_MILLIS);
                GroupRun group = current.get();
                if (group != null) {
                    group.sample();
                }
                if (tick % showTicks == 0) {
                    watch.show();
                }
                if (group != null && System.nanoTime() >= next) {
                    long before = System.nanoTime();
                    checkpoint(group);
                    long now = System.nanoTime();
                    next = now + Math.max(checkpointNanos, SHARE * (now - before));
                }
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    /** What goes wrong here is no reason to end a search: the next one may succeed. */
    private void checkpoint(GroupRun group) {
        try {
            group.checkpoint();
        } catch (IOException e) {
            watch.warn("the proofs so far could not be kept: " + e.getMessage());
        } catch (OutOfMemoryError e) {
            watch.warn("the proofs so far could not be kept: out of memory");
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
