package org.troop.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.troop.solver.search.UnguardedLemmaException;
import org.troop.solver.search.UnknownRankingException;
import org.troop.solver.search.UnsupportedHeuristicException;
import org.troop.term.ac.AcLimitException;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.parse.ParseException;

/** The drop-in for {@code tamarin-prover}: the original's flags, the original's output. */
public final class TamarinProver {
    /** The level of the original whose behaviour is matched. */
    private static final String LEVEL = "1.11.0";

    /** Parsing, closing and printing recurse over terms and formulas. */
    private static final long STACK_BYTES = 1L << 29;

    private TamarinProver() {}

    public static void main(String[] args) throws InterruptedException {
        int[] code = new int[1];
        Thread main = new Thread(null, () -> code[0] = run(args), "main-large", STACK_BYTES);
        main.start();
        main.join();
        System.exit(code[0]);
    }

    /** Runs batch mode and turns errors into one sentence on standard error and an exit code. */
    static int run(String[] args) {
        try {
            BatchOptions options = BatchOptions.parse(args);
            if (options.version) {
                System.out.println("tamarin-prover " + LEVEL + ", compatible; this is troop " + Version.number());
                return ExitCode.OK;
            }
            if (options.help) {
                System.out.print(Usage.TEXT);
                return ExitCode.OK;
            }
            if (options.files.isEmpty()) {
                System.err.println("error: no input files given");
                System.err.print(Usage.TEXT);
                return ExitCode.FAILED;
            }
            return new Batch(options).run();
        } catch (UsageException | ParseException | UnknownRankingException e) {
            return fail(e, ExitCode.FAILED);
        } catch (UnguardedException | UnguardedLemmaException e) {
            return fail(e, ExitCode.FAILED);
        } catch (UnsupportedFeatureException | UnsupportedHeuristicException | AcLimitException e) {
            return fail(e, ExitCode.UNSUPPORTED);
        } catch (NoSuchFileException e) {
            System.err.println("troop: " + e.getFile() + ": no such file");
            return ExitCode.FAILED;
        } catch (IOException e) {
            return fail(e, ExitCode.FAILED);
        } catch (OutOfMemoryError e) {
            System.err.println("troop: out of memory; give more with TROOP_HEAP, for example TROOP_HEAP=8g");
            return ExitCode.INTERNAL;
        } catch (StackOverflowError e) {
            System.err.println("troop: the proof or the input is nested too deeply");
            return ExitCode.INTERNAL;
        }
    }

    private static int fail(Exception e, int code) {
        System.err.println("troop: " + e.getMessage());
        return code;
    }
}
