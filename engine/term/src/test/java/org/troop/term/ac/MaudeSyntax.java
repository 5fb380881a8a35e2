package org.troop.term.ac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Symbol;

/** The module, terms and commands that Maude reads, and the text it prints, for the engine terms of a session. */
final class MaudeSyntax {
    static final String[] SORTS = {"Pub", "Fresh", "Msg", "Node", "TamNat", "TOP", "[TOP]"};
    private static final String MAKERS = "pfcnt";

    private final EngineSymbols symbols;
    private final Map<String, Integer> byName = new HashMap<>();

    MaudeSyntax(EngineSymbols symbols) {
        this.symbols = symbols;
        for (int i = 0; i < symbols.count(); i++) {
            byName.put(name(symbols.symbol(i)), i);
        }
    }

    static String name(Symbol s) {
        return switch (s.kind()) {
            case FREE ->
                "tam" + (s.isPrivate() ? "P" : "X") + (s.isDestructor() ? "D" : "C")
                        + s.name().replace('_', '-');
            case LIST -> s.equals(Symbol.LIST) ? "list" : s.name();
            case C -> "tamem";
            case AC ->
                s.equals(Symbol.UNION)
                        ? "tammun"
                        : s.equals(Symbol.MULT) ? "tammult" : s.equals(Symbol.XOR) ? "tamxor" : "tamtplus";
        };
    }

    /** The functional module of a session, symbols declared in the order of the engine. */
    static String module(Signature sig, List<Equation> equations) {
        StringBuilder b = new StringBuilder("fmod MSG is\n  protecting NAT .\n");
        boolean nat = sig.has(Ac.NAT);
        b.append("  sort Pub Fresh Msg Node TOP ").append(nat ? "TamNat " : "").append(".\n");
        b.append("  subsort Pub < Msg .\n  subsort Fresh < Msg .\n  subsort Msg < TOP .\n  subsort Node < TOP .\n");
        b.append(nat ? "  subsort TamNat < Msg .\n" : "");
        b.append("  op f : Nat -> Fresh .\n  op p : Nat -> Pub .\n  op c : Nat -> Msg .\n  op n : Nat -> Node .\n");
        b.append(nat ? "  op t : Nat -> TamNat .\n" : "");
        b.append("  op list : TOP -> TOP .\n  op cons : TOP TOP -> TOP .\n  op nil : -> TOP .\n");
        EngineSymbols symbols = new EngineSymbols(sig);
        List<Symbol> order = new ArrayList<>();
        for (int i = 0; i < symbols.list; i++) {
            order.add(symbols.symbol(i));
        }
        order.sort(
                (x, y) -> Integer.compare(symbols.rank(symbols.id(x)) & 0xffff, symbols.rank(symbols.id(y)) & 0xffff));
        for (Symbol s : order) {
            String sort = s.equals(Symbol.NAT_PLUS) || s.equals(Symbol.NAT_ONE) ? "TamNat" : "Msg";
            b.append("  op ")
                    .append(name(s))
                    .append(" :")
                    .append((" " + sort).repeat(s.arity()))
                    .append(" -> ");
            b.append(sort).append(s.isAc() ? " [comm assoc] .\n" : s.equals(Symbol.EMAP) ? " [comm] .\n" : " .\n");
        }
        MaudeSyntax syntax = new MaudeSyntax(symbols);
        for (Equation e : equations) {
            TreeQuery q = new TreeQuery(symbols);
            q.add(e.lhs());
            q.add(e.rhs());
            EngineTerms terms = new EngineTerms(symbols);
            int[] sides = TokenReader.readAll(terms, q.tokens());
            b.append("  eq ").append(syntax.wire(terms, sides[0])).append(" = ");
            b.append(syntax.wire(terms, sides[1])).append(" [variant] .\n");
        }
        return b.append("endfm\n").toString();
    }

    /** The term as sent to Maude. */
    String wire(EngineTerms terms, int t) {
        return print(terms, t, true);
    }

    /** The term with arguments in the order of the engine, as Maude prints it. */
    String text(EngineTerms terms, int t) {
        return print(terms, t, false);
    }

    private String print(EngineTerms terms, int t, boolean wire) {
        int k = terms.token(t);
        return switch (Tokens.tag(k)) {
            case Tokens.VAR -> "x#%".charAt(Tokens.family(k)) + "" + Tokens.number(k) + ":" + SORTS[Tokens.sort(k)];
            case Tokens.CONST -> MAKERS.charAt(Tokens.sort(k)) + "(" + Tokens.number(k) + ")";
            default -> {
                StringBuilder b = new StringBuilder(name(symbols.symbol(Tokens.symbol(k))));
                int n = terms.argCount(t);
                int[] args = wire ? terms.wire.args(t) : new int[n];
                for (int i = 0; i < n; i++) {
                    b.append(i == 0 ? "(" : wire ? "," : ", ");
                    b.append(print(terms, wire ? args[i] : terms.arg(t, i), wire));
                }
                yield b.append(n == 0 ? "" : ")").toString();
            }
        };
    }

    /** Reads a term that Maude or a vectors file printed. */
    int parse(EngineTerms terms, String text) {
        Reader r = new Reader(terms, text);
        int t = r.term();
        if (r.at != text.length()) {
            throw new IllegalArgumentException(text + " at " + r.at);
        }
        return t;
    }

    private final class Reader {
        private final EngineTerms terms;
        private final String in;
        private int at;

        Reader(EngineTerms terms, String in) {
            this.terms = terms;
            this.in = in;
        }

        private void blanks() {
            while (at < in.length() && Character.isWhitespace(in.charAt(at))) {
                at++;
            }
        }

        private String word() {
            blanks();
            int from = at;
            while (at < in.length() && "(), \n".indexOf(in.charAt(at)) < 0) {
                at++;
            }
            String w = in.substring(from, at);
            blanks();
            return w;
        }

        int term() {
            String w = word();
            int colon = w.indexOf(':');
            if (colon >= 0) {
                int sort = List.of(SORTS).indexOf(w.substring(colon + 1));
                return terms.variable("x#%".indexOf(w.charAt(0)), sort, Integer.parseInt(w.substring(1, colon)));
            }
            IntList args = new IntList(2);
            if (at < in.length() && in.charAt(at) == '(') {
                if (w.length() == 1 && MAKERS.contains(w)) {
                    at++;
                    int number = Integer.parseInt(word());
                    at++;
                    blanks();
                    return terms.literal(Tokens.constant(MAKERS.indexOf(w), number));
                }
                do {
                    at++;
                    args.add(term());
                } while (in.charAt(at) == ',');
                at++;
                blanks();
            }
            Integer symbol = byName.get(w);
            if (symbol == null) {
                throw new IllegalArgumentException(w + " in " + in);
            }
            return terms.app(symbol, args.toArray(), 0, args.size());
        }
    }
}
