package org.troop.coordinator.access;

import akka.remote.artery.tcp.SSLEngineProvider;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.troop.security.TlsIdentity;
import scala.Option;

/** TLS between coordinators: both sides show a coordinator's certificate, at whatever address. */
public final class RemotingTls implements SSLEngineProvider {
    private final SSLContext context;

    public RemotingTls(TlsIdentity identity) {
        context = identity.amongCoordinators();
    }

    @Override
    public SSLEngine createServerSSLEngine(String hostname, int port) {
        SSLEngine e = context.createSSLEngine(hostname, port);
        e.setUseClientMode(false);
        e.setNeedClientAuth(true);
        return e;
    }

    @Override
    public SSLEngine createClientSSLEngine(String hostname, int port) {
        SSLEngine e = context.createSSLEngine(hostname, port);
        e.setUseClientMode(true);
        return e;
    }

    // The trust manager has looked at the certificates of both sides.

    @Override
    public Option<Throwable> verifyClientSession(String hostname, SSLSession session) {
        return Option.empty();
    }

    @Override
    public Option<Throwable> verifyServerSession(String hostname, SSLSession session) {
        return Option.empty();
    }
}
