package org.troop.solver.graph;

import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import tools.jackson.core.JsonGenerator;

/** The picture of one constraint system. A value: it does not refer to the system. */
public final class SystemGraph {
    private final Graph graph;
    private final GraphOptions options;

    private SystemGraph(Graph graph, GraphOptions options) {
        this.graph = graph;
        this.options = options;
    }

    public static SystemGraph of(Workspace w, ConstraintSystem c, GraphOptions options) {
        return new SystemGraph(GraphBuilder.build(w, c, options), options);
    }

    /** Whether there is nothing to see. */
    public boolean isEmpty() {
        return graph.nodes().isEmpty()
                && graph.clusters().isEmpty()
                && graph.edges().isEmpty();
    }

    /** Graphviz text, with a line break at the end. */
    public String dot(String label) {
        return DotPrinter.print(graph, options, label);
    }

    /** Writes one object. */
    public void json(String label, JsonGenerator out) {
        GraphJson.write(graph, label, out);
    }
}
