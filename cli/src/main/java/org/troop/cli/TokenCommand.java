package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.troop.security.Role;
import org.troop.security.SecuritySetupException;
import org.troop.security.Tokens;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code troop token}: lets a client in. */
@Command(
        name = "token",
        description = {
            "Draws a token for a client, writes its hash to a file for 'troop coordinator --tokens', and prints the token: this"
                    + " once. A token that the client had before is void.",
            ""
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    private final Screen screen;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file of hashes; made if there is none.")
    private Path file;

    @Parameters(index = "1", paramLabel = "NAME", description = "Who gets the token; stands in the audit log.")
    private String name;

    @Parameters(
            index = "2",
            paramLabel = "ROLES",
            description = "read, submit, admin (all of it, and cancelling), work (for workers without certificates);"
                    + " several with commas between them.")
    private String roles;

    TokenCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() throws IOException {
        try {
            screen.out().println(Tokens.add(file, new Tokens.Holder(name, Role.parse(roles))));
        } catch (SecuritySetupException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        return ExitCode.OK;
    }
}
