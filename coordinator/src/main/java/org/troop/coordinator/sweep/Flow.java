package org.troop.coordinator.sweep;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;

/** Sends a stream no faster than the client reads it. */
final class Flow<T> {
    private static final long PATIENCE_MILLIS = 120_000;

    private final ServerCallStreamObserver<T> out;

    Flow(ServerCallStreamObserver<T> out) {
        this.out = out;
    }

    /** Waits until the client is ready, at most two minutes. */
    void send(T message) {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!out.isReady()) {
            if (out.isCancelled() || System.currentTimeMillis() > deadline) {
                throw Status.CANCELLED
                        .withDescription("the client reads no more")
                        .asRuntimeException();
            }
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Status.UNAVAILABLE.withDescription("shutting down").asRuntimeException();
            }
        }
        out.onNext(message);
    }
}
