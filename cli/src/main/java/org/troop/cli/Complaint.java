package org.troop.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.UnguardedLemmaException;
import org.troop.solver.search.UnknownRankingException;
import org.troop.solver.search.UnsupportedHeuristicException;
import org.troop.term.ac.AcLimitException;
import org.troop.theory.parse.ParseException;

/**
 * What is said when a command cannot go on.
 *
 * @param text one sentence for standard error
 */
public record Complaint(String text, int exitCode) {

    /** @param lemma the lemma in whose proof it happened; null elsewhere */
    public static Complaint about(Throwable e, @Nullable String lemma) {
        String where = lemma == null ? "" : "lemma '" + lemma + "': ";
        return switch (e) {
            case LemmaFailedException f -> about(f.reason(), f.lemma());
            case UncheckedIOException io -> about(io.getCause(), lemma);
            case UsageException u -> user(u.getMessage());
            case ParseException p -> user(p.line() == 0 ? p.problem() : p.getMessage());
            case UnguardedFormulaException u -> user(u.getMessage());
            case UnguardedLemmaException u ->
                user(where + "it or a lemma that it uses has no guarded form (" + u.getMessage() + ")");
            case UnknownRankingException u -> user(where + u.getMessage());
            case IOException io -> user(problem(io));
            case UnsupportedFeatureException u -> new Complaint(u.getMessage(), ExitCode.UNSUPPORTED);
            case UnsupportedHeuristicException u -> new Complaint(where + u.getMessage(), ExitCode.UNSUPPORTED);
            case AcLimitException a ->
                new Complaint(where + "a unification problem is too large: " + a.getMessage(), ExitCode.UNSUPPORTED);
            case OutOfMemoryError o ->
                internal(where + "out of memory; give more with TROOP_HEAP, for example TROOP_HEAP=8g");
            case StackOverflowError s -> internal(where + "the proof or the input is nested too deeply");
            default ->
                internal(where + "internal error (" + e + "); please report it together with the theory"
                        + " (TROOP_DEBUG=1 shows where it happened)");
        };
    }

    private static Complaint user(@Nullable String text) {
        return new Complaint(String.valueOf(text), ExitCode.FAILED);
    }

    private static Complaint internal(String text) {
        return new Complaint(text.replaceAll("\\s+", " "), ExitCode.INTERNAL);
    }

    private static String problem(IOException e) {
        if (!(e instanceof FileSystemException f)) {
            return String.valueOf(e.getMessage());
        }
        String why = switch (f) {
            case NoSuchFileException n -> "no such file or directory";
            case AccessDeniedException a -> "permission denied";
            default -> f.getReason() == null ? f.getClass().getSimpleName() : f.getReason();
        };
        return f.getFile() + ": " + why;
    }

    /**
     * Prints an exception as a complaint; its stack trace, too, if the environment says {@code TROOP_DEBUG=1}.
     *
     * @return the exit code
     */
    static int print(Throwable e, @Nullable String lemma, String program, PrintStream err) {
        if ("1".equals(System.getenv("TROOP_DEBUG"))) {
            e.printStackTrace(err);
        }
        Complaint c = about(e, lemma);
        err.println(program + ": " + c.text);
        err.flush();
        return c.exitCode;
    }
}
