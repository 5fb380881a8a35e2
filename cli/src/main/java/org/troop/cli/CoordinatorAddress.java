package org.troop.cli;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.troop.security.SecuritySetupException;
import org.troop.worker.wire.Connections;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which coordinator a command talks to, and as who. */
final class CoordinatorAddress {
    @Option(
            names = "--coordinator",
            paramLabel = "HOST:PORT",
            description = "The coordinator (default: the environment variable TROOP_COORDINATOR, or "
                    + CoordinatorCommand.DEFAULT_ADDRESS + ").")
    private @Nullable String given;

    @Mixin
    private TransportOptions security;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "Holds the token that says who asks (default: the environment variable TROOP_TOKEN, or none).")
    private @Nullable Path tokenFile;

    /** Whether one is named at all. */
    boolean isGiven() {
        String fromOutside = System.getenv("TROOP_COORDINATOR");
        return given != null || (fromOutside != null && !fromOutside.isEmpty());
    }

    String address() {
        String a = given != null ? given : System.getenv("TROOP_COORDINATOR");
        return a == null || a.isEmpty()
                ? CoordinatorCommand.DEFAULT_ADDRESS
                : CoordinatorCommand.address(given != null ? "--coordinator" : "TROOP_COORDINATOR", a);
    }

    /** Of a worker: one or several, separated by commas. */
    String addresses() {
        String a = given != null ? given : System.getenv("TROOP_COORDINATOR");
        if (a == null || a.isEmpty()) {
            return CoordinatorCommand.DEFAULT_ADDRESS;
        }
        for (String one : a.split(",", -1)) {
            CoordinatorCommand.address(given != null ? "--coordinator" : "TROOP_COORDINATOR", one);
        }
        return a;
    }

    /** A channel to an address, secured as the options say. */
    ManagedChannel connect(String to) {
        try {
            return Connections.to(to, security.transport(), token());
        } catch (SecuritySetupException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    SweepClient client() {
        return new SweepClient(address(), connect(address()));
    }

    private @Nullable String token() {
        if (tokenFile == null) {
            String t = System.getenv("TROOP_TOKEN");
            return t == null || t.isBlank() ? null : token("TROOP_TOKEN", t);
        }
        try {
            return token(tokenFile.toString(), Files.readString(tokenFile));
        } catch (IOException e) {
            throw new UsageException(
                    tokenFile + ": cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static String token(String source, String text) {
        String t = text.strip();
        if (!t.matches("[!-~]{1,1000}")) {
            throw new UsageException(source + ": holds no token");
        }
        return t;
    }
}
