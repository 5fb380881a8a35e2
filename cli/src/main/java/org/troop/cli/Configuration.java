package org.troop.cli;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.Strategy;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Theory;

/** The configuration block of a theory: flags of the command line that the theory brings along. */
final class Configuration {
    private static final Set<String> FLAGS = Set.of("--stop-on-trace", "--auto-sources");

    private final Theory theory;

    /** @throws UsageException for a flag that such a block does not know */
    Configuration(Theory theory) {
        this.theory = theory;
        for (Item.Configuration c : theory.all(Item.Configuration.class)) {
            for (String word : words(c)) {
                String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
                if (flag.startsWith("-") && !FLAGS.contains(flag)) {
                    throw new UsageException("Unknown flag: " + flag + " (in the theory's configuration block)");
                }
            }
        }
    }

    /** Depth-first search if nothing is said. */
    Strategy strategy() {
        String value = value("--stop-on-trace");
        return value == null || value.isEmpty() ? Strategy.DFS : BatchOptions.strategy(value);
    }

    boolean autoSources() {
        return value("--auto-sources") != null;
    }

    /** The value of a flag, "" without a value; null if the flag is not there. */
    private @Nullable String value(String flag) {
        for (Item.Configuration c : theory.all(Item.Configuration.class)) {
            for (String word : words(c)) {
                if (word.equals(flag) || word.startsWith(flag + "=")) {
                    return word.substring(Math.min(word.length(), flag.length() + 1));
                }
            }
        }
        return null;
    }

    private static String[] words(Item.Configuration c) {
        return c.text().strip().split("\\s+");
    }
}
