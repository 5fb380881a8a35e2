package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.troop.theory.syntax.Item;

/** Items that print alike in open and closed theories, and translation items where they are shown. */
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

    /** A translation item in a theory that shows them. */
    static Doc doc(Item.Translation item) {
        return switch (item) {
            case Item.Builtin b -> Doc.text("builtin  " + b.name());
            case Item.FunctionTyping f -> doc(f);
            case Item.CaseTest t ->
                Doc.text("test " + t.name() + ":")
                        .aboveStrict(FormulaPrinter.quoted(t.formula()).nest(2));
            case Item.AccountabilityLemma l -> {
                Doc tests = Doc.text(String.join(", ", l.testNames())).spaced("accounts for");
                yield Doc.text("lemma ")
                        .beside(LemmaPrinter.name(l.name(), l.attributes()).beside(":"))
                        .aboveStrict(tests.aboveStrict(FormulaPrinter.quoted(l.formula()))
                                .nest(2));
            }
            case Item.TopProcess p ->
                Doc.text("process:").aboveStrict(ProcessPrinter.doc(p.process()).nest(2));
            case Item.ProcessDefinition d -> {
                Doc head = Doc.text("let  " + d.name());
                Doc named = d.parameters() == null ? head : head.spaced(parameters(d.parameters()));
                yield named.spaced("=").spaced(ProcessPrinter.doc(d.process()).nest(2));
            }
            case Item.EquivalenceLemma e ->
                Doc.text("equivLemma:")
                        .aboveStrict(ProcessPrinter.doc(e.left())
                                .nest(2)
                                .above(ProcessPrinter.doc(e.right()).nest(2)));
            case Item.DiffEquivalenceLemma e ->
                Doc.text("diffEquivLemma:")
                        .aboveStrict(ProcessPrinter.doc(e.process()).nest(2));
            case Item.Export e ->
                Doc.text("export:  " + e.tag())
                        .spaced(Doc.text("\"" + e.text() + "\"").nest(2));
        };
    }

    private static Doc parameters(List<org.troop.term.Term.Var> parameters) {
        StringJoiner out = new StringJoiner(",", "(", ")");
        parameters.forEach(v -> out.add(TermPrinter.text(v)));
        return Doc.text(out.toString());
    }

    private static Doc doc(Item.FunctionTyping f) {
        List<Doc> types = new ArrayList<>();
        for (String t : f.argumentTypes()) {
            types.add(Doc.text(type(t)));
        }
        return Doc.text("function: " + f.symbol().name())
                .spaced(Doc.parens(Doc.commas(types)))
                .spaced(":")
                .spaced(type(f.resultType()))
                .spaced(f.symbol().isPrivate() ? " [private]" : "");
    }

    private static String type(@Nullable String type) {
        return type == null ? "Any" : type;
    }
}
