package org.troop.cli;

import java.util.List;

/** Exit codes of the commands. */
public final class ExitCode {
    public static final int OK = 0;

    /** Input that cannot be read, or a bad command line. */
    public static final int FAILED = 1;

    /** An error of the program itself. */
    public static final int INTERNAL = 2;

    // 3 is the launcher's: no JDK 25, no Maven, the build failed.

    /** The theory or the command line asks for something that this version does not do. */
    public static final int UNSUPPORTED = 4;

    /** A check failed: another verdict than expected, or a stored proof that does not hold. */
    public static final int CHECK_FAILED = 5;

    /** A lemma has no verdict: the bound was reached, or its proof was left open. */
    public static final int INCONCLUSIVE = 6;

    /** From the best to the worst. */
    private static final List<Integer> ORDER = List.of(OK, INCONCLUSIVE, CHECK_FAILED, UNSUPPORTED, FAILED, INTERNAL);

    /** A coordinator was put out of the cluster by the others: it should be started again. */
    static final int DOWNED = 7;

    private ExitCode() {}

    /** The one of two that says more about what went wrong. */
    public static int worse(int a, int b) {
        return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
    }
}
