package org.troop.cli;

/** Exit codes of the commands. */
final class ExitCode {
    static final int OK = 0;

    /** Input that cannot be read, or a bad command line. */
    static final int FAILED = 1;

    /** An error of the program itself. */
    static final int INTERNAL = 2;

    // 3 is the launcher's: no JDK 25, no Maven, the build failed.

    /** The theory or the command line asks for something that this version does not do. */
    static final int UNSUPPORTED = 4;

    /** A check failed: another verdict than expected, or a stored proof that does not hold. */
    static final int CHECK_FAILED = 5;

    /** A lemma has no verdict: the bound was reached, or its proof was left open. */
    static final int INCONCLUSIVE = 6;

    /** A coordinator was put out of the cluster by the others: it should be started again. */
    static final int DOWNED = 7;

    private ExitCode() {}
}
