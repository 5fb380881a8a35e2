package org.troop.solver.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.troop.solver.system.MalformedCodeException;
import org.troop.term.store.Heads;
import org.troop.theory.syntax.ProofMethod;

/** Reads what {@link FragmentWriter} wrote. Bytes that it did not write give a {@link MalformedCodeException}. */
final class FragmentReader {
    private static final Step SIMPLIFY = new Step.Plain(new ProofMethod.Simplify());
    private static final Step INDUCTION = new Step.Plain(new ProofMethod.Induction());
    private static final Step SOLVED = new Step.Plain(Expander.SOLVED);
    private static final Step UNFINISHABLE = new Step.Plain(new ProofMethod.Unfinishable());
    private static final Step PRUNED = new Step.Plain(new ProofMethod.Sorry("not needed (attack exists)"));
    private static final Step OPEN = new Step.Plain(new ProofMethod.Sorry(null));

    private final Heads heads;
    private final FragmentBytes in;
    private final Map<String, Step> contradictions = new HashMap<>();

    FragmentReader(Heads heads, byte[] fragment) {
        this.heads = heads;
        in = new FragmentBytes(fragment);
    }

    /**
     * Reads the fragment into an open node.
     *
     * @return its open nodes, in order
     */
    List<SearchNode> readInto(SearchNode root) {
        List<SearchNode> holes = new ArrayList<>();
        ArrayDeque<SearchNode> open = new ArrayDeque<>();
        open.push(root);
        SearchNode n;
        while ((n = open.poll()) != null) {
            int tag = in.next();
            if (tag == FragmentWriter.HOLE) {
                holes.add(n);
                continue;
            }
            Step step = step(tag);
            String[] names = hasCases(tag) ? names() : new String[0];
            SearchNode[] children = new SearchNode[names.length];
            for (int i = names.length - 1; i >= 0; i--) {
                children[i] = new SearchNode();
                open.push(children[i]);
            }
            n.expand(step, names, children, true);
        }
        in.requireEnd();
        return holes;
    }

    private static boolean hasCases(int tag) {
        return tag == FragmentWriter.SIMPLIFY || tag == FragmentWriter.INDUCTION || tag == FragmentWriter.SOLVE;
    }

    private Step step(int tag) {
        return switch (tag) {
            case FragmentWriter.PRUNED -> PRUNED;
            case FragmentWriter.SIMPLIFY -> SIMPLIFY;
            case FragmentWriter.INDUCTION -> INDUCTION;
            case FragmentWriter.SOLVE -> new Step.Solve(StoredGoal.ofCode(heads, in.bytes()));
            case FragmentWriter.CONTRADICTION ->
                contradictions.computeIfAbsent(
                        text(), t -> new Step.Plain(new ProofMethod.Contradiction(new ProofMethod.Reason.Text(t))));
            case FragmentWriter.SOLVED -> SOLVED;
            case FragmentWriter.UNFINISHABLE -> UNFINISHABLE;
            case FragmentWriter.SORRY -> new Step.Plain(new ProofMethod.Sorry(text()));
            case FragmentWriter.OPEN_SORRY -> OPEN;
            default -> throw new MalformedCodeException("a proof fragment with the tag " + tag);
        };
    }

    private String[] names() {
        int n = in.length();
        String[] out = new String[n];
        @Nullable String before = null;
        for (int i = 0; i < n; i++) {
            out[i] = text();
            if (before != null && out[i].equals(before)) {
                throw new MalformedCodeException("a proof fragment with a case name twice");
            }
            before = out[i];
        }
        return out;
    }

    private String text() {
        return new String(in.bytes(), StandardCharsets.UTF_8);
    }
}
