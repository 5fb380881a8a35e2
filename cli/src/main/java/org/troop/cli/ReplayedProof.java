package org.troop.cli;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.troop.theory.print.MethodPrinter;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofTree;

/**
 * What a walk over a replayed proof finds. Places are the case names on the way from the root, {@code case A/B}.
 *
 * @param executed steps of the script that belong to the lemma's constraint systems, open cases not counted
 * @param invalid where the first step stands that cannot be executed, and the step; null if there is none
 * @param open where the first open case stands; null if there is none
 * @param openCases how many cases are open
 * @param unknown the first case of the script that its step does not yield; null if there is none
 */
record ReplayedProof(
        long executed,
        @Nullable String invalid,
        @Nullable String open,
        long openCases,
        @Nullable String unknown) {
    private static final String INVALID = "invalid proof step encountered";

    /** A node with the case names that lead to it. */
    private record Place(ProofTree node, String path) {
        String text() {
            return path.isEmpty() ? "the top level" : "case " + path.substring(1);
        }
    }

    static ReplayedProof of(ProofTree proof) {
        long executed = 0;
        long openCases = 0;
        String invalid = null;
        String open = null;
        String unknown = null;
        ArrayDeque<Place> rest = new ArrayDeque<>();
        rest.push(new Place(proof, ""));
        while (!rest.isEmpty()) {
            Place p = rest.pop();
            if (!p.node.isAnnotated()) {
                unknown = unknown == null ? p.text() : unknown;
                continue;
            }
            if (p.node.method() instanceof ProofMethod.Sorry s) {
                if (INVALID.equals(s.reason())) {
                    invalid = invalid == null ? p.text() + ": " + refused(p.node) : invalid;
                } else {
                    open = open == null ? p.text() : open;
                    openCases++;
                }
                continue;
            }
            executed++;
            for (int i = p.node.caseCount() - 1; i >= 0; i--) {
                String name = p.node.caseName(i);
                rest.push(new Place(p.node.subproof(i), name.isEmpty() ? p.path : p.path + "/" + name));
            }
        }
        return new ReplayedProof(executed, invalid, open, openCases, unknown);
    }

    /** The step of the script that stands below the mark. */
    private static String refused(ProofTree mark) {
        return mark.caseCount() == 0
                ? ""
                : MethodPrinter.doc(mark.subproof(0).method()).toString().replaceAll("\\s+", " ");
    }
}
