package org.troop.cli.sweep;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be proved, as a file of the program batch-tamarin says it.
 *
 * @param name of the recipe's file, without its ending
 * @param cores most threads; 0 without limit
 * @param notes what the recipe asks for and does not get, one sentence each
 */
public record Recipe(String name, int cores, List<RecipeTask> tasks, List<String> notes) {

    /**
     * A theory with options and lemmas.
     *
     * @param file of the theory; what is relative starts at the recipe's directory
     * @param lemmas in their order, with repetitions; empty: all lemmas of the theory
     */
    public record RecipeTask(String name, Path file, String place, Wishes wishes, List<RecipeLemma> lemmas) {}

    /** @param name of one lemma, or the beginning of names with a star behind */
    public record RecipeLemma(String name, String place, Wishes wishes) {}

    /**
     * How a task or a lemma is to be proved.
     *
     * @param flags of the preprocessor; null where nothing is said
     * @param options of the original's command line; null where nothing is said
     * @param seconds limit of time; null where nothing is said
     * @param bytes limit of memory; null where nothing is said
     * @param cores most threads; 0 where nothing is said
     */
    public record Wishes(
            @Nullable List<String> flags,
            @Nullable List<String> options,
            @Nullable Long seconds,
            @Nullable Long bytes,
            int cores) {
        static final Wishes NONE = new Wishes(null, null, null, null, 0);

        /** What is said here, and else what the surroundings say. */
        Wishes within(Wishes outer) {
            return new Wishes(
                    flags != null ? flags : outer.flags,
                    options != null ? options : outer.options,
                    seconds != null ? seconds : outer.seconds,
                    bytes != null ? bytes : outer.bytes,
                    cores != 0 ? cores : outer.cores);
        }
    }
}
