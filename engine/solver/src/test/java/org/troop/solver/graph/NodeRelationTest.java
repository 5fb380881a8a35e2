package org.troop.solver.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.troop.term.Sort;
import org.troop.term.Term.Var;

final class NodeRelationTest {
    private static final int NODES = 7;

    private static Var node(int i) {
        return new Var("i", Sort.NODE, i);
    }

    /** Numbers 0 to 48 are pairs of nodes; those of a smaller and a larger node make a relation without cycles. */
    @Property(tries = 300)
    void reductionIsTheSmallestRelationWithTheSamePaths(
            @ForAll @Size(max = 15) List<@IntRange(max = NODES * NODES - 1) Integer> pairs) {
        List<Integer> up =
                pairs.stream().distinct().filter(p -> p / NODES < p % NODES).toList();
        NodeRelation all = relation(up);
        List<Integer> reduced = up.stream()
                .filter(p -> all.isInReduction(node(p / NODES), node(p % NODES)))
                .toList();
        assertEquals(false, all.isCyclic());
        assertEquals(paths(all), paths(relation(reduced)));
        for (Integer p : reduced) {
            List<Integer> less = reduced.stream().filter(q -> !q.equals(p)).toList();
            assertEquals(false, relation(less).reaches(node(p / NODES), node(p % NODES)));
        }
    }

    private static NodeRelation relation(List<Integer> pairs) {
        NodeRelation r = new NodeRelation();
        pairs.forEach(p -> r.add(node(p / NODES), node(p % NODES)));
        return r;
    }

    private static String paths(NodeRelation r) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < NODES; i++) {
            for (int j = 0; j < NODES; j++) {
                out.append(r.reaches(node(i), node(j)) ? '1' : '0');
            }
        }
        return out.toString();
    }
}
