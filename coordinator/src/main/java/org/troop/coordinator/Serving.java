package org.troop.coordinator;

import io.grpc.BindableService;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.troop.coordinator.access.AccessControl;
import org.troop.coordinator.access.Gatekeeper;
import org.troop.security.TlsIdentity;
import org.troop.security.Transport;

/** Makes the gRPC server: the one place that knows how it is secured. */
final class Serving {
    private static final int MAX_MESSAGE = 64 << 20;
    private static final int MOST_CALLS = 200;

    private Serving() {}

    /** @param address host:port */
    static Server start(
            String address, AccessControl access, HealthStatusManager health, List<BindableService> services)
            throws IOException {
        access.transport().requireFor("--listen", address);
        int colon = address.lastIndexOf(':');
        InetSocketAddress at =
                new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        ServerBuilder<?> b = NettyServerBuilder.forAddress(at, credentials(access.transport()))
                .maxConcurrentCallsPerConnection(MOST_CALLS)
                .handshakeTimeout(10, TimeUnit.SECONDS)
                .intercept(new Gatekeeper(access))
                .maxInboundMessageSize(MAX_MESSAGE)
                .maxInboundMetadataSize(16 << 10)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance());
        services.forEach(b::addService);
        return b.build().start();
    }

    private static ServerCredentials credentials(Transport transport) {
        return switch (transport) {
            case Transport.Local l -> InsecureServerCredentials.create();
            case Transport.Insecure i -> InsecureServerCredentials.create();
            case Transport.Encrypted(TlsIdentity id) ->
                TlsServerCredentials.newBuilder()
                        .keyManager(id.keyManager())
                        .trustManager(id.trustOfClients())
                        .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE)
                        .build();
        };
    }
}
