package org.troop.cli;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The commands by name. The command line knows only those that may be meant: looking at the options of one command takes
 * some 10 ms, and those of the cluster need libraries that the launcher gives them alone.
 */
final class Commands {
    private static final List<String> LOCAL =
            List.of("prove", "check", "graph", "explain", "parse", "unify", "variants", "completion");
    private static final List<String> CLUSTER =
            List.of("sweep", "status", "watch", "proof", "cancel", "gc", "coordinator", "worker", "ca", "token");

    /** As in the launcher, which gives them the libraries. */
    private static final List<String> SPEAK_OF_ALL = List.of("", "-h", "--help", "completion");

    private static final List<String> SPEAK_OF_NONE = List.of("-V", "--version");

    private Commands() {}

    private static @Nullable Object of(String name, Screen screen) {
        return switch (name) {
            case "prove" -> new ProveCommand(screen);
            case "check" -> new CheckCommand(screen);
            case "graph" -> new GraphCommand(screen);
            case "explain" -> new ExplainCommand(screen);
            case "parse" -> new ParseCommand(screen);
            case "unify" -> new UnifyCommand(screen);
            case "variants" -> new VariantsCommand(screen);
            case "completion" -> new CompletionCommand(screen);
            default -> ofCluster(name, screen);
        };
    }

    private static @Nullable Object ofCluster(String name, Screen screen) {
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

    /**
     * Those that a command line may mean: the one that it begins with; all of them for help and completion; and those of one
     * machine, which a message may suggest, for what is no command.
     */
    static List<Object> of(String[] args, Screen screen) {
        String first = args.length == 0 ? "" : args[0];
        if (SPEAK_OF_ALL.contains(first)) {
            return Stream.concat(LOCAL.stream(), CLUSTER.stream())
                    .<Object>map(name -> of(name, screen))
                    .toList();
        }
        if (SPEAK_OF_NONE.contains(first)) {
            return List.of();
        }
        Object one = of(first, screen);
        return one == null
                ? LOCAL.stream().<Object>map(name -> of(name, screen)).toList()
                : List.of(one);
    }
}
