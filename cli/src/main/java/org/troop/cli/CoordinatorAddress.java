package org.troop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which coordinator a command talks to. */
final class CoordinatorAddress {
    @Option(
            names = "--coordinator",
            paramLabel = "HOST:PORT",
            description = "The coordinator (default: the environment variable TROOP_COORDINATOR, or "
                    + CoordinatorCommand.DEFAULT_ADDRESS + ").")
    private @Nullable String given;

    String address() {
        String a = given != null ? given : System.getenv("TROOP_COORDINATOR");
        return a == null || a.isEmpty()
                ? CoordinatorCommand.DEFAULT_ADDRESS
                : CoordinatorCommand.address(given != null ? "--coordinator" : "TROOP_COORDINATOR", a);
    }
}
