package org.troop.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Values of options, read as what they should be. */
final class Arguments {
    private Arguments() {}

    static void given(@Nullable String value, Consumer<String> use) {
        if (value != null) {
            use.accept(value);
        }
    }

    /** @throws UsageException if it is none */
    static int number(String option, String value) {
        return BatchOptions.integer(value, option + ": found '" + value + "', expected a number");
    }

    /** @throws UsageException if it is none, or less than 1 */
    static int positive(String option, String value) {
        int n = number(option, value);
        if (n < 1) {
            throw new UsageException(option + ": found '" + value + "', expected a number from 1");
        }
        return n;
    }
}
