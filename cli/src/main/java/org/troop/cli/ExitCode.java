package org.troop.cli;

/** Exit codes of the commands. */
final class ExitCode {
    static final int OK = 0;

    /** Input that cannot be read, a bad command line, an abort on the user's request. */
    static final int FAILED = 1;

    /** An error of the program itself. */
    static final int INTERNAL = 2;

    /** The theory or the command line asks for something that this version does not do. */
    static final int UNSUPPORTED = 4;

    private ExitCode() {}
}
