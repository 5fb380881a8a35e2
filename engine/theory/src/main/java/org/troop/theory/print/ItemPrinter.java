package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import org.troop.theory.syntax.Item;

/** Items of closed theories. {@link SourceItemPrinter} has those that a closed theory does not show in full. */
final class ItemPrinter {
    private ItemPrinter() {}

    static Doc doc(Item.Configuration c) {
        return Doc.text("configuration: \"" + c.text() + "\"");
    }

    static Doc doc(Item.Text t) {
        return Doc.text(t.header() + "{*" + t.body() + "*}");
    }

    static Doc doc(Item.Predicate p) {
        String head = Layout.LINE.render(FactPrinter.doc(p.head()));
        return Doc.text("predicate: " + head + "<=>" + Layout.LINE.render(FormulaPrinter.doc(p.formula())));
    }

    static Doc doc(Item.Macros macros) {
        List<Doc> out = new ArrayList<>();
        out.add(Doc.text("macros:"));
        for (Item.Macro m : macros.macros()) {
            Doc parameters = Doc.commas(TermPrinter.variables(m.parameters()));
            Doc body = Doc.text(") = " + TermPrinter.raw(m.body()));
            out.add(Doc.text(m.name() + "(").spaced(parameters).spaced(body).nest(4));
        }
        return Doc.vcat(out);
    }

    static Doc diffLemma(String name) {
        return Doc.text("diffLemma " + name + ":");
    }

    static Doc doc(Item.DiffRule r) {
        Doc rule = RulePrinter.doc(r.rule());
        if (r.left() == null || r.right() == null) {
            return rule;
        }
        Doc left = RuleItemPrinter.open(r.left().rule(), r.left().variants());
        Doc right = RuleItemPrinter.open(r.right().rule(), r.right().variants());
        return rule.aboveStrict(Doc.text("left")
                .aboveStrict(left.nest(1))
                .aboveStrict(Doc.text("right"))
                .aboveStrict(right.nest(1))
                .nest(1));
    }
}
