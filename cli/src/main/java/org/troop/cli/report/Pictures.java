package org.troop.cli.report;

import org.jspecify.annotations.Nullable;

/** Draws graphs. */
@FunctionalInterface
public interface Pictures {
    /** Nothing is drawn. */
    Pictures NONE = graph -> null;

    /**
     * An {@code svg} element that can stand inside a page; null if the graph cannot be drawn here.
     *
     * @param graph as Graphviz text
     */
    @Nullable
    String svg(String graph);
}
