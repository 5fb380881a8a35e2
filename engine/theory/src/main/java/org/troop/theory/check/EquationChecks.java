package org.troop.theory.check;

import java.util.ArrayList;
import java.util.List;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Term;
import org.troop.theory.print.Doc;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.SignaturePrinter;

/** Equations whose right side is neither ground nor a part of the left side, unless their author vouches for them. */
final class EquationChecks {
    private static final String HEAD =
            "User-defined equations must be convergent and have the finite variant property. The"
                    + " following equations are not subterm convergent. If you are sure that the set of equations is nevertheless"
                    + " convergent and has the finite variant property, you can ignore this warning and continue \n";
    private static final String TAIL = " \n For more information, please refer to the manual :"
            + " https://tamarin-prover.com/manual/master/book/010_modeling-issues.html ";

    private EquationChecks() {}

    static List<Problem> problems(Signature signature) {
        List<Doc> found = new ArrayList<>();
        for (Equation e : signature.equations()) {
            if (!e.rhs().vars().isEmpty() && !isPart(e.rhs(), e.lhs())) {
                found.add(SignaturePrinter.doc(e).nest(2));
            }
        }
        if (signature.convergent() || found.isEmpty()) {
            return List.of();
        }
        return List.of(new Problem(
                Report.topic("Subterm Convergence Warning"),
                Doc.text(HEAD).aboveStrict(Doc.vcat(found)).aboveStrict(Doc.text(TAIL))));
    }

    private static boolean isPart(Term t, Term whole) {
        return t.equals(whole)
                || (whole instanceof Term.App a && a.args().stream().anyMatch(u -> isPart(t, u)));
    }
}
