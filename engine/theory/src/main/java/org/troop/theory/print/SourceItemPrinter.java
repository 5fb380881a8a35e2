package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.IntruderRule;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.Theory;

/**
 * Items of a theory as it was read. What is printed here can be read again, and gives the same theory; where the Tamarin
 * prover's text of an item loses something, more is printed than it prints.
 */
final class SourceItemPrinter {
    private SourceItemPrinter() {}

    static Doc doc(Item.Configuration c) {
        return Doc.text("configuration: \"" + escaped(c.text(), '"') + "\"");
    }

    static Doc doc(Item.Text t) {
        return Doc.text(t.header() + "{*" + escaped(t.body(), '*') + "*}");
    }

    /** The bodies in raw form unless an operator is in them, which has no prefix form. */
    static Doc doc(Item.Macros macros) {
        List<Doc> out = new ArrayList<>();
        out.add(Doc.text("macros:"));
        for (Item.Macro m : macros.macros()) {
            Doc parameters = Doc.commas(TermPrinter.variables(m.parameters()));
            String body = hasOperator(m.body())
                    ? "(" + Layout.LINE.render(TermPrinter.doc(m.body())) + ")"
                    : TermPrinter.raw(m.body());
            out.add(Doc.text(m.name() + "(")
                    .spaced(parameters)
                    .spaced(Doc.text(") = " + body))
                    .nest(4));
        }
        return Doc.vcat(out);
    }

    private static boolean hasOperator(Term t) {
        return t instanceof App a && (a.symbol().isAc() || a.args().stream().anyMatch(SourceItemPrinter::hasOperator));
    }

    static Doc doc(Item.DiffLemma l) {
        return Doc.text("diffLemma ")
                .beside(LemmaPrinter.name(l.name(), l.attributes()).beside(":"));
    }

    /** The switches that no builtin sets; empty if there are none. */
    static Doc options(Theory theory) {
        TreeSet<String> names = new TreeSet<>(theory.options());
        theory.all(Item.Builtin.class).forEach(b -> names.remove(b.name()));
        return names.isEmpty() ? Doc.empty() : Doc.text("options: " + String.join(", ", names));
    }

    static Doc doc(IntruderRule r) {
        String name = (r.destruction() ? "d" : "c") + r.label() + (r.applications() > 0 ? " " + r.applications() : "");
        return RulePrinter.doc("rule (modulo AC)", name, List.of(), r.premises(), r.actions(), r.conclusions());
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
                Doc.text("process:").aboveStrict(ProcessSource.doc(p.process()).nest(2));
            case Item.ProcessDefinition d -> {
                Doc head = Doc.text("let  " + d.name());
                Doc named = d.parameters() == null ? head : head.spaced(parameters(d.parameters()));
                yield named.spaced("=").spaced(ProcessSource.doc(d.process()).nest(2));
            }
            case Item.EquivalenceLemma e ->
                Doc.text("equivLemma:")
                        .aboveStrict(ProcessSource.first(e.left())
                                .nest(2)
                                .above(ProcessSource.doc(e.right()).nest(2)));
            case Item.DiffEquivalenceLemma e ->
                Doc.text("diffEquivLemma:")
                        .aboveStrict(ProcessSource.doc(e.process()).nest(2));
            case Item.Export e ->
                Doc.text("export:  " + e.tag())
                        .spaced(Doc.text("\"" + escaped(e.text(), '"') + "\"").nest(2));
        };
    }

    private static Doc parameters(List<Var> parameters) {
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
                .spaced(f.symbol().isPrivate() ? " [private]" : f.symbol().isDestructor() ? " [destructor]" : "");
    }

    private static String type(@Nullable String type) {
        return type == null ? "Any" : type;
    }

    /** The text with a backslash before each backslash and each {@code mark}. */
    private static String escaped(String text, char mark) {
        if (text.indexOf('\\') < 0 && text.indexOf(mark) < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (char c : text.toCharArray()) {
            if (c == '\\' || c == mark) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }
}
