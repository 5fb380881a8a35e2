package org.troop.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The drop-in for {@code tamarin-prover}: the original's flags, the original's output. */
public final class TamarinProver {
    private static final String NAME = "tamarin-prover";

    private enum Mode {
        INTERACTIVE,
        VARIANTS,
        TEST,
        BATCH
    }

    private TamarinProver() {}

    public static void main(String[] args) throws InterruptedException {
        MainThread.exitWith(() -> run(args, System.out, System.err));
    }

    /**
     * Runs a mode and turns errors into one sentence on standard error.
     *
     * @return the exit code
     */
    static int run(String[] args, PrintStream out, PrintStream err) {
        Batch batch = null;
        try {
            Mode mode = mode(args);
            BatchOptions options =
                    BatchOptions.parse(mode == Mode.BATCH ? args : Arrays.copyOfRange(args, 1, args.length));
            if (options.help) {
                out.print(Usage.TEXT);
                return ExitCode.OK;
            }
            if (mode == Mode.TEST) {
                return test(options, out);
            }
            if (mode == Mode.VARIANTS) {
                return variants(options, out);
            }
            if (mode != Mode.BATCH) {
                throw new UnsupportedFeatureException("the mode '" + mode.name().toLowerCase(Locale.ROOT) + "'");
            }
            if (options.version) {
                out.print(Version.text());
                return ExitCode.OK;
            }
            if (options.files.isEmpty()) {
                out.println("error: no input files given");
                out.print(Usage.TEXT);
                return ExitCode.FAILED;
            }
            batch = new Batch(options, out, err);
            return batch.run();
        } catch (Throwable e) {
            return Complaint.print(e, batch == null ? null : batch.failedLemma(), NAME, err);
        } finally {
            out.flush();
        }
    }

    /** A mode may be abbreviated; the three begin with different letters. Only the first argument can name one. */
    private static Mode mode(String[] args) {
        @Nullable String first = args.length == 0 || args[0].isEmpty() ? null : args[0];
        for (Mode m : List.of(Mode.INTERACTIVE, Mode.VARIANTS, Mode.TEST)) {
            if (first != null && m.name().toLowerCase(Locale.ROOT).startsWith(first)) {
                return m;
            }
        }
        return Mode.BATCH;
    }

    /** Prints the adversary's rules for exponentiation and pairings; with {@code -O}, writes them to files as well. */
    private static int variants(BatchOptions options, PrintStream out) throws IOException {
        requireNoFiles(options);
        IntruderVariants rules = new IntruderVariants();
        out.print(rules.exponentiation() + "\n" + rules.pairing());
        if (options.outputDirectory != null) {
            rules.write(Path.of(options.outputDirectory));
        }
        return ExitCode.OK;
    }

    private static void requireNoFiles(BatchOptions options) {
        if (!options.files.isEmpty()) {
            throw new UsageException("Unhandled argument, none expected: " + options.files.getFirst());
        }
    }

    /** The original checks the tools that it calls here. There are none to check; scripts wait for these lines. */
    private static int test(BatchOptions options, PrintStream out) {
        requireNoFiles(options);
        out.print("""
                Self-test of %s: no tools beside it are needed.

                *** TEST SUMMARY ***
                All tests successful.
                The tamarin-prover should work as intended.
                """.formatted(Version.banner()));
        return ExitCode.OK;
    }
}
