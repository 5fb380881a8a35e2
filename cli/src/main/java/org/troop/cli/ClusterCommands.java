package org.troop.cli;

import org.jspecify.annotations.Nullable;

/**
 * The commands of the cluster, by name. They are known to the command line only when one of them, or help, is asked for, so
 * that proving on one machine starts as fast as without them; the launcher gives them the libraries that they need.
 */
final class ClusterCommands {
    private static final String[] NAMES = {
        "sweep", "status", "watch", "proof", "cancel", "coordinator", "worker", "ca", "token"
    };

    private ClusterCommands() {}

    private static @Nullable Object of(String name, Screen screen) {
        return switch (name) {
            case "sweep" -> new SweepCommand(screen);
            case "status" -> new StatusCommand(screen);
            case "watch" -> new WatchCommand(screen);
            case "proof" -> new ProofCommand(screen);
            case "cancel" -> new CancelCommand(screen);
            case "coordinator" -> new CoordinatorCommand(screen);
            case "worker" -> new WorkerCommand();
            case "ca" -> new CaCommand(screen);
            case "token" -> new TokenCommand(screen);
            default -> null;
        };
    }

    /** Those that a command line may mean. */
    static Object[] of(String[] args, Screen screen) {
        if (args.length > 0 && !args[0].startsWith("-") && !args[0].equals("completion")) {
            Object one = of(args[0], screen);
            return one == null ? new Object[0] : new Object[] {one};
        }
        Object[] all = new Object[NAMES.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = of(NAMES[i], screen);
        }
        return all;
    }
}
