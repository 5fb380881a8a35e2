package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.Fact;

/** Facts: {@code !Ltk( $A, ~k )[+]}. */
public final class FactPrinter {
    private static final Doc CLOSE = Doc.text(")");

    private FactPrinter() {}

    public static Doc doc(Fact f) {
        return doc(f, Set.of());
    }

    /** A fact pattern: the variables of {@code matched} get a leading {@code =}. */
    static Doc doc(Fact f, Set<Var> matched) {
        String open = f.tag().shownName() + "(";
        List<Doc> args = new ArrayList<>(f.args().size());
        for (Term t : f.args()) {
            args.add(TermPrinter.doc(t, matched));
        }
        Doc head = Doc.text(open);
        Doc body = Doc.sep(head.above(Doc.commas(args).nest(head.flat + 1)), CLOSE);
        return f.annotations().isEmpty() ? body : body.beside(annotations(f));
    }

    static List<Doc> docs(List<Fact> fs, Set<Var> matched) {
        List<Doc> out = new ArrayList<>(fs.size());
        for (Fact f : fs) {
            out.add(doc(f, matched));
        }
        return out;
    }

    private static Doc annotations(Fact f) {
        List<Doc> texts = new ArrayList<>();
        for (Fact.Annotation a : f.annotations()) {
            texts.add(Doc.text(a.text()));
        }
        return Doc.text("[").beside(Doc.commas(texts)).beside("]");
    }
}
