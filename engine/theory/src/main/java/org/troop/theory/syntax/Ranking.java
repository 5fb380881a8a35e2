package org.troop.theory.syntax;

/** One entry of a heuristic: how goals are ranked. */
public sealed interface Ranking {
    /**
     * A letter other than {@code o} and {@code O}. Unknown letters are accepted when read and fail when the ranking is
     * needed or printed.
     *
     * @param letter a code point
     */
    record Letter(int letter) implements Ranking {}

    /**
     * An external script.
     *
     * @param smart {@code O}: goals are handed over in smart order, as opposed to creation order
     * @param directory what {@code path} is relative to: the directory of the file with the ranking, "" the current one
     * @param path as written or by default; "" in diff theories without a written path
     */
    record Oracle(boolean smart, String directory, String path) implements Ranking {}

    /** {@code {name}}. */
    record ByTactic(String name) implements Ranking {}
}
