package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Symbol;

/** The signature block: builtin AC theories, function symbols, equations. */
public final class SignaturePrinter {
    private static final Set<Symbol> OF_AC_THEORIES = Set.of(
            Symbol.EXP,
            Symbol.INV,
            Symbol.ONE,
            Symbol.DH_NEUTRAL,
            Symbol.PMULT,
            Symbol.ZERO,
            Symbol.NAT_ONE,
            Symbol.DIFF);

    private SignaturePrinter() {}

    public static Doc doc(Signature s) {
        return doc(s, f -> true);
    }

    /** The signature without the declarations of some functions. */
    static Doc doc(Signature s, Predicate<Symbol> shown) {
        return Doc.vcat(List.of(builtins(s), functions(s, shown), equations(s)));
    }

    /** The free function symbols that do not belong to an AC theory, ascending. */
    public static List<Symbol> symbols(Signature s) {
        List<Symbol> out = new ArrayList<>(s.symbols());
        out.removeIf(f -> f.kind() != Symbol.Kind.FREE || OF_AC_THEORIES.contains(f));
        return out;
    }

    private static Doc builtins(Signature s) {
        List<Doc> out = new ArrayList<>();
        add(out, s, Signature.Ac.DH, "diffie-hellman");
        add(out, s, Signature.Ac.BILINEAR, "bilinear-pairing");
        add(out, s, Signature.Ac.MULTISET, "multiset");
        add(out, s, Signature.Ac.NAT, "natural-numbers");
        add(out, s, Signature.Ac.XOR, "xor");
        return out.isEmpty() ? Doc.empty() : Doc.text("builtins:").spaced(Doc.commas(out));
    }

    private static void add(List<Doc> out, Signature s, Signature.Ac theory, String name) {
        if (s.has(theory)) {
            out.add(Doc.text(name));
        }
    }

    private static Doc functions(Signature s, Predicate<Symbol> shown) {
        List<Doc> out = new ArrayList<>();
        for (Symbol f : symbols(s)) {
            if (shown.test(f)) {
                out.add(Doc.text(f.name() + "/" + f.arity() + attributes(f)));
            }
        }
        return Doc.text("functions:").spaced(Doc.commas(out));
    }

    private static String attributes(Symbol f) {
        if (f.isPrivate()) {
            return f.isDestructor() ? "[private,destructor]" : "[private,constructor]";
        }
        return f.isDestructor() ? "[destructor]" : "";
    }

    private static Doc equations(Signature s) {
        if (s.equations().isEmpty()) {
            return Doc.empty();
        }
        List<Doc> equations = new ArrayList<>();
        for (Equation e : s.equations()) {
            equations.add(doc(e).nest(2));
        }
        List<Doc> out = new ArrayList<>();
        out.add(Doc.text(s.convergent() ? "equations [convergent]:" : "equations:"));
        out.addAll(Doc.punctuate(",", equations));
        return Doc.sep(out);
    }

    public static Doc doc(Equation e) {
        return Doc.sep(TermPrinter.doc(e.lhs()).nest(2), Doc.text("=").spaced(TermPrinter.doc(e.rhs())));
    }
}
