package org.troop.theory.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Var;
import org.troop.theory.syntax.TypedVar;

/** Terms as documents, and in the raw form of some messages. */
public final class TermPrinter {
    private static final Doc CLOSE = Doc.text(")");

    private TermPrinter() {}

    public static Doc doc(Term t) {
        return doc(t, Set.of());
    }

    /** A pattern: the variables of {@code matched} get a leading {@code =}. */
    static Doc doc(Term t, Set<Var> matched) {
        return switch (t) {
            case Term.Name n -> Doc.text(text(n));
            case Var v -> Doc.text(matched.contains(v) ? "=" + text(v) : text(v));
            case Term.Bound b -> Doc.text("Bound " + b.index());
            case App a -> application(a, matched);
        };
    }

    public static List<Doc> docs(List<? extends Term> ts) {
        return docs(ts, Set.of());
    }

    private static List<Doc> docs(List<? extends Term> ts, Set<Var> matched) {
        List<Doc> out = new ArrayList<>(ts.size());
        for (Term t : ts) {
            out.add(doc(t, matched));
        }
        return out;
    }

    private static Doc application(App a, Set<Var> matched) {
        Symbol f = a.symbol();
        if (f.isAc()) {
            return sequence("(", operator(f), ")", docs(a.args(), matched));
        }
        if (f.equals(Symbol.PAIR)) {
            return sequence("<", ", ", ">", docs(components(a), matched));
        }
        if (a.args().isEmpty()) {
            return Doc.text(f.equals(Symbol.NAT_ONE) ? "%1" : f.name());
        }
        List<Doc> args = docs(a.args(), matched);
        if (f.equals(Symbol.EXP)) {
            return args.get(0).beside("^").beside(args.get(1));
        }
        if (f.equals(Symbol.DIFF)) {
            return Doc.text("diff(")
                    .beside(args.get(0))
                    .beside(", ")
                    .beside(args.get(1))
                    .beside(CLOSE);
        }
        String name = f.equals(Symbol.EMAP) ? "em(" : f.name() + "(";
        return Doc.text(name).beside(Doc.commas(args)).beside(CLOSE);
    }

    /** {@code seq}: the separator belongs to the item before it, so that a broken tuple leaves a blank behind. */
    private static Doc sequence(String open, String separator, String close, List<Doc> items) {
        List<Doc> all = new ArrayList<>(items.size() + 2);
        all.add(Doc.text(open));
        for (Doc d : Doc.punctuate(separator, items)) {
            all.add(d.nest(1));
        }
        all.add(Doc.text(close));
        return Doc.fcat(all);
    }

    /** The elements of the right spine of a pair. */
    private static List<Term> components(App pair) {
        List<Term> out = new ArrayList<>();
        Term rest = pair;
        while (rest instanceof App a && a.symbol().equals(Symbol.PAIR)) {
            out.add(a.args().get(0));
            rest = a.args().get(1);
        }
        out.add(rest);
        return out;
    }

    private static String operator(Symbol ac) {
        return switch (ac.name()) {
            case "Mult" -> "*";
            case "Xor" -> "⊕";
            case "Union" -> "++";
            default -> "%+";
        };
    }

    /** A constant with its quotes. */
    public static String text(Term.Name n) {
        return n.sort() == Sort.PUB ? "'" + n.id() + "'" : n.sort().prefix() + "'" + n.id() + "'";
    }

    /** A variable with its sort's prefix, its index unless 0, and in processes its type. */
    public static String text(Var v) {
        String prefix = v.sort().prefix();
        if (v.name().isEmpty()) {
            return prefix + v.index();
        }
        String type = TypedVar.type(v);
        String name = prefix + (type == null ? v.name() : TypedVar.name(v));
        String indexed = v.index() == 0 ? name : name + "." + v.index();
        return type == null ? indexed : indexed + ":" + type;
    }

    static List<Doc> variables(Iterable<Var> vs) {
        List<Doc> out = new ArrayList<>();
        for (Var v : vs) {
            out.add(Doc.text(text(v)));
        }
        return out;
    }

    /** The raw form: prefix notation without blanks, {@code pair(a,exp(b,c))}. */
    public static String raw(Term t) {
        StringBuilder out = new StringBuilder();
        raw(t, out);
        return out.toString();
    }

    private static void raw(Term t, StringBuilder out) {
        switch (t) {
            case Term.Name n -> out.append(text(n));
            case Var v -> out.append(text(v));
            case Term.Bound b -> out.append("Bound ").append(b.index());
            case App a -> {
                out.append(a.symbol().equals(Symbol.EMAP) ? "em" : a.symbol().name());
                for (int i = 0; i < a.args().size(); i++) {
                    out.append(i == 0 ? '(' : ',');
                    raw(a.args().get(i), out);
                }
                if (!a.args().isEmpty()) {
                    out.append(')');
                }
            }
        }
    }
}
