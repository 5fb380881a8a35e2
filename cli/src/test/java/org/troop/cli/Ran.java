package org.troop.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.ToIntBiFunction;

/** What a command that ran in this process printed, and its exit code. */
record Ran(int code, String out, String err) {
    static Ran troop(Object... args) {
        return run((out, err) -> Troop.run(strings(args), Screen.plain(out, err)));
    }

    /** With a terminal on both sides. */
    static Ran troopOnTerminal(Object... args) {
        return run((out, err) -> Troop.run(strings(args), new Screen(out, err, true, true, 80)));
    }

    static Ran tamarin(Object... args) {
        return run((out, err) -> TamarinProver.run(strings(args), out, err));
    }

    /** The repository's folder. */
    static Path home() {
        Path p = Path.of("").toAbsolutePath();
        return p.endsWith("cli") ? p.getParent() : p;
    }

    private static String[] strings(Object[] args) {
        return Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    }

    private static Ran run(ToIntBiFunction<PrintStream, PrintStream> command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = command.applyAsInt(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
