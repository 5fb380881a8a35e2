package org.troop.cli;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The commands of the cluster, by name. They are known to the command line only when one of them, or help, is asked for, so
 * that proving on one machine starts as fast as without them; the launcher gives them the libraries that they need.
 */
final class ClusterCommands {
    private static final Map<String, Function<Screen, Object>> COMMANDS = Map.of(
            "coordinator", CoordinatorCommand::new,
            "worker", WorkerCommand::new,
            "sweep", SweepCommand::new,
            "status", StatusCommand::new,
            "watch", WatchCommand::new,
            "cancel", CancelCommand::new,
            "proof", ProofCommand::new);

    private static final List<String> ORDER =
            List.of("sweep", "status", "watch", "proof", "cancel", "coordinator", "worker");

    private ClusterCommands() {}

    /** Those that a command line may mean. */
    static List<Object> of(String[] args, Screen screen) {
        if (args.length > 0) {
            Function<Screen, Object> one = COMMANDS.get(args[0]);
            if (one != null) {
                return List.of(one.apply(screen));
            }
            if (!args[0].startsWith("-")) {
                return List.of();
            }
        }
        return ORDER.stream().map(n -> COMMANDS.get(n).apply(screen)).toList();
    }
}
