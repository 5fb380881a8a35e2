package org.troop.theory.check;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.troop.theory.close.ClosedTheory.ClosedRule;
import org.troop.theory.close.Closing;
import org.troop.theory.close.VariantUnfolding;
import org.troop.theory.guard.UnguardedException;
import org.troop.theory.print.Doc;
import org.troop.theory.print.Report;
import org.troop.theory.print.Report.Problem;
import org.troop.theory.print.RulePrinter;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.Theory;

/** Hand-written variants beside those that are computed. */
final class VariantChecks {
    private final Theory theory;

    VariantChecks(Theory theory) {
        this.theory = theory;
    }

    List<Problem> problems() {
        List<Item.Rule> written = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        for (Item i : theory.items()) {
            if (i instanceof Item.Macros) {
                items.add(i);
            } else if (i instanceof Item.Rule r && !r.variants().isEmpty()) {
                written.add(r);
                items.add(new Item.Rule(r.rule(), List.of()));
            }
        }
        if (written.isEmpty()) {
            return List.of();
        }
        List<ClosedRule> closed;
        try {
            closed = Closing.close(theory.withItems(items)).ruleItems();
        } catch (UnguardedException e) {
            throw new IllegalStateException("restrictions were left out", e);
        }
        List<Problem> out = new ArrayList<>();
        Iterator<ClosedRule> next = closed.iterator();
        for (Item.Rule r : written) {
            ClosedRule c = next.next();
            List<RuleAC> computed = VariantUnfolding.unfold(c.closed().getFirst(), c.trivial());
            if (!r.variants().stream().allMatch(g -> computed.stream().anyMatch(v -> isConfirmed(g, v)))) {
                out.add(problem(r, computed));
            }
        }
        return out;
    }

    private static boolean isConfirmed(RuleAC given, RuleAC computed) {
        return given.name().equals(computed.name())
                && given.premises().equals(computed.premises())
                && given.conclusions().equals(computed.conclusions())
                && isSubsequence(computed.actions(), given.actions());
    }

    private static boolean isSubsequence(List<Fact> few, List<Fact> many) {
        int n = 0;
        for (Fact f : many) {
            if (n < few.size() && few.get(n).equals(f)) {
                n++;
            }
        }
        return n == few.size();
    }

    private static Problem problem(Item.Rule r, List<RuleAC> computed) {
        Doc text = Doc.text("Rule " + RuleParts.quoted(r.rule()) + " cannot confirm manual variants:")
                .aboveStrict(numbered(r.variants()).nest(2))
                .paragraph(Doc.text("Recomputed variants: "))
                .paragraph(numbered(computed).nest(2));
        return new Problem(Report.topic("Variants"), text);
    }

    private static Doc numbered(List<RuleAC> rules) {
        List<Doc> out = new ArrayList<>();
        rules.forEach(r -> out.add(RulePrinter.doc(r)));
        return Doc.numbered(out);
    }
}
