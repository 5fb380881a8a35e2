package org.troop.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.troop.bench.EquationalProblems.Kind;
import org.troop.bench.EquationalProblems.Problem;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;

/** One question to Maude as the text it reads, and its reply as term trees again. */
final class MaudeText {
    private static final Symbol CONS = new Symbol(Symbol.Kind.LIST, "cons", 2, false, false);
    private static final Symbol NIL = new Symbol(Symbol.Kind.LIST, "nil", 0, false, false);

    /** How the symbols of a theory are called, in both directions. */
    record Names(Map<String, Symbol> symbols, Map<Symbol, String> names) {}

    private static final Term NOTHING = Term.app(NIL);

    private final Names symbols;
    private final Map<Term, Integer> numbers = new HashMap<>();
    private final List<Term> literals = new ArrayList<>();
    private final StringBuilder out = new StringBuilder(256);
    private byte[] in = {};
    private int at;
    private int end;

    /** @param symbols what {@link #names} gives for the theory */
    MaudeText(Names symbols) {
        this.symbols = symbols;
    }

    static Names names(Signature sig) {
        Names n = new Names(new HashMap<>(), new HashMap<>());
        List<Symbol> all = new ArrayList<>(List.of(Symbol.EMAP, Symbol.LIST, CONS, NIL));
        all.addAll(sig.symbols());
        all.addAll(sig.acSymbols());
        for (Symbol s : all) {
            n.symbols.put(name(s), s);
            n.names.put(s, name(s));
        }
        return n;
    }

    /** Asks a problem, and reads the reply; how many answers there are. */
    static int ask(MaudePipe pipe, Names names, Problem p) {
        MaudeText text = new MaudeText(names);
        int n = pipe.ask(text.command(p));
        return p.kind() == Kind.REDUCE
                ? text.result(pipe.reply(), n).equals(NOTHING) ? 0 : 1
                : text.solutions(pipe.reply(), n).size();
    }

    // ---- commands

    CharSequence command(Problem p) {
        switch (p.kind()) {
            case UNIFY -> {
                out.append("unify in MSG : ");
                for (int i = 0; i < p.left().size(); i++) {
                    out.append(i == 0 ? "" : " /\\ ");
                    write(p.left().get(i));
                    out.append(" =? ");
                    write(p.right().get(i));
                }
            }
            case MATCH -> {
                out.append("match in MSG : ");
                several(p.right());
                out.append(" <=? ");
                several(p.left());
            }
            case VARIANTS -> {
                out.append("get variants in MSG : ");
                list(p.left());
            }
            case REDUCE -> {
                out.append("reduce in MSG : ");
                write(p.left().getFirst());
            }
        }
        return out.append(" .");
    }

    private void several(List<Term> ts) {
        if (ts.size() == 1) {
            write(ts.getFirst());
        } else {
            list(ts);
        }
    }

    private void list(List<Term> ts) {
        out.append("list(");
        for (Term t : ts) {
            out.append("cons(");
            write(t);
            out.append(',');
        }
        out.append("nil").repeat(")", ts.size() + 1);
    }

    private void write(Term t) {
        switch (t) {
            case Var v -> out.append('x').append(number(v)).append(':').append(sort(v.sort()));
            case Name n ->
                out.append(maker(n.sort())).append('(').append(number(n)).append(')');
            case App a -> {
                if (a.symbol().equals(Symbol.LIST)) {
                    list(a.args());
                    return;
                }
                out.append(symbols.names.get(a.symbol()));
                for (int i = 0; i < a.args().size(); i++) {
                    out.append(i == 0 ? '(' : ',');
                    write(a.args().get(i));
                }
                out.append(a.args().isEmpty() ? "" : ")");
            }
            case Term.Bound b -> throw new IllegalArgumentException("bound variable");
        }
    }

    private int number(Term literal) {
        Integer n = numbers.putIfAbsent(literal, literals.size());
        if (n == null) {
            literals.add(literal);
            return literals.size() - 1;
        }
        return n;
    }

    private static String sort(Sort s) {
        return switch (s) {
            case PUB -> "Pub";
            case FRESH -> "Fresh";
            case NAT -> "TamNat";
            case NODE -> "Node";
            case MSG -> "Msg";
        };
    }

    private static char maker(Sort s) {
        return switch (s) {
            case PUB -> 'p';
            case FRESH -> 'f';
            case NAT -> 't';
            case NODE -> 'n';
            case MSG -> 'c';
        };
    }

    // ---- replies

    /** The substitutions of a reply to unify, match or variants, in order. */
    List<SortedMap<Var, Term>> solutions(byte[] reply, int length) {
        in = reply;
        at = 0;
        end = length;
        List<SortedMap<Var, Term>> all = new ArrayList<>();
        SortedMap<Var, Term> present = new TreeMap<>();
        boolean open = false;
        while (at < end) {
            if (in[at] == 'x' || in[at] == '#' || in[at] == '%') {
                Term x = term();
                at += " --> ".length();
                present.put((Var) x, term());
            } else if (startsWith("Unifier ") || startsWith("Matcher ") || startsWith("Variant ")) {
                present = new TreeMap<>();
                all.add(present);
            }
            skipLine();
        }
        return all;
    }

    /** The term of a reply to reduce. */
    Term result(byte[] reply, int length) {
        in = reply;
        at = 0;
        end = length;
        while (in[at] != ':') {
            at++;
        }
        at += 2;
        return term();
    }

    private boolean startsWith(String s) {
        for (int i = 0; i < s.length(); i++) {
            if (at + i >= end || in[at + i] != s.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void skipLine() {
        while (at < end && in[at] != '\n') {
            at++;
        }
        at++;
    }

    private Term term() {
        int from = at;
        while (at < end && ":(), \n".indexOf(in[at]) < 0) {
            at++;
        }
        if (at < end && in[at] == ':') {
            int number = number(from + 1, at);
            int sort = ++at;
            while (at < end && ",) \n".indexOf(in[at]) < 0) {
                at++;
            }
            return in[from] == 'x' ? literals.get(number) : variable(number, sort);
        }
        if (at == from + 1 && at < end && in[at] == '(') {
            int k = at + 1;
            while (in[at++] != ')') {}
            return literals.get(number(k, at - 1));
        }
        Symbol f = symbols.symbols.get(new String(in, from, at - from, StandardCharsets.ISO_8859_1));
        if (f == null) {
            throw new IllegalStateException(new String(in, 0, end, StandardCharsets.ISO_8859_1));
        }
        List<Term> args = new ArrayList<>(2);
        if (at < end && in[at] == '(') {
            do {
                at++;
                while (in[at] == ' ') {
                    at++;
                }
                args.add(term());
            } while (in[at] == ',');
            at++;
        }
        return Term.app(f, args);
    }

    private int number(int from, int to) {
        int n = 0;
        for (int i = from; i < to; i++) {
            n = 10 * n + in[i] - '0';
        }
        return n;
    }

    private Var variable(int number, int from) {
        Sort sort = switch (in[from]) {
            case 'P' -> Sort.PUB;
            case 'F' -> Sort.FRESH;
            case 'N' -> Sort.NODE;
            default -> in[from + 1] == 'a' ? Sort.NAT : Sort.MSG;
        };
        return new Var("x", sort, 1 + number);
    }

    // ---- the theory

    /** The functional module of a theory. */
    static String module(Signature sig) {
        boolean nat = sig.has(Ac.NAT);
        StringBuilder b = new StringBuilder("fmod MSG is protecting NAT . ");
        b.append("sort Pub Fresh Msg Node TOP ").append(nat ? "TamNat . subsort TamNat < Msg . " : ". ");
        b.append("subsort Pub < Msg . subsort Fresh < Msg . subsort Msg < TOP . subsort Node < TOP . ");
        b.append("op f : Nat -> Fresh . op p : Nat -> Pub . op c : Nat -> Msg . op n : Nat -> Node . ");
        b.append(nat ? "op t : Nat -> TamNat . " : "");
        b.append("op list : TOP -> TOP . op cons : TOP TOP -> TOP . op nil : -> TOP . ");
        Set<Symbol> all = new TreeSet<>(sig.symbols());
        all.addAll(sig.acSymbols());
        for (Symbol s : all) {
            String sort = s.equals(Symbol.NAT_PLUS) || s.equals(Symbol.NAT_ONE) ? "TamNat" : "Msg";
            b.append("op ").append(name(s)).append(" :").append((" " + sort).repeat(s.arity()));
            b.append(" -> ").append(sort);
            b.append(s.isAc() ? " [comm assoc] . " : s.equals(Symbol.EMAP) ? " [comm] . " : " . ");
        }
        for (Equation e : sig.rewriteRules()) {
            MaudeText t = new MaudeText(names(sig));
            t.write(e.lhs());
            t.out.append(" = ");
            t.write(e.rhs());
            b.append("eq ").append(t.out).append(" [variant] . ");
        }
        return b.append("endfm").toString();
    }

    private static String name(Symbol s) {
        return switch (s.kind()) {
            case LIST -> s.equals(Symbol.LIST) ? "list" : s.name();
            case C -> "tamem";
            case FREE ->
                "tam" + (s.isPrivate() ? "P" : "X") + (s.isDestructor() ? "D" : "C")
                        + s.name().replace('_', '-');
            case AC ->
                s.equals(Symbol.UNION)
                        ? "tammun"
                        : s.equals(Symbol.MULT) ? "tammult" : s.equals(Symbol.XOR) ? "tamxor" : "tamtplus";
        };
    }
}
