package org.troop.cli;

/** Says what is known when the user ends the program (Ctrl-C). The virtual machine then exits with 130, or 143. */
public final class Interruption implements AutoCloseable {
    private final Thread hook;

    /** @param farewell runs on Ctrl-C, while the threads of the search go on; it must be quick */
    public Interruption(Runnable farewell) {
        hook = new Thread(farewell, "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is being ended: the farewell has the last word, and this thread none.
            awaitEnd();
        }
    }

    private static void awaitEnd() {
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                // The end comes anyway.
            }
        }
    }
}
