package org.troop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.troop.solver.graph.GraphOptions;
import org.troop.solver.graph.SystemGraph;
import org.troop.solver.search.LemmaResult;

/** The graphs of all traces in the proofs of a theory, as the original writes them into files. */
final class TraceGraphs {
    private record Labelled(String label, SystemGraph graph) {}

    private final List<Labelled> graphs = new ArrayList<>();

    TraceGraphs(String theory, Proofs proofs) {
        String options = GraphOptions.DEFAULT.label();
        for (LemmaResult r : proofs.results()) {
            String prefix = "trace_" + theory + "_" + options + "_" + r.lemma().name();
            proofs.systems()
                    .forEachTrace(
                            r,
                            (path, w, c) -> graphs.add(new Labelled(
                                    prefix + String.join("-", path), SystemGraph.of(w, c, GraphOptions.DEFAULT))));
        }
    }

    void writeDot(Path file) throws IOException {
        OutputFile.write(file, graphs.stream().map(g -> g.graph.dot(g.label)).collect(Collectors.joining("\n")));
    }

    void writeJson(Path file) throws IOException {
        OutputFile.write(file, JsonText.of(4, out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("graphs");
            graphs.forEach(g -> g.graph.json(g.label, out));
            out.writeEndArray();
            out.writeEndObject();
        }));
    }
}
