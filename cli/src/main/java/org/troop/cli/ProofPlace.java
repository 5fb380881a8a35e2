package org.troop.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.troop.solver.search.LemmaResult;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/**
 * A node of a proof.
 *
 * @param cases which case to take at each node from the root on
 * @param path the names of these cases with slashes between, without empty ones
 */
public record ProofPlace(int[] cases, String path) {
    private record Step(ProofTree node, int[] cases, String path) {
        Step child(int i) {
            int[] below = Arrays.copyOf(cases, cases.length + 1);
            below[cases.length] = i;
            String name = node.caseName(i);
            return new Step(node.subproof(i), below, name.isEmpty() ? path : path.isEmpty() ? name : path + "/" + name);
        }

        ProofPlace place() {
            return new ProofPlace(cases, path);
        }
    }

    /** The first solved node in preorder; null if there is none. */
    public static @Nullable ProofPlace firstTrace(LemmaResult r) {
        Deque<Step> open = new ArrayDeque<>();
        open.push(new Step(r.proof(), new int[0], ""));
        while (!open.isEmpty()) {
            Step s = open.pop();
            if (s.node.isAnnotated()) {
                if (s.node.method() instanceof ProofMethod.Solved) {
                    return s.place();
                }
                for (int i = s.node.caseCount() - 1; i >= 0; i--) {
                    open.push(s.child(i));
                }
            }
        }
        return null;
    }

    /**
     * The node behind the named cases.
     *
     * @throws UsageException if a case is not there
     */
    static ProofPlace at(LemmaResult r, String path) {
        Step s = new Step(r.proof(), new int[0], "");
        for (String name : path.split("/")) {
            if (!name.isEmpty()) {
                s = named(r, s, name);
            }
        }
        return s.place();
    }

    private static Step named(LemmaResult r, Step from, String name) {
        Step s = from;
        while (s.node.caseCount() == 1 && s.node.caseName(0).isEmpty() && s.node.isAnnotated()) {
            s = s.child(0);
        }
        List<String> there = new ArrayList<>();
        for (int i = 0; i < s.node.caseCount() && s.node.isAnnotated(); i++) {
            if (s.node.caseName(i).equals(name)) {
                return s.child(i);
            }
            there.add(s.node.caseName(i));
        }
        throw new UsageException("--case: the proof of '" + r.lemma().name() + "' has no case '" + name + "' "
                + (from.path.isEmpty() ? "at its beginning" : "below '" + from.path + "'") + ", "
                + (there.isEmpty() ? "where it ends" : "only " + String.join(", ", there)));
    }
}
