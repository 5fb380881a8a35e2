package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import org.troop.theory.syntax.Goal;
import org.troop.theory.syntax.Guarded;

/** Goals: inside {@code solve( .. )}, and as the single line that oracles and tactics see. */
public final class GoalPrinter {
    private GoalPrinter() {}

    public static Doc doc(Goal goal) {
        return switch (goal) {
            case Goal.Action g -> FactPrinter.doc(g.fact()).spaced("@").spaced(TermPrinter.text(g.node()));
            case Goal.Premise g ->
                FactPrinter.doc(g.fact()).spaced("▶" + subscript(g.premise())).spaced(TermPrinter.text(g.node()));
            case Goal.Chain g ->
                Doc.text("(" + TermPrinter.text(g.from()) + ", " + g.conclusion() + ") ~~> (" + TermPrinter.text(g.to())
                        + ", " + g.premise() + ")");
            case Goal.Split g -> Doc.text("splitEqs(" + g.id() + ")");
            case Goal.Disjunction g -> disjunction(g.parts());
            case Goal.Subterm g -> TermPrinter.doc(g.small()).spaced("⊏").spaced(TermPrinter.doc(g.large()));
        };
    }

    private static Doc disjunction(List<Guarded> parts) {
        if (parts.isEmpty()) {
            return Doc.text("Disj (⊥)");
        }
        List<Doc> out = new ArrayList<>(parts.size());
        for (Guarded g : parts) {
            out.add(Doc.parens(GuardedPrinter.doc(g)).nest(1));
        }
        return Doc.fsep(Doc.punctuate("  ∥", out));
    }

    /**
     * The text without line breaks that oracles read and tactics match: laid out on 100 columns, lines joined with nothing
     * between.
     */
    public static String line(Goal goal) {
        String text = Layout.LINE.render(doc(goal));
        return text.indexOf('\n') < 0 ? text : text.replace("\n", "");
    }

    private static String subscript(int n) {
        String digits = Integer.toString(n);
        StringBuilder out = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            out.append((char) ('₀' + digits.charAt(i) - '0'));
        }
        return out.toString();
    }
}
