package org.troop.security;

import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.SslSocketAndEnginePeerVerifier;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key, and the authorities that are trusted, from a directory with the files {@code ca.crt},
 * {@code tls.crt} and {@code tls.key} (PEM, PKCS #8): the names that Kubernetes gives them in a mounted secret. New files are
 * taken up while the process runs.
 */
public final class TlsIdentity implements AutoCloseable {
    private static final long FOLLOW_MINUTES = 1;

    private final Path authorities;
    private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    private final ScheduledExecutorService follower;

    /** @throws SecuritySetupException if there is no identity in the directory */
    public static TlsIdentity open(Path directory) {
        return new TlsIdentity(directory);
    }

    private TlsIdentity(Path directory) {
        authorities = required(directory, "ca.crt");
        Path certificate = required(directory, "tls.crt");
        Path key = required(directory, "tls.key");
        PrivateFiles.requireNotForOthers(key, PosixFilePermission.OTHERS_READ, "and holds a private key");
        PrivateFiles.requireNotForOthers(
                authorities, PosixFilePermission.OTHERS_WRITE, "and says which certificates are trusted");
        follower = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("certificates").factory());
        try {
            keys.updateIdentityCredentials(
                    certificate.toFile(), key.toFile(), FOLLOW_MINUTES, TimeUnit.MINUTES, follower);
            trustManager(Verification.CERTIFICATE_ONLY_VERIFICATION, null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            follower.shutdownNow();
            throw e instanceof SecuritySetupException s ? s : unreadable(directory, e);
        }
    }

    private static Path required(Path directory, String name) {
        Path p = directory.resolve(name);
        if (!Files.isRegularFile(p)) {
            throw new SecuritySetupException(p
                    + ": no such file; expected a directory with ca.crt, tls.crt and tls.key ('troop ca' makes some)");
        }
        return p;
    }

    private static SecuritySetupException unreadable(Path directory, Exception e) {
        return new SecuritySetupException(
                directory + ": ca.crt, tls.crt and tls.key are not a certificate in PEM with its key in PKCS #8 ("
                        + e.getMessage() + ")",
                e);
    }

    public KeyManager keyManager() {
        return keys;
    }

    /** For servers: trusts whoever has a certificate; what they are is to be looked at for each call. */
    public TrustManager trustOfClients() {
        return trusted(Verification.CERTIFICATE_ONLY_VERIFICATION, null);
    }

    /** For clients: trusts coordinators under the name by which they were dialled. */
    public TrustManager trustOfCoordinators() {
        return trusted(Verification.CERTIFICATE_AND_HOST_NAME_VERIFICATION, new Requiring(Part.COORDINATOR));
    }

    /** For connections among coordinators, both ways: trusts coordinators at any address. */
    public SSLContext amongCoordinators() {
        try {
            SSLContext c = SSLContext.getInstance("TLS");
            TrustManager t = trusted(Verification.CERTIFICATE_ONLY_VERIFICATION, new Requiring(Part.COORDINATOR));
            c.init(new KeyManager[] {keys}, new TrustManager[] {t}, null);
            return c;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509ExtendedTrustManager trusted(
            Verification verification, @Nullable SslSocketAndEnginePeerVerifier further) {
        try {
            return trustManager(verification, further);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(authorities, e);
        }
    }

    private X509ExtendedTrustManager trustManager(
            Verification verification, @Nullable SslSocketAndEnginePeerVerifier further)
            throws IOException, GeneralSecurityException {
        AdvancedTlsX509TrustManager.Builder b =
                AdvancedTlsX509TrustManager.newBuilder().setVerification(verification);
        if (further != null) {
            b.setSslSocketAndEnginePeerVerifier(further);
        }
        AdvancedTlsX509TrustManager t = b.build();
        t.updateTrustCredentials(authorities.toFile(), FOLLOW_MINUTES, TimeUnit.MINUTES, follower);
        if (t.getAcceptedIssuers().length == 0) {
            throw new CertificateException("ca.crt holds no certificate");
        }
        return t;
    }

    /** Certificates of one part only. */
    private record Requiring(Part part) implements SslSocketAndEnginePeerVerifier {
        @Override
        public void verifyPeerCertificate(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            verify(chain);
        }

        @Override
        public void verifyPeerCertificate(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
                throws CertificateException {
            verify(chain);
        }

        private void verify(X509Certificate[] chain) throws CertificateException {
            if (!Part.of(chain[0]).contains(part)) {
                throw new CertificateException("the certificate of " + chain[0].getSubjectX500Principal()
                        + " is not that of a " + part.label() + ": it has no alternative name " + part.uri());
            }
        }
    }

    /** Ends following the files. */
    @Override
    public void close() {
        follower.shutdownNow();
    }
}
