package org.troop.cli;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of the cluster, by name. They are known to the command line only when one of them, or help, is asked for, so
 * that proving on one machine starts as fast as without them; the launcher gives them the libraries that they need.
 */
final class ClusterCommands {
    private static final String[] NAMES = {
        "sweep", "status", "watch", "proof", "cancel", "gc", "coordinator", "worker", "ca", "token"
    };

    /** As in the launcher, which gives them the libraries. */
    private static final List<String> SPEAK_OF_ALL = List.of("", "-h", "--help", "completion");

    private ClusterCommands() {}

    private static @Nullable Object of(String name, Screen screen) {
        return switch (name) {
            case "sweep" -> new SweepCommand(screen);
            case "status" -> new StatusCommand(screen);
            case "watch" -> new WatchCommand(screen);
            case "proof" -> new ProofCommand(screen);
            case "cancel" -> new CancelCommand(screen);
            case "gc" -> new GcCommand(screen);
            case "coordinator" -> new CoordinatorCommand(screen);
            case "worker" -> new WorkerCommand();
            case "ca" -> new CaCommand(screen);
            case "token" -> new TokenCommand(screen);
            default -> null;
        };
    }

    /** Those that a command line may mean; all of them for help and completion. */
    static Object[] of(String[] args, Screen screen) {
        String first = args.length == 0 ? "" : args[0];
        if (SPEAK_OF_ALL.contains(first)) {
            return Arrays.stream(NAMES).map(name -> of(name, screen)).toArray();
        }
        Object one = of(first, screen);
        return one == null ? new Object[0] : new Object[] {one};
    }
}
