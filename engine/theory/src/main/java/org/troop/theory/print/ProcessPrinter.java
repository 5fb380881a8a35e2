package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.Formula;
import org.troop.theory.syntax.Process;
import org.troop.theory.syntax.Process.Action;
import org.troop.theory.syntax.Process.Combinator;
import org.troop.theory.syntax.Process.Pattern;

/**
 * Processes. The terms, facts, formulas and rules inside are laid out on their own and put in as single tokens, so what
 * follows a line break in them is not indented.
 */
public final class ProcessPrinter {
    private ProcessPrinter() {}

    public static Doc doc(Process p) {
        return switch (p) {
            case Process.Null n -> Doc.text("0");
            case Process.Branch b ->
                b.combinator() instanceof Combinator.Call
                        ? Doc.text(text(b.combinator()))
                        : doc(b.left()).spaced(text(b.combinator())).spaced(doc(b.right()));
            case Process.Prefix a -> prefix(a);
        };
    }

    private static Doc prefix(Process.Prefix p) {
        String text = text(p.action());
        if (p.action() instanceof Action.Replicate) {
            return Doc.text(text).beside(Doc.parens(doc(p.next())));
        }
        return switch (p.next()) {
            case Process.Null n -> Doc.text(text);
            case Process.Branch b ->
                Doc.text(text + ";").aboveStrict(Doc.parens(doc(b)).nest(1));
            case Process.Prefix q -> Doc.text(text + ";").aboveStrict(doc(q));
        };
    }

    /** The text of the first construct: what rules translated from this node are named and annotated after. */
    public static String headText(Process p) {
        return switch (p) {
            case Process.Null n -> "0";
            case Process.Branch b -> text(b.combinator());
            case Process.Prefix a -> a.action() instanceof Action.Replicate ? text(a.action()) : text(a.action()) + ";";
        };
    }

    static String text(Action action) {
        return switch (action) {
            case Action.New a -> "new " + TermPrinter.text(a.variable());
            case Action.Replicate a -> "!";
            case Action.In a -> "in(" + channel(a.channel()) + text(a.pattern()) + ")";
            case Action.Out a -> "out(" + channel(a.channel()) + text(a.message()) + ")";
            case Action.Insert a -> "insert " + text(a.key()) + "," + text(a.value());
            case Action.Delete a -> "delete " + text(a.key());
            case Action.Lock a -> "lock " + text(a.key());
            case Action.Unlock a -> "unlock " + text(a.key());
            case Action.Event a -> "event " + text(a.fact());
            case Action.Rewrite a ->
                Layout.LINE.render(
                        RulePrinter.body(a.premises(), a.actions(), a.conclusions(), a.restrictions(), a.matched()));
        };
    }

    static String text(Combinator combinator) {
        return switch (combinator) {
            case Combinator.Parallel c -> "|";
            case Combinator.Choice c -> "+";
            case Combinator.IfEqual c -> "if " + text(c.left()) + "=" + text(c.right());
            case Combinator.If c -> "if " + text(c.condition());
            case Combinator.Let c -> "let " + text(c.pattern()) + "=" + text(c.term());
            case Combinator.Lookup c -> "lookup " + text(c.key()) + " as " + TermPrinter.text(c.variable());
            case Combinator.Call c -> c.name() + "(" + joined(c.arguments()) + ")";
        };
    }

    private static String channel(@Nullable Term channel) {
        return channel == null ? "" : text(channel) + ",";
    }

    private static String joined(List<Term> terms) {
        List<String> out = new ArrayList<>(terms.size());
        for (Term t : terms) {
            out.add(text(t));
        }
        return String.join(", ", out);
    }

    static String text(Term t) {
        return Layout.LINE.render(TermPrinter.doc(t));
    }

    private static String text(Pattern p) {
        return Layout.LINE.render(TermPrinter.doc(p.term(), p.matched()));
    }

    private static String text(Fact f) {
        return Layout.LINE.render(FactPrinter.doc(f, Set.of()));
    }

    private static String text(Formula f) {
        return Layout.LINE.render(FormulaPrinter.doc(f));
    }
}
