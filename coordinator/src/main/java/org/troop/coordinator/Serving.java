package org.troop.coordinator;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the gRPC server: the one place that knows how it is secured. */
final class Serving {
    private static final int MAX_MESSAGE = 64 << 20;

    private Serving() {}

    /** @param address host:port */
    static Server start(String address, HealthStatusManager health, List<BindableService> services) throws IOException {
        int colon = address.lastIndexOf(':');
        InetSocketAddress at =
                new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        ServerBuilder<?> b = NettyServerBuilder.forAddress(at, InsecureServerCredentials.create())
                .maxInboundMessageSize(MAX_MESSAGE)
                .maxInboundMetadataSize(16 << 10)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance());
        services.forEach(b::addService);
        return b.build().start();
    }
}
