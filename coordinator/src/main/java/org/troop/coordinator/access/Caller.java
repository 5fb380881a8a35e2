package org.troop.coordinator.access;

import io.grpc.Attributes;
import io.grpc.Grpc;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.troop.security.Part;
import org.troop.security.Tokens;

/**
 * Where a call comes from.
 *
 * @param address of the other end
 * @param certificate its subject; null without TLS
 * @param parts what the certificate says of its holder
 * @param holder of the token; null without a token, or with one that nobody has
 */
record Caller(String address, @Nullable String certificate, Set<Part> parts, Tokens.@Nullable Holder holder) {
    static Caller of(Attributes connection, Tokens.@Nullable Holder holder) {
        X509Certificate c = certificate(connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
        SocketAddress from = connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
        return new Caller(
                from instanceof InetSocketAddress i ? i.getAddress().getHostAddress() : String.valueOf(from),
                c == null ? null : c.getSubjectX500Principal().getName(),
                c == null ? Set.of() : Part.of(c),
                holder);
    }

    private static @Nullable X509Certificate certificate(@Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate x ? x : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
