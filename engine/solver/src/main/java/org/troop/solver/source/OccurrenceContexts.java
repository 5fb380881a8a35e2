package org.troop.solver.source;

import it.unimi.dsi.fastutil.ints.Int2ObjectLinkedOpenHashMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.TreeSet;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import org.troop.term.Symbol;
import org.troop.term.store.TermStore;
import org.troop.theory.syntax.FactTag;

/**
 * Where each variable occurs in the nodes of a system: for every occurrence the path of symbols and positions, innermost
 * first. The sorted sets of paths order the variables independently of their names.
 */
final class OccurrenceContexts {
    private static final Comparator<String[]> PATHS = (a, b) -> Arrays.compare(a, b, Symbol::compareCodePoints);

    private final Workspace w;
    private final TermStore s;
    private final Int2ObjectLinkedOpenHashMap<TreeSet<String[]>> paths = new Int2ObjectLinkedOpenHashMap<>();

    OccurrenceContexts(Workspace w, ConstraintSystem c) {
        this.w = w;
        s = w.s;
        for (int k = 0; k < c.nodeCount(); k++) {
            int r = c.instance(k);
            String rule = w.info(r).name();
            for (int part = 0; part < 3; part++) {
                int facts = s.arg(r, part);
                for (int n = 0; n < s.arity(facts); n++) {
                    int f = s.arg(facts, n);
                    String tag = ((FactTag) w.heads.key(s.head(f))).shownName();
                    for (int m = 0; m < s.arity(f); m++) {
                        visit(s.arg(f, m), new String[] {"" + m, tag, "" + n, "" + part, rule});
                    }
                }
            }
        }
    }

    private void visit(int t, String[] path) {
        if (s.isVar(t)) {
            paths.computeIfAbsent(t, v -> new TreeSet<>(PATHS)).add(path);
            return;
        }
        if (!s.isApp(t)) {
            return;
        }
        Symbol f = (Symbol) w.heads.key(s.head(t));
        for (int i = 0, n = s.arity(t); i < n; i++) {
            visit(
                    s.arg(t, i),
                    switch (f.kind()) {
                        case AC -> prepend(path, "AC " + f.name());
                        case C -> prepend(path, "C " + f.name());
                        default -> prepend(prepend(path, f.name()), "" + i);
                    });
        }
    }

    private static String[] prepend(String[] path, String x) {
        String[] out = new String[path.length + 1];
        out[0] = x;
        System.arraycopy(path, 0, out, 1, path.length);
        return out;
    }

    /** The variables by their sets of paths; ties keep the order of variables. */
    int[] variablesInOrder() {
        return paths.keySet()
                .intStream()
                .boxed()
                .sorted(this::compare)
                .mapToInt(v -> v)
                .toArray();
    }

    private int compare(int x, int y) {
        int c = Arrays.compare(
                paths.get(x).toArray(String[][]::new), paths.get(y).toArray(String[][]::new), PATHS);
        return c != 0 ? c : s.compare(x, y);
    }
}
