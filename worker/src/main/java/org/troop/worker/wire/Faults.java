package org.troop.worker.wire;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Faults that tests ask for with system properties, all off without them:
 *
 * <ul>
 *   <li>{@code troop.faults.delay}: every message between worker and coordinator arrives up to so many milliseconds late, in either direction, in order
 *   <li>{@code troop.faults.pause}: a worker's thread rests up to so many milliseconds after each unit
 *   <li>{@code troop.faults.units}: a coordinator gives units budgets of 1 to so many nodes
 *   <li>{@code troop.faults.seed}: of all three
 * </ul>
 */
public final class Faults {
    private static final Random RANDOM = new Random(Long.getLong("troop.faults.seed", 0));
    private static final int DELAY = Integer.getInteger("troop.faults.delay", 0);
    private static final int PAUSE = Integer.getInteger("troop.faults.pause", 0);

    private Faults() {}

    /** Rests if a test asks for it. */
    public static void pause() throws InterruptedException {
        if (PAUSE > 0) {
            Thread.sleep(RANDOM.nextInt(PAUSE + 1));
        }
    }

    /** Largest random budget of a unit in nodes; 0: budgets are not random. */
    public static int mostNodes() {
        return Integer.getInteger("troop.faults.units", 0);
    }

    /** For choices of tests; thread-safe. */
    public static Random random() {
        return RANDOM;
    }

    /** Delays messages; null if no test asks for it. */
    static @Nullable ClientInterceptor delays() {
        return DELAY > 0 ? new Delays(DELAY) : null;
    }

    /** Hands messages on late, in the order in which they came. */
    private static final class Line {
        private final int most;
        private final ScheduledExecutorService thread;
        private long last;

        Line(int most, ScheduledExecutorService thread) {
            this.most = most;
            this.thread = thread;
        }

        synchronized void later(Runnable r) {
            last = Math.max(last, System.nanoTime() + RANDOM.nextInt(most + 1) * 1_000_000L);
            thread.schedule(r, last - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private static final class Delays implements ClientInterceptor {
        private final int most;

        Delays(int most) {
            this.most = most;
        }

        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> m, CallOptions o, Channel next) {
            if (m.getType() != MethodDescriptor.MethodType.BIDI_STREAMING) {
                return next.newCall(m, o);
            }
            ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("delayed-messages").factory());
            Line out = new Line(most, thread);
            Line in = new Line(most, thread);
            return new SimpleForwardingClientCall<>(next.newCall(m, o)) {
                @Override
                public void start(Listener<A> listener, Metadata headers) {
                    super.start(
                            new SimpleForwardingClientCallListener<>(listener) {
                                @Override
                                public void onMessage(A message) {
                                    in.later(() -> super.onMessage(message));
                                }

                                @Override
                                public void onClose(Status status, Metadata trailers) {
                                    in.later(() -> {
                                        super.onClose(status, trailers);
                                        thread.shutdown();
                                    });
                                }
                            },
                            headers);
                }

                @Override
                public void sendMessage(Q message) {
                    out.later(() -> super.sendMessage(message));
                }

                @Override
                public void halfClose() {
                    out.later(super::halfClose);
                }
            };
        }
    }
}
