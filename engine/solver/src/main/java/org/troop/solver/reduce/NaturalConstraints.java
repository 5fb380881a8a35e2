package org.troop.solver.reduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.Workspace;
import org.troop.term.store.TermStore;

/**
 * Difference constraints between natural-number variables: consistency and implied equalities of the natural subterm pairs
 * (UTVPI constraints; Lahiri and Musuvathi, FroCoS 2005).
 */
final class NaturalConstraints {
    private static final long INFINITE = Long.MAX_VALUE / 4;

    /** A vertex is a signed variable. */
    private record Literal(boolean positive, int variable) {
        Literal negated() {
            return new Literal(!positive, variable);
        }
    }

    private record Edge(Literal from, Literal to, long weight) {}

    private final Workspace w;
    private final TermStore s;
    private final SubtermTruth truth;
    private final int[] pairs;
    private final List<Edge> edges = new ArrayList<>();
    private List<Literal> vertices = List.of();

    NaturalConstraints(Workspace w, SubtermTruth truth, int[] sortedPairs) {
        this.w = w;
        s = w.s;
        this.truth = truth;
        pairs = sortedPairs;
    }

    /** Implied equalities {@code a0=b0, a1=b1, ...}; null if the pairs are inconsistent. */
    int @Nullable [] equalities() {
        collectEdges();
        if (edges.isEmpty()) {
            return new int[0];
        }
        vertices = vertices();
        for (Literal p : vertices) {
            if (p.positive) {
                edges.add(new Edge(p.negated(), p, -2));
            }
        }
        vertices = vertices();
        tightenParity();
        long[] delta = potentials();
        return delta == null ? null : implied(delta);
    }

    private void collectEdges() {
        for (int p : pairs) {
            int a = s.arg(p, 0);
            int b = s.arg(p, 1);
            if (!truth.isNatural(a, b)) {
                continue;
            }
            List<Literal> ls = new ArrayList<>();
            int na = summands(a, true, ls);
            int nb = summands(b, false, ls);
            if (ls.size() == 1) {
                edges.add(new Edge(ls.get(0), ls.get(0).negated(), 2L * (nb - na - 1)));
            } else if (ls.size() == 2) {
                edges.add(new Edge(ls.get(0), ls.get(1).negated(), nb - na - 1));
                edges.add(new Edge(ls.get(1), ls.get(0).negated(), nb - na - 1));
            }
        }
    }

    /** Counts the ones of a sum and collects its variables. */
    private int summands(int t, boolean positive, List<Literal> out) {
        int ones = 0;
        for (int x : truth.flat(w.heads.natPlus, t)) {
            if (s.isVar(x)) {
                out.add(new Literal(positive, x));
            } else if (s.isApp(x, w.heads.natOne)) {
                ones++;
            }
        }
        return ones;
    }

    private List<Literal> vertices() {
        List<Literal> vs = new ArrayList<>();
        for (Edge e : edges) {
            for (Literal l : List.of(e.from, e.to)) {
                if (!vs.contains(l)) {
                    vs.add(l);
                }
            }
        }
        vs.sort((x, y) -> x.positive != y.positive ? (x.positive ? 1 : -1) : s.compare(x.variable, y.variable));
        return vs;
    }

    private void tightenParity() {
        int n = vertices.size();
        long[][] d = new long[n][n];
        for (int i = 0; i < n; i++) {
            Arrays.fill(d[i], INFINITE);
            d[i][i] = 0;
        }
        for (Edge e : edges) {
            int i = vertices.indexOf(e.from);
            int j = vertices.indexOf(e.to);
            if (i != j) {
                d[i][j] = e.weight;
            }
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (d[i][k] < INFINITE && d[k][j] < INFINITE && d[i][k] + d[k][j] < d[i][j]) {
                        d[i][j] = d[i][k] + d[k][j];
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            Literal p = vertices.get(i);
            int j = vertices.indexOf(p.negated());
            if (p.positive && j >= 0 && d[i][j] < INFINITE && d[i][j] % 2 != 0) {
                edges.add(new Edge(p, p.negated(), d[i][j] - 1));
            }
        }
    }

    private long @Nullable [] potentials() {
        long[] delta = new long[vertices.size()];
        for (int round = 0; round <= delta.length; round++) {
            boolean relaxed = false;
            for (Edge e : edges) {
                int i = vertices.indexOf(e.from);
                int j = vertices.indexOf(e.to);
                if (delta[i] + e.weight < delta[j]) {
                    if (round == delta.length) {
                        return null;
                    }
                    delta[j] = delta[i] + e.weight;
                    relaxed = true;
                }
            }
            if (!relaxed) {
                break;
            }
        }
        return delta;
    }

    private int[] implied(long[] delta) {
        int n = vertices.size();
        boolean[][] reach = new boolean[n][n];
        for (int i = 0; i < n; i++) {
            reach[i][i] = true;
        }
        for (Edge e : edges) {
            int i = vertices.indexOf(e.from);
            int j = vertices.indexOf(e.to);
            reach[i][j] |= delta[i] + e.weight == delta[j];
        }
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    reach[i][j] |= reach[i][k] && reach[k][j];
                }
            }
        }
        List<int[]> components = new ArrayList<>();
        boolean[] seen = new boolean[n];
        for (int i = 0; i < n; i++) {
            if (!seen[i]) {
                int from = i;
                int[] c = java.util.stream.IntStream.range(0, n)
                        .filter(j -> reach[from][j] && reach[j][from])
                        .toArray();
                for (int j : c) {
                    seen[j] = true;
                }
                components.add(c);
            }
        }
        List<Integer> out = new ArrayList<>();
        for (int[] c : components) {
            variableEqualities(c, delta, out);
        }
        for (int[] c : components) {
            constantEqualities(c, delta, out);
        }
        return out.stream().mapToInt(Integer::intValue).toArray();
    }

    private void variableEqualities(int[] component, long[] delta, List<Integer> out) {
        int least = component[0];
        for (int i : component) {
            if (delta[i] <= delta[least]) {
                least = i;
            }
        }
        for (int i : component) {
            if (vertices.get(i).positive && i != least) {
                out.add(vertices.get(least).variable);
                out.add(sum(vertices.get(i).variable, delta[i] - delta[least]));
            }
        }
    }

    private void constantEqualities(int[] component, long[] delta, List<Integer> out) {
        for (int i : component) {
            Literal p = vertices.get(i);
            int j = vertices.indexOf(p.negated());
            if (p.positive && j >= 0 && Arrays.stream(component).anyMatch(k -> k == j)) {
                out.add(p.variable);
                out.add(sum(0, (delta[j] - delta[i]) / 2));
            }
        }
    }

    /** {@code variable + ones}; variable 0 is left out. */
    private int sum(int variable, long ones) {
        int one = s.app(w.heads.natOne);
        int[] ts = new int[(int) Math.max(0, ones) + (variable == 0 ? 0 : 1)];
        Arrays.fill(ts, one);
        if (variable != 0) {
            ts[0] = variable;
        }
        return ts.length == 1 ? ts[0] : s.app(w.heads.natPlus, ts);
    }
}
