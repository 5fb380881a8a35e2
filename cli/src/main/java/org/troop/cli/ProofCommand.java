package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troop proof}: the theory of a sweep with its proofs. */
@Command(
        name = "proof",
        description = {
            "Prints the theory of a sweep with the proofs of the lemmas that are done, as 'troop prove -o' does.",
            ""
        },
        mixinStandardHelpOptions = true)
final class ProofCommand implements Callable<Integer> {
    private final Screen screen;

    @Mixin
    private CoordinatorAddress coordinator;

    @Parameters(paramLabel = "SWEEP", description = "Its id.")
    private String sweep;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to FILE instead of standard output.")
    private @Nullable Path output;

    ProofCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        try (SweepClient client = coordinator.client()) {
            return client.proof(sweep, output, screen);
        }
    }
}
