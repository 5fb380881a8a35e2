package org.troop.worker.wire;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.util.concurrent.TimeUnit;

/** Makes channels to coordinators: the one place that knows how connections are secured. */
public final class Connections {
    /** Largest message in either direction, in bytes. */
    public static final int MAX_MESSAGE = 64 << 20;

    private Connections() {}

    /** @param address host:port */
    public static ManagedChannel to(String address) {
        return Grpc.newChannelBuilder(address, InsecureChannelCredentials.create())
                .maxInboundMessageSize(MAX_MESSAGE)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .build();
    }
}
