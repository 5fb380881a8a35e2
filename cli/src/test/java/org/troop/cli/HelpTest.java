package org.troop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The help texts, as they are meant to be. */
final class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "prove",
                "check",
                "graph",
                "explain",
                "parse",
                "unify",
                "variants",
                "completion",
                "sweep",
                "coordinator",
                "worker",
                "proof",
                "gc",
                "ca",
                "token"
            })
    void isAsWritten(String command) throws IOException {
        Ran r = command.isEmpty() ? Ran.troop("--help") : Ran.troop(command, "--help");
        assertEquals(ExitCode.OK, r.code());
        String name = "help" + (command.isEmpty() ? "" : "-" + command) + ".txt";
        try (InputStream in = Objects.requireNonNull(HelpTest.class.getResourceAsStream(name), name)) {
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), r.out());
        }
    }
}
