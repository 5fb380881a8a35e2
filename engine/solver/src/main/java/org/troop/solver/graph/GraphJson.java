package org.troop.solver.graph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
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
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.theory.close.RuleInfo;
import org.troop.theory.print.FactPrinter;
import org.troop.theory.print.Layout;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import tools.jackson.core.JsonGenerator;

/** A graph as JSON, in the form that viewers of the Tamarin prover's graphs read. Keys are in alphabetical order. */
final class GraphJson {
    private final JsonGenerator out;
    private final Map<Port, FactTag> premises = new HashMap<>();
    private final Map<Port, FactTag> conclusions = new HashMap<>();

    private GraphJson(JsonGenerator out) {
        this.out = out;
    }

    static void write(Graph g, String label, JsonGenerator out) {
        new GraphJson(out).graph(g, label);
    }

    private void graph(Graph g, String label) {
        g.nodes().forEach(this::readFacts);
        g.clusters().forEach(c -> c.nodes().forEach(this::readFacts));
        out.writeStartObject();
        array("jgAbbrevs", g.abbreviations(), GraphJson::abbreviation);
        array("jgClusters", g.clusters(), GraphJson::cluster);
        out.writeBooleanProperty("jgDirected", true);
        array("jgEdges", g.edges(), GraphJson::edge);
        out.writeStringProperty("jgLabel", label);
        array("jgNodes", g.nodes(), GraphJson::node);
        out.writeStringProperty("jgType", "Tamarin prover constraint system");
        out.writeEndObject();
    }

    private <T> void array(String name, List<T> items, BiConsumer<GraphJson, T> write) {
        out.writeArrayPropertyStart(name);
        items.forEach(i -> write.accept(this, i));
        out.writeEndArray();
    }

    private void readFacts(Node n) {
        if (n instanceof Instance i) {
            for (int k = 0; k < i.premises().size(); k++) {
                premises.put(new Port(i.at(), k), i.premises().get(k).tag());
            }
            for (int k = 0; k < i.conclusions().size(); k++) {
                conclusions.put(new Port(i.at(), k), i.conclusions().get(k).tag());
            }
        }
    }

    private void abbreviation(Abbreviation a) {
        out.writeStartObject();
        out.writeName("jgaAbbrev");
        term(a.variable());
        out.writeName("jgaExpansion");
        term(a.expansion());
        out.writeName("jgaTerm");
        term(a.term());
        out.writeEndObject();
    }

    private void cluster(Cluster c) {
        out.writeStartObject();
        array("jgcEdges", c.edges(), GraphJson::edge);
        out.writeStringProperty("jgcName", c.name());
        array("jgcNodes", c.nodes(), GraphJson::node);
        out.writeEndObject();
    }

    // ---- edges

    private void edge(Edge e) {
        switch (e) {
            case Flow f -> edge(relation(f), conclusion(f.source()), premise(f.target()));
            case Chain c -> edge("unsolvedChain", conclusion(c.source()), premise(c.target()));
            case Before b -> edge("LessAtoms", TermPrinter.text(b.from()), TermPrinter.text(b.to()));
        }
    }

    private void edge(String relation, String source, String target) {
        out.writeStartObject();
        out.writeStringProperty("jgeRelation", relation);
        out.writeStringProperty("jgeSource", source);
        out.writeStringProperty("jgeTarget", target);
        out.writeEndObject();
    }

    private String relation(Flow f) {
        FactTag a = conclusions.get(f.source());
        FactTag b = premises.get(f.target());
        if (isKnowledge(a) || isKnowledge(b)) {
            return "KFact";
        }
        if ((a != null && a.persistent()) || (b != null && b.persistent())) {
            return "PersistentFact";
        }
        return (a != null && a.isProtocol()) || (b != null && b.isProtocol()) ? "ProtoFact" : "default";
    }

    private static boolean isKnowledge(@Nullable FactTag t) {
        return FactTag.KU.equals(t) || FactTag.KD.equals(t);
    }

    private static String conclusion(Port p) {
        return TermPrinter.text(p.node()) + ":c" + p.index();
    }

    private static String premise(Port p) {
        return TermPrinter.text(p.node()) + ":p" + p.index();
    }

    // ---- nodes

    private void node(Node n) {
        out.writeStartObject();
        out.writeStringProperty("jgnId", TermPrinter.text(n.at()));
        out.writeStringProperty("jgnLabel", label(n));
        if (!(n instanceof Last)) {
            out.writeObjectPropertyStart("jgnMetadata");
            metadata(n);
            out.writeEndObject();
        }
        out.writeStringProperty("jgnType", type(n));
        out.writeEndObject();
    }

    private static String label(Node n) {
        return switch (n) {
            case Instance i -> RuleNames.internal(i.rule());
            case OpenActions o -> {
                StringJoiner all = new StringJoiner(", ");
                o.facts().forEach(f -> all.add(text(f)));
                yield all.toString();
            }
            case Last l -> TermPrinter.text(l.at());
            case MissingConclusion m -> "";
            case MissingPremise m -> "";
        };
    }

    private static String type(Node n) {
        return switch (n) {
            case Instance i when i.rule().kind() == RuleInfo.Kind.PROTOCOL -> "isProtocolRule";
            case Instance i when i.rule().kind() == RuleInfo.Kind.FRESH -> "isFreshRule";
            case Instance i -> "isIntruderRule";
            case OpenActions o -> "unsolvedActionAtom";
            case Last l -> "lastAtom";
            case MissingConclusion m -> "missingNodeConc";
            case MissingPremise m -> "missingNodePrem";
        };
    }

    private void metadata(Node n) {
        String at = TermPrinter.text(n.at());
        out.writeArrayPropertyStart("jgnActs");
        switch (n) {
            case Instance i -> i.actions().forEach(f -> fact("action", f));
            case OpenActions o -> o.facts().forEach(f -> fact("action", f));
            default -> {}
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("jgnConcs");
        switch (n) {
            case Instance i -> facts(at + ":c", i.conclusions());
            case MissingConclusion m -> missing(at + ":c0");
            default -> {}
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("jgnPrems");
        switch (n) {
            case Instance i -> facts(at + ":p", i.premises());
            case MissingPremise m -> missing(at + ":p0");
            default -> {}
        }
        out.writeEndArray();
    }

    private void facts(String idPrefix, List<Fact> facts) {
        for (int k = 0; k < facts.size(); k++) {
            fact(idPrefix + k, facts.get(k));
        }
    }

    private void missing(String id) {
        fact(id, "", "", "", "", List.of());
    }

    private void fact(String id, Fact f) {
        FactTag t = f.tag();
        fact(id, t.persistent() ? "!" : "", t.shownName(), text(f), kind(t), f.args());
    }

    private void fact(String id, String multiplicity, String name, String text, String tag, List<Term> terms) {
        out.writeStartObject();
        out.writeStringProperty("jgnFactId", id);
        out.writeStringProperty("jgnFactMult", multiplicity);
        out.writeStringProperty("jgnFactName", name);
        out.writeStringProperty("jgnFactShow", text);
        out.writeStringProperty("jgnFactTag", tag);
        array("jgnFactTerms", terms, GraphJson::term);
        out.writeEndObject();
    }

    /** On one line. */
    private static String text(Fact f) {
        return Layout.LINE.render(FactPrinter.doc(f)).replace("\n", "").replaceAll(" +", " ");
    }

    private static String kind(FactTag t) {
        return switch (t.kind()) {
            case PROTO -> "ProtoFact";
            case FR -> "FreshFact";
            case OUT -> "OutFact";
            case IN -> "InFact";
            case KU -> "KUFact";
            case KD -> "KDFact";
            case DED -> "DedFact";
        };
    }

    // ---- terms

    private void term(Term t) {
        out.writeStartObject();
        if (t instanceof App a && a.symbol().kind() != Symbol.Kind.C) {
            out.writeStringProperty("jgnFunct", a.symbol().name());
            array("jgnParams", a.args(), GraphJson::term);
            out.writeStringProperty("jgnShow", TermPrinter.raw(t));
        } else if (t instanceof App) {
            out.writeStringProperty("jgnConst", "unknown term type: " + TermPrinter.raw(t));
        } else {
            out.writeStringProperty("jgnConst", TermPrinter.raw(t));
        }
        out.writeEndObject();
    }
}
