package org.troop.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.troop.security.SecuritySetupException;
import org.troop.security.TlsIdentity;
import org.troop.security.Transport;
import picocli.CommandLine.Option;

/** How connections of a cluster are secured. */
final class TransportOptions {
    @Option(
            names = "--tls",
            paramLabel = "DIRECTORY",
            description =
                    "Encrypt connections and show certificates: the directory has ca.crt, tls.crt and tls.key; 'troop"
                            + " ca' makes some (default: the environment variable TROOP_TLS, or none, on this machine only).")
    private @Nullable Path tls;

    @Option(
            names = "--insecure",
            description = "Send everything in the clear, beyond this machine, too: only where the network is trusted.")
    private boolean insecure;

    Transport transport() {
        String fromOutside = System.getenv("TROOP_TLS");
        Path directory = tls != null || fromOutside == null || fromOutside.isEmpty() ? tls : Path.of(fromOutside);
        if (insecure) {
            if (tls != null) {
                throw new UsageException("--tls and --insecure exclude each other");
            }
            return new Transport.Insecure();
        }
        try {
            return directory == null ? new Transport.Local() : new Transport.Encrypted(TlsIdentity.open(directory));
        } catch (SecuritySetupException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
