package org.troop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.troop.security.DevelopmentAuthority;
import org.troop.security.Part;
import org.troop.security.SecuritySetupException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troop ca}: certificates for a cluster. */
@Command(
        name = "ca",
        description = {
            "Makes a certificate authority, and certificates for coordinators, workers and clients: directories for their"
                    + " option --tls. With an authority in DIRECTORY, that one signs new certificates.",
            ""
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Whoever has ca.key can be every part of the cluster: keep it away from the cluster's machines."})
final class CaCommand implements Callable<Integer> {
    private final Screen screen;

    @Parameters(paramLabel = "DIRECTORY", description = "Where ca.crt and ca.key are, or will be.")
    private Path directory;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            description = "Name or address by which coordinators are dialled, beside localhost. May be repeated.")
    private List<String> hosts = new ArrayList<>();

    CaCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        boolean known = Files.exists(directory.resolve("ca.key"));
        try {
            DevelopmentAuthority.make(directory, EnumSet.allOf(Part.class), hosts);
        } catch (SecuritySetupException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        screen.out()
                .println("troop: " + directory + ": " + (known ? "" : "a new authority, and ")
                        + "certificates in coordinator, worker and client");
        return ExitCode.OK;
    }
}
