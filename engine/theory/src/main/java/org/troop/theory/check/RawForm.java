package org.troop.theory.check;

import java.util.Set;
import java.util.StringJoiner;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.theory.print.TermPrinter;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;

/** Terms and facts of formulas as data: {@code f(pair(Bound 2,Free x))}. */
final class RawForm {
    private RawForm() {}

    static String of(Term t) {
        return switch (t) {
            case Term.Name n -> TermPrinter.text(n);
            case Term.Var v -> "Free " + TermPrinter.text(v);
            case Term.Bound b -> "Bound " + b.index();
            case Term.App a -> application(a);
        };
    }

    private static String application(Term.App a) {
        String name = a.symbol().equals(Symbol.EMAP) ? "em" : a.symbol().name();
        if (a.args().isEmpty()) {
            return name;
        }
        StringJoiner args = new StringJoiner(",", name + "(", ")");
        a.args().forEach(t -> args.add(of(t)));
        return args.toString();
    }

    static String of(Fact f) {
        StringJoiner terms = new StringJoiner(",", "[", "]");
        f.args().forEach(t -> terms.add(of(t)));
        return "Fact {factTag = " + tag(f.tag()) + ", factAnnotations = fromList " + annotations(f.annotations())
                + ", factTerms = " + terms + "}";
    }

    private static String tag(FactTag t) {
        return switch (t.kind()) {
            case PROTO ->
                "ProtoFact " + (t.persistent() ? "Persistent" : "Linear") + " \"" + t.name() + "\" " + t.arity();
            case FR -> "FreshFact";
            case OUT -> "OutFact";
            case IN -> "InFact";
            case KU -> "KUFact";
            case KD -> "KDFact";
            case DED -> "DedFact";
        };
    }

    private static String annotations(Set<Fact.Annotation> annotations) {
        StringJoiner out = new StringJoiner(",", "[", "]");
        for (Fact.Annotation a : annotations) {
            out.add(
                    switch (a) {
                        case SOLVE_FIRST -> "SolveFirst";
                        case SOLVE_LAST -> "SolveLast";
                        case NO_PRECOMPUTATION -> "NoSources";
                    });
        }
        return out.toString();
    }
}
