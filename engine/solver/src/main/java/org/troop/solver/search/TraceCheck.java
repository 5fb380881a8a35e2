package org.troop.solver.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.troop.solver.system.SystemCodec;
import org.troop.solver.system.Workspace;
import org.troop.solver.validate.TraceValidator;
import org.troop.solver.validate.Validation;
import org.troop.theory.close.ClosedTheory;
import org.troop.theory.syntax.Item.Lemma;
import org.troop.theory.syntax.ProofMethod;

/** Validates the traces in a proof. A trace that is none becomes an open node, so that it is never a verdict. */
final class TraceCheck {
    private final ClosedTheory theory;
    private final TraceValidator validator;

    TraceCheck(ClosedTheory theory) {
        this.theory = theory;
        validator = new TraceValidator(theory);
    }

    /** Validates traces of one lemma. */
    interface Single {
        Validation validate(int[] code);
    }

    Single of(Lemma lemma) {
        return code -> {
            Workspace w = new Workspace(theory);
            return validator.validate(w, SystemCodec.decode(w, code), lemma);
        };
    }

    private record Place(SearchNode node, String path) {}

    /** Reports in preorder; systems of solved nodes are dropped. */
    List<TraceReport> check(Lemma lemma, SearchNode proof) {
        List<TraceReport> out = new ArrayList<>();
        Single single = of(lemma);
        ArrayDeque<Place> open = new ArrayDeque<>();
        open.push(new Place(proof, ""));
        while (!open.isEmpty()) {
            Place p = open.pop();
            int[] code = p.node.solved();
            if (code != null) {
                Validation v = single.validate(code);
                out.add(new TraceReport(p.path, v));
                p.node.dropSolved(
                        v instanceof Validation.Mismatch m
                                ? new ProofMethod.Sorry("internal error: not a trace, " + m.reason())
                                : null);
            }
            for (int i = p.node.caseCount() - 1; i >= 0; i--) {
                String name = p.node.caseName(i);
                open.push(new Place(
                        p.node.subproof(i), name.isEmpty() ? p.path : p.path.isEmpty() ? name : p.path + "/" + name));
            }
        }
        return out;
    }
}
