package org.troop.cli;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Runs a command on a thread with a large stack: parsing, closing and printing recurse over terms and formulas. */
final class MainThread {
    private static final long STACK_BYTES = 1L << 29;

    private MainThread() {}

    /** Never returns: the process ends with the command's exit code. */
    static void exitWith(IntSupplier command) throws InterruptedException {
        AtomicInteger code = new AtomicInteger(ExitCode.INTERNAL);
        Thread main = new Thread(null, () -> code.set(command.getAsInt()), "main-large", STACK_BYTES);
        main.start();
        main.join();
        System.exit(code.get());
    }
}
