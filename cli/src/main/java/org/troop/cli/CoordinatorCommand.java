package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.troop.coordinator.CoordinatorOptions;
import org.troop.coordinator.access.AccessControl;
import org.troop.coordinator.access.AuditLog;
import org.troop.security.SecuritySetupException;
import org.troop.security.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code troop coordinator}: keeps sweeps and shares them among workers. */
@Command(
        name = "coordinator",
        description = {"Keeps sweeps and shares their work among workers, until it is ended.", ""},
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "1:bad command line, or the proof store or an address cannot be used",
            "2:an internal error",
            "7:the other coordinators have put this one out of the cluster: start it again",
            "143:ended by SIGTERM"
        },
        footer = {
            "",
            "The password of the proof store is read from the environment variable TROOP_STORE_PASSWORD.",
            "With --kubernetes, TROOP_CONTACT_POINTS says how many coordinators must see each other before",
            "they form a cluster (default: 1): a majority of those that are to be.",
            "Without --tls, a coordinator serves its own machine only, unless --insecure is given."
        })
final class CoordinatorCommand implements Callable<Integer> {
    static final String DEFAULT_ADDRESS = "127.0.0.1:7070";

    private final Screen screen;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where workers and clients dial (default: " + DEFAULT_ADDRESS + ").")
    private String listen = DEFAULT_ADDRESS;

    @Option(
            names = "--store",
            paramLabel = "FILE|URL",
            description =
                    "The proof store: a file, or a JDBC URL such as jdbc:postgresql://host/troop (default: troop.db).")
    private String store = "troop.db";

    @Option(names = "--store-user", paramLabel = "NAME", description = "User of the proof store.")
    private @Nullable String storeUser;

    @Option(names = "--name", paramLabel = "NAME", description = "Its name in logs (default: where it listens).")
    private @Nullable String name;

    @Option(
            names = "--cluster",
            paramLabel = "HOST:PORT",
            description = "Where other coordinators reach this one (default: nowhere; it is the only one).")
    private @Nullable String cluster;

    @Option(
            names = "--join",
            paramLabel = "HOST:PORT",
            description = "The first coordinators of the cluster, as they name themselves with --cluster; the same list"
                    + " everywhere. May be repeated.")
    private List<String> join = new ArrayList<>();

    @Option(names = "--kubernetes", description = "Find the other coordinators by the labels of their pods.")
    private boolean kubernetes;

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            description = "Serve /metrics, /healthz and /readyz there over HTTP (default: not).")
    private @Nullable String metrics;

    @Mixin
    private TransportOptions security;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description =
                    "Clients need a token of this file, which 'troop token' writes (default: a client's certificate is"
                            + " enough, and without TLS nothing is needed).")
    private @Nullable Path tokens;

    @Option(
            names = "--audit",
            paramLabel = "FILE",
            description = "Append a line for each submission, cancellation and refusal (default: to the log).")
    private @Nullable Path audit;

    @Option(
            names = "--oracles",
            description =
                    "Take theories that ask scripts as oracles, which workers with the same option run: only where those"
                            + " who submit are trusted.")
    private boolean oracles;

    @Option(
            names = "--keep",
            paramLabel = "DAYS",
            description = "Remove sweeps that ended so many days ago (default: none; 'troop gc' does it on demand).")
    private int keepDays;

    @Option(
            names = "--unit-time",
            paramLabel = "MILLIS",
            description = "After so long a worker returns a unit, so that it can be shared (default: 1000).")
    private int unitMillis = 1_000;

    @Option(
            names = "--lease-time",
            paramLabel = "MILLIS",
            description = "A worker that is not heard of for so long loses its units (default: 10000).")
    private int leaseMillis = 10_000;

    CoordinatorCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (unitMillis < 1 || leaseMillis < 100) {
            throw new UsageException("--unit-time is at least 1, --lease-time at least 100 milliseconds");
        }
        if (keepDays < 0) {
            throw new UsageException("--keep: found " + keepDays + ", expected a number of days");
        }
        if (!join.isEmpty() && cluster == null) {
            throw new UsageException("--join needs --cluster, where the others reach this coordinator");
        }
        String contacts = System.getenv("TROOP_CONTACT_POINTS");
        if (kubernetes && contacts != null && !contacts.matches("[1-9][0-9]?")) {
            throw new UsageException("TROOP_CONTACT_POINTS: found '" + contacts + "', expected a number from 1 to 99");
        }
        return Processes.coordinator(
                screen,
                address("--listen", listen),
                store.startsWith("jdbc:") ? store : "jdbc:sqlite:" + store,
                storeUser,
                name == null ? listen : name,
                cluster == null ? "127.0.0.1:0" : address("--cluster", cluster),
                join,
                kubernetes,
                unitMillis,
                leaseMillis,
                access(),
                new CoordinatorOptions.Policy(oracles, keepDays),
                metrics == null ? null : address("--metrics", metrics));
    }

    private AccessControl access() throws IOException {
        try {
            return new AccessControl(
                    security.transport(),
                    tokens == null ? null : Tokens.in(tokens, LoggerFactory.getLogger(Tokens.class)::error),
                    audit == null ? AuditLog.logged() : AuditLog.in(audit));
        } catch (SecuritySetupException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    static String address(String option, String text) {
        if (!text.matches(".+:[0-9]{1,5}") || Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)) > 65_535) {
            throw new UsageException(option + ": found '" + text + "', expected HOST:PORT");
        }
        return text;
    }
}
