package org.troop.solver.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.troop.solver.graph.Graph.Before;
import org.troop.solver.graph.Graph.Chain;
import org.troop.solver.graph.Graph.Cluster;
import org.troop.solver.graph.Graph.Edge;
import org.troop.solver.graph.Graph.Flow;
import org.troop.solver.graph.Graph.Instance;
import org.troop.solver.graph.Graph.Last;
import org.troop.solver.graph.Graph.MissingConclusion;
import org.troop.solver.graph.Graph.MissingPremise;
import org.troop.solver.graph.Graph.Node;
import org.troop.solver.graph.Graph.OpenActions;
import org.troop.solver.graph.Graph.Port;
import org.troop.solver.system.OrderingReason;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.close.RuleInfo;
import org.troop.theory.print.Doc;
import org.troop.theory.print.FactPrinter;
import org.troop.theory.print.Layout;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;

/** A graph as Graphviz text. */
final class DotPrinter {
    private final Graph graph;
    private final GraphOptions options;
    private final DotText out = new DotText();
    private final Map<Term, Var> abbreviations = new HashMap<>();

    /** Where edges are attached. */
    private final Map<Port, String> premises = new HashMap<>();

    private final Map<Port, String> conclusions = new HashMap<>();
    private final Map<Var, String> points = new HashMap<>();

    private final Map<Port, Fact> premiseFacts = new HashMap<>();
    private final Map<Port, Fact> conclusionFacts = new HashMap<>();
    private final Set<Var> producers = new HashSet<>();

    private DotPrinter(Graph graph, GraphOptions options) {
        this.graph = graph;
        this.options = options;
        if (options.abbreviations()) {
            graph.abbreviations().forEach(a -> abbreviations.put(a.term(), a.variable()));
        }
    }

    static String print(Graph graph, GraphOptions options, String label) {
        return new DotPrinter(graph, options).run(label);
    }

    private Stream<Node> allNodes() {
        return Stream.concat(graph.nodes().stream(), graph.clusters().stream().flatMap(c -> c.nodes().stream()));
    }

    private Stream<Edge> allEdges() {
        return Stream.concat(graph.edges().stream(), graph.clusters().stream().flatMap(c -> c.edges().stream()));
    }

    private String run(String label) {
        allNodes().forEach(this::readFacts);
        allEdges().filter(Flow.class::isInstance).forEach(e -> producers.add(e.from()));
        out.line("digraph " + DotText.quoted(label) + " {");
        defaults();
        graph.nodes().forEach(n -> node(n, null));
        graph.clusters().forEach(this::cluster);
        edges(graph.edges());
        List<Edge> clustered =
                graph.clusters().stream().flatMap(c -> c.edges().stream()).toList();
        edges(clustered);
        if (!abbreviations.isEmpty()) {
            legend();
        }
        out.close();
        return out.toString();
    }

    private void readFacts(Node n) {
        if (n instanceof Instance i) {
            for (int k = 0; k < i.premises().size(); k++) {
                premiseFacts.put(new Port(i.at(), k), i.premises().get(k));
            }
            for (int k = 0; k < i.conclusions().size(); k++) {
                conclusionFacts.put(new Port(i.at(), k), i.conclusions().get(k));
            }
        }
    }

    private void defaults() {
        if (graph.clusters().isEmpty()) {
            out.settings("nodesep", "0.3", "ranksep", "0.3");
            out.statement("node"
                    + DotText.attributes("fontsize", "8", "fontname", "Helvetica", "width", "0.3", "height", "0.2"));
            out.statement("edge" + DotText.attributes("fontsize", "8", "fontname", "Helvetica"));
            return;
        }
        String[] settings = {
            "nodesep", "0.8", "ranksep", "0.8", "sep", "4", "splines", "true", "overlap", "false",
            "pack", "true", "packmode", "cluster", "concentrate", "true", "compound", "true", "remincross", "true",
            "mclimit", "10", "nslimit", "20", "nslimit1", "20", "ordering", "out", "rankdir", "TB",
            "showboxes", "false", "clusterrank", "local"
        };
        String[] node = {
            "fontsize",
            "8",
            "fontname",
            "Helvetica",
            "width",
            "0.3",
            "height",
            "0.2",
            "margin",
            "0.05,0.05",
            "shape",
            "ellipse"
        };
        String[] edge = {
            "fontsize",
            "8",
            "fontname",
            "Helvetica",
            "penwidth",
            "1.5",
            "arrowsize",
            "0.5",
            "color",
            "black",
            "style",
            "solid",
            "weight",
            "8"
        };
        out.settings(settings);
        out.statement("node" + DotText.attributes(node));
        out.statement("edge" + DotText.attributes(edge));
    }

    private void cluster(Cluster c) {
        String colour = clusterColour(c.group());
        out.line("subgraph " + DotText.id("cluster_" + c.name()) + " {");
        out.settings("nodesep", "0.6", "ranksep", "0.6", "label", c.name(), "style", "filled");
        out.settings("color", colour, "penwidth", "2", "fillcolor", colour, "overlap", "false", "sep", "4");
        c.nodes().forEach(n -> node(n, colour));
        out.close();
    }

    private static String clusterColour(String group) {
        long h = 7;
        for (int c : group.codePoints().toArray()) {
            h = 31 * h + c;
        }
        Rgb rgb = Rgb.ofHsv(Math.floorMod(h, 360L), 0.75, 0.85);
        return String.format(Locale.ROOT, "#%02X%02X%02X4C", (int) (255 * rgb.red()), (int) (255 * rgb.green()), (int)
                (255 * rgb.blue()));
    }

    // ---- nodes

    private void node(Node n, @Nullable String clusterColour) {
        switch (n) {
            case Instance i when options.compact() && i.rule().kind() != RuleInfo.Kind.PROTOCOL -> ellipse(i);
            case Instance i -> record(i, clusterColour);
            case OpenActions o -> openActions(o);
            case Last l -> points.put(l.at(), simple(TermPrinter.text(l.at()), "ellipse"));
            case MissingConclusion m ->
                conclusions.put(new Port(m.at(), m.index()), missing(m.at(), m.index(), "trapezium"));
            case MissingPremise m ->
                premises.put(new Port(m.at(), m.index()), missing(m.at(), m.index(), "invtrapezium"));
        }
    }

    private String missing(Var at, int index, String shape) {
        String id = simple("(" + TermPrinter.text(at) + ", " + index + ")", shape);
        points.put(at, id);
        return id;
    }

    private String simple(String label, String shape) {
        String id = out.newId();
        out.statement(id + DotText.attributes("label", label, "shape", shape));
        return id;
    }

    private void openActions(OpenActions o) {
        List<Doc> facts = new ArrayList<>(o.facts().size());
        o.facts().forEach(f -> facts.add(fact(f)));
        String label = Layout.LINE.render(Doc.commas(facts).spaced("@").spaced(TermPrinter.text(o.at())));
        boolean knowledge = o.facts().stream().anyMatch(f -> f.tag().equals(FactTag.KU));
        String id = out.newId();
        out.statement(
                id + DotText.attributes("label", label, "shape", "ellipse", "color", knowledge ? "gray" : "darkblue"));
        points.put(o.at(), id);
    }

    private void ellipse(Instance i) {
        String id = simple(Layout.LINE.render(info(i, !producers.contains(i.at()))), "ellipse");
        points.put(i.at(), id);
        for (int k = 0; k < i.premises().size(); k++) {
            premises.put(new Port(i.at(), k), id);
        }
        for (int k = 0; k < i.conclusions().size(); k++) {
            conclusions.put(new Port(i.at(), k), id);
        }
    }

    private void record(Instance i, @Nullable String clusterColour) {
        List<String> in = new ArrayList<>();
        List<String> middle = new ArrayList<>();
        List<String> end = new ArrayList<>();
        StringJoiner rows = new StringJoiner("|", "{", "}");
        addRow(docs(i.premises()), in, rows);
        addRow(List.of(info(i, true)), middle, rows);
        addRow(docs(i.conclusions()), end, rows);
        String id = out.newId();
        for (int k = 0; k < in.size(); k++) {
            premises.put(new Port(i.at(), k), id + ":" + in.get(k));
        }
        for (int k = 0; k < end.size(); k++) {
            conclusions.put(new Port(i.at(), k), id + ":" + end.get(k));
        }
        points.put(i.at(), id + ":" + middle.getFirst());
        Rgb colour = graph.palette().colour(i.rule());
        boolean own = RulePalette.own(i.rule()) != null || clusterColour == null;
        String role = Clusters.role(i.rule());
        String[] attributes = {
            "shape",
            "record",
            "label",
            rows.toString(),
            "fillcolor",
            own ? colour.hex() : clusterColour,
            "style",
            "filled",
            "fontcolor",
            colour.isDark() ? "white" : "black",
            "role",
            role == null ? "Undefined" : role
        };
        out.statement(id + DotText.attributes(attributes));
    }

    /** Appends a row of fields, if there are any, and the ids of their ports. */
    private void addRow(List<Doc> fields, List<String> ports, StringJoiner rows) {
        if (fields.isEmpty()) {
            return;
        }
        StringJoiner row = new StringJoiner("|", "{", "}");
        for (String text : RecordRow.texts(fields)) {
            String port = out.newId();
            ports.add(port);
            row.add("<" + port + "> " + text);
        }
        rows.add(row.toString());
    }

    private Doc info(Instance i, boolean withActions) {
        Doc name = Doc.text(TermPrinter.text(i.at()) + " : " + RuleNames.shown(i.rule()));
        List<Fact> actions = i.actions();
        if (options.hidesAutoActions()) {
            actions = actions.stream().filter(f -> !isGenerated(f)).toList();
        }
        return !withActions || actions.isEmpty()
                ? name
                : name.beside("[")
                        .beside(Doc.sep(Doc.punctuate(",", docs(actions))))
                        .beside("]");
    }

    private static boolean isGenerated(Fact f) {
        return f.tag().name().matches("AUTO_(IN|OUT)_(TERM|FACT)_.*");
    }

    private List<Doc> docs(List<Fact> facts) {
        List<Doc> all = new ArrayList<>(facts.size());
        facts.forEach(f -> all.add(fact(f)));
        return all;
    }

    private Doc fact(Fact f) {
        return FactPrinter.doc(f.map(t -> Abbreviations.apply(abbreviations, t)));
    }

    // ---- edges

    /** Flows and chains, then orderings. */
    private void edges(List<Edge> edges) {
        for (Edge e : edges) {
            if (e instanceof Flow f) {
                edge(conclusions.get(f.source()), premises.get(f.target()), flowAttributes(f));
            }
        }
        for (Edge e : edges) {
            if (e instanceof Chain c) {
                edge(
                        conclusions.get(c.source()),
                        premises.get(c.target()),
                        DotText.attributes("style", "dotted", "color", "green"));
            }
        }
        SortedMap<Before, SortedSet<OrderingReason>> orderings = new TreeMap<>();
        for (Edge e : edges) {
            if (e instanceof Before b) {
                orderings
                        .computeIfAbsent(new Before(b.from(), b.to(), OrderingReason.FORMULA), k -> new TreeSet<>())
                        .add(b.reason());
            }
        }
        orderings.forEach((b, reasons) -> edge(
                point(b.from()),
                point(b.to()),
                DotText.attributes("color", colours(reasons.reversed()), "style", "dashed")));
    }

    private void edge(@Nullable String source, @Nullable String target, String attributes) {
        if (source != null && target != null) {
            out.statement(source + " -> " + target + attributes);
        }
    }

    /** Where an ordering is attached; a time point that nothing stands at gets a node. */
    private String point(Var at) {
        String known = points.get(at);
        if (known == null) {
            known = simple(TermPrinter.text(at), "ellipse");
            points.put(at, known);
        }
        return known;
    }

    private String flowAttributes(Flow f) {
        List<FactTag> tags = new ArrayList<>();
        if (conclusionFacts.get(f.source()) != null) {
            tags.add(conclusionFacts.get(f.source()).tag());
        }
        if (premiseFacts.get(f.target()) != null) {
            tags.add(premiseFacts.get(f.target()).tag());
        }
        if (tags.stream().anyMatch(FactTag::isProtocol)) {
            return tags.stream().anyMatch(FactTag::persistent)
                    ? DotText.attributes("style", "bold", "weight", "10.0", "color", "gray50")
                    : DotText.attributes("style", "bold", "weight", "10.0");
        }
        boolean knowledge = tags.stream().anyMatch(t -> t.equals(FactTag.KU) || t.equals(FactTag.KD));
        return DotText.attributes("color", knowledge ? "orangered2" : "gray30");
    }

    private static String colours(SortedSet<OrderingReason> reasons) {
        if (reasons.size() == 1) {
            return colour(reasons.first());
        }
        StringJoiner all = new StringJoiner(":");
        reasons.forEach(r -> all.add(colour(r) + ";" + 1.0 / reasons.size()));
        return all.toString();
    }

    private static String colour(OrderingReason r) {
        return switch (r) {
            case ADVERSARY -> "red";
            case FORMULA -> "black";
            case FRESH -> "blue3";
            case INJECTIVE_FACTS -> "purple";
            case NORMAL_FORM -> "darkorange3";
        };
    }

    // ---- legend

    private void legend() {
        StringBuilder rows = new StringBuilder();
        String cell = "<TD ALIGN=\"LEFT\" VALIGN=\"TOP\">";
        for (Abbreviation a : Legend.sorted(graph.abbreviations())) {
            String text = Layout.LINE.render(TermPrinter.doc(a.expansion()));
            rows.append("<TR>")
                    .append(cell)
                    .append("<FONT COLOR=\"#000000\">")
                    .append(DotText.html(a.name()))
                    .append("</FONT></TD> ")
                    .append(cell)
                    .append("=</TD> ")
                    .append(cell)
                    .append(DotText.html(text).replace("\n", "<BR ALIGN=\"LEFT\"/>"))
                    .append("</TD></TR>");
        }
        String id = out.newId();
        out.line("{");
        out.settings("rank", "sink");
        out.statement(id
                + "[shape=\"plain\",label=<<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"3\" CELLPADDING=\"1\">"
                + rows + "</TABLE>>]");
        out.close();
        Set<Var> left = new HashSet<>();
        allEdges().forEach(e -> left.add(e.from()));
        allNodes()
                .filter(n -> !left.contains(n.at()))
                .map(this::anchor)
                .forEach(p -> out.statement(p + " -> " + id + DotText.attributes("style", "invis")));
    }

    private String anchor(Node n) {
        return switch (n) {
            case MissingConclusion m -> conclusions.get(new Port(m.at(), m.index()));
            case MissingPremise m -> premises.get(new Port(m.at(), m.index()));
            default -> point(n.at());
        };
    }
}
