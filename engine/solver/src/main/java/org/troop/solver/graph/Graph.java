package org.troop.solver.graph;

import java.util.Comparator;
import java.util.List;
import org.troop.solver.system.OrderingReason;
import org.troop.term.Term.Var;
import org.troop.theory.close.RuleInfo;
import org.troop.theory.syntax.Fact;

/**
 * A constraint system as it is drawn.
 *
 * @param nodes in the order in which they are drawn; those of clusters are not among them
 * @param edges flows, then orderings, then chains; those inside a cluster are not among them
 * @param palette colours by rule, from all rule instances before any was hidden
 */
record Graph(
        List<Node> nodes,
        List<Edge> edges,
        List<Cluster> clusters,
        List<Abbreviation> abbreviations,
        RulePalette palette) {

    /** What stands at a time point. */
    sealed interface Node {
        Var at();
    }

    /** A rule instance. */
    record Instance(Var at, RuleInfo rule, List<Fact> premises, List<Fact> conclusions, List<Fact> actions)
            implements Node {}

    /** Actions that no rule instance explains yet. */
    record OpenActions(Var at, List<Fact> facts) implements Node {}

    /** The last time point. */
    record Last(Var at) implements Node {}

    /** The conclusion of a node without a rule. */
    record MissingConclusion(Var at, int index) implements Node {}

    /** The premise of a node without a rule. */
    record MissingPremise(Var at, int index) implements Node {}

    /** A premise or conclusion of a node; indices count from 0. */
    record Port(Var node, int index) implements Comparable<Port> {
        @Override
        public int compareTo(Port o) {
            int c = node.compareTo(o.node);
            return c != 0 ? c : Integer.compare(index, o.index);
        }
    }

    sealed interface Edge {
        Var from();

        Var to();
    }

    /** A conclusion is used by a premise. */
    record Flow(Port source, Port target) implements Edge, Comparable<Flow> {
        @Override
        public Var from() {
            return source.node;
        }

        @Override
        public Var to() {
            return target.node;
        }

        @Override
        public int compareTo(Flow o) {
            int c = source.compareTo(o.source);
            return c != 0 ? c : target.compareTo(o.target);
        }
    }

    /** A conclusion is to be taken apart until a premise is found in it. */
    record Chain(Port source, Port target) implements Edge {
        @Override
        public Var from() {
            return source.node;
        }

        @Override
        public Var to() {
            return target.node;
        }
    }

    /** One time point is before another. */
    record Before(Var from, Var to, OrderingReason reason) implements Edge, Comparable<Before> {
        private static final Comparator<Before> ORDER =
                Comparator.comparing(Before::from).thenComparing(Before::to).thenComparing(Before::reason);

        @Override
        public int compareTo(Before o) {
            return ORDER.compare(this, o);
        }
    }

    /**
     * Connected instances of one group of rules, with all edges among them.
     *
     * @param group the part of the name that connected instances of the same rules share
     */
    record Cluster(String name, String group, List<Node> nodes, List<Edge> edges) {}
}
