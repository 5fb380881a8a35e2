package org.troop.worker.wire;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptor;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.troop.security.TlsIdentity;
import org.troop.security.Transport;

/** Makes channels to coordinators: the one place that knows how connections are secured. */
public final class Connections {
    /** Largest message in either direction, in bytes. */
    public static final int MAX_MESSAGE = 64 << 20;

    /** Carries a token: {@code Bearer}, a space, the token. */
    public static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    public static final String BEARER = "Bearer ";

    private Connections() {}

    /**
     * To a coordinator on this machine, in the clear.
     *
     * @param address host:port
     */
    public static ManagedChannel to(String address) {
        return to(address, new Transport.Local(), null);
    }

    /**
     * @param address host:port
     * @param token sent with every call
     * @throws org.troop.security.SecuritySetupException if the way there is not secured
     */
    public static ManagedChannel to(String address, Transport transport, @Nullable String token) {
        transport.requireFor("the coordinator", address);
        ManagedChannelBuilder<?> b = Grpc.newChannelBuilder(address, credentials(transport))
                .maxInboundMessageSize(MAX_MESSAGE)
                .keepAliveTime(10, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS);
        if (token != null) {
            Metadata m = new Metadata();
            m.put(AUTHORIZATION, BEARER + token);
            b.intercept(MetadataUtils.newAttachHeadersInterceptor(m));
        }
        ClientInterceptor delays = Faults.delays();
        if (delays != null) {
            b.intercept(delays);
        }
        return b.build();
    }

    private static ChannelCredentials credentials(Transport transport) {
        return switch (transport) {
            case Transport.Local l -> InsecureChannelCredentials.create();
            case Transport.Insecure i -> InsecureChannelCredentials.create();
            case Transport.Encrypted(TlsIdentity id) ->
                TlsChannelCredentials.newBuilder()
                        .keyManager(id.keyManager())
                        .trustManager(id.trustOfCoordinators())
                        .build();
        };
    }

    /** What is wrong with the certificates, if a call failed because of them; null otherwise. */
    public static @Nullable String certificateProblem(Status status) {
        for (Throwable t = status.getCause(); t != null; t = t.getCause()) {
            if (t instanceof SSLException || t instanceof java.security.cert.CertificateException) {
                Throwable deepest = t;
                while (deepest.getCause() != null) {
                    deepest = deepest.getCause();
                }
                return String.valueOf(deepest.getMessage());
            }
        }
        return null;
    }
}
