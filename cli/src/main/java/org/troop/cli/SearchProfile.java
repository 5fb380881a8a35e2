package org.troop.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.troop.solver.search.ExpandedNode;
import org.troop.solver.search.ExpansionWatch;
import org.troop.term.Term;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.ProofMethod;

/** Adds up what a search did: how many nodes of which kind it expanded, what they branched into, and how long that took. */
final class SearchProfile implements ExpansionWatch {
    /** Numbers behind a case's name that tell cases of one kind apart. */
    private static final Pattern NUMBER = Pattern.compile("(^|_)case_[0-9]+$");

    /**
     * Nodes that have something in common.
     *
     * @param nodes that were expanded
     * @param cases that they have, all together
     * @param most cases of one of them
     */
    record Tally(String name, long nodes, long cases, int most, long nanos) {
        Tally plus(int moreCases, long moreNanos) {
            return new Tally(name, nodes + 1, cases + moreCases, Math.max(most, moreCases), nanos + moreNanos);
        }

        /** Cases per node. */
        double branching() {
            return nodes == 0 ? 0 : (double) cases / nodes;
        }
    }

    private final Map<String, Tally> kinds = new HashMap<>();
    private final Map<String, Tally> goals = new HashMap<>();
    private final Map<String, Tally> rules = new HashMap<>();
    private final Map<String, Tally> cases = new HashMap<>();
    private final TreeMap<Integer, Tally> depths = new TreeMap<>();
    private final Map<Thread, Long> sourcesOfNode = new HashMap<>();
    private Tally all = empty("");
    private Tally bySource = empty("");
    private long sourceNanos;

    private static Tally empty(String name) {
        return new Tally(name, 0, 0, 0, 0);
    }

    @Override
    public long now() {
        return System.nanoTime();
    }

    @Override
    public synchronized void sourcesTaken(long nanos) {
        sourceNanos += nanos;
        sourcesOfNode.merge(Thread.currentThread(), nanos, Long::sum);
    }

    @Override
    public synchronized void expanded(ExpandedNode n) {
        Long forSources = sourcesOfNode.remove(Thread.currentThread());
        long nanos = Math.max(0, n.nanos() - (forSources == null ? 0 : forSources));
        int k = n.cases().size();
        all = all.plus(k, nanos);
        if (n.usesSource()) {
            bySource = bySource.plus(k, nanos);
        }
        add(kinds, kind(n.method()), k, nanos);
        String goal = goal(n.method());
        if (!goal.isEmpty()) {
            add(goals, goal, k, nanos);
        }
        if (n.rule() != null) {
            add(rules, n.rule(), k, nanos);
        }
        add(cases, n.name().isEmpty() ? "(no name)" : unnumbered(n.name()), k, nanos);
        depths.merge(n.depth(), empty(Integer.toString(n.depth())).plus(k, nanos), (a, b) -> a.plus(k, nanos));
    }

    private static void add(Map<String, Tally> to, String name, int cases, long nanos) {
        to.put(name, to.getOrDefault(name, empty(name)).plus(cases, nanos));
    }

    static String unnumbered(String name) {
        String base = NUMBER.matcher(name).replaceFirst("");
        return base.isEmpty() ? "case_N" : base;
    }

    /** What a step does, in few words. */
    static String kind(ProofMethod m) {
        return switch (m) {
            case ProofMethod.Solve s ->
                switch (s.goal()) {
                    case Goal.Premise p -> "premise";
                    case Goal.Action a -> a.fact().tag().kind() == FactTag.Kind.KU ? "adversary's knowledge" : "action";
                    case Goal.Chain c -> "chain";
                    case Goal.Split c -> "equation split";
                    case Goal.Disjunction d -> "disjunction";
                    case Goal.Subterm t -> "subterm";
                };
            case ProofMethod.Simplify s -> "simplify";
            case ProofMethod.Induction i -> "induction";
            case ProofMethod.Contradiction c -> "contradiction";
            case ProofMethod.Solved s -> "trace found";
            case ProofMethod.Sorry s -> "left open";
            default -> "unfinishable";
        };
    }

    /** Which goals are alike: those of a fact, and of the adversary's knowledge of terms of a function. */
    private static String goal(ProofMethod m) {
        if (!(m instanceof ProofMethod.Solve s)) {
            return "";
        }
        return switch (s.goal()) {
            case Goal.Premise p -> "premise " + name(p.fact());
            case Goal.Action a ->
                a.fact().tag().kind() == FactTag.Kind.KU
                        ? "!KU( " + head(a.fact().args().getFirst()) + " )"
                        : "action " + name(a.fact());
            default -> "";
        };
    }

    private static String name(Fact f) {
        return (f.tag().persistent() ? "!" : "") + f.tag().name();
    }

    private static String head(Term t) {
        return switch (t) {
            case Term.App a ->
                a.args().isEmpty() ? a.symbol().name() : a.symbol().name() + "(..)";
            case Term.Var v ->
                switch (v.sort()) {
                    case FRESH -> "~fresh";
                    case PUB -> "$public";
                    case NAT -> "%number";
                    default -> "variable";
                };
            default -> "constant";
        };
    }

    // ---- what came out

    synchronized Tally all() {
        return all;
    }

    /** Nodes whose cases came from precomputed sources. */
    synchronized Tally bySource() {
        return bySource;
    }

    /** Time in which threads computed, copied or waited for sources; in no tally. */
    synchronized long sourceNanos() {
        return sourceNanos;
    }

    synchronized List<Tally> kinds() {
        return sorted(kinds);
    }

    synchronized List<Tally> goals() {
        return sorted(goals);
    }

    /** By the rule whose premise was solved for. */
    synchronized List<Tally> rules() {
        return sorted(rules);
    }

    /** By the name of the case that a node is, without numbers. */
    synchronized List<Tally> cases() {
        return sorted(cases);
    }

    /** In the order of depths. */
    synchronized List<Tally> depths() {
        return new ArrayList<>(depths.values());
    }

    /** Most nodes first: unlike times, these numbers are the same in every run. */
    private static List<Tally> sorted(Map<String, Tally> tallies) {
        return tallies.values().stream()
                .sorted(Comparator.comparingLong(Tally::nodes).reversed().thenComparing(Tally::name))
                .toList();
    }
}
