package org.troop.cli.report;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.troop.cli.Graphviz;
import org.troop.cli.UnsupportedFeatureException;

/** Pictures by Graphviz, where it is installed; a graph that takes it too long is not drawn. */
public final class DrawnByGraphviz implements Pictures {
    private static final int SECONDS = 30;

    private boolean isMissing;

    @Override
    public @Nullable String svg(String graph) {
        if (isMissing) {
            return null;
        }
        try {
            return element(Graphviz.svg(graph, SECONDS));
        } catch (UnsupportedFeatureException e) {
            isMissing = true;
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Without the prologue of a file, and without names of elements: several of them stand in one page. */
    private static @Nullable String element(String file) {
        int start = file.indexOf("<svg");
        return start < 0
                ? null
                : file.substring(start)
                        .replaceAll("<(g|a) id=\"[^\"]*\"", "<$1")
                        .strip();
    }
}
