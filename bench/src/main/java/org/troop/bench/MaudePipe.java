package org.troop.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.App;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;

/** A Maude interpreter behind its pipe, and the text that it reads. Replies are read to the prompt, and not parsed. */
final class MaudePipe implements AutoCloseable {
    private static final byte[] PROMPT = "Maude> ".getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final OutputStream to;
    private final InputStream from;
    private byte[] reply = new byte[1 << 16];

    MaudePipe(Signature sig) {
        try {
            process = new ProcessBuilder("maude", "-interactive", "-no-tecla", "-no-banner", "-no-wrap", "-batch")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("bench/jmh Equational needs the command maude", e);
        }
        to = process.getOutputStream();
        from = process.getInputStream();
        read();
        ask("set show command off .");
        ask("set show timing off .");
        ask("set show stats off .");
        int n = ask(module(sig));
        if (n > PROMPT.length) {
            throw new IllegalStateException(new String(reply, 0, n, StandardCharsets.UTF_8));
        }
    }

    /** Sends a command; the length of the reply in bytes. */
    int ask(String command) {
        try {
            to.write((command + "\n").getBytes(StandardCharsets.UTF_8));
            to.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read();
    }

    private int read() {
        int n = 0;
        try {
            while (true) {
                if (n == reply.length) {
                    reply = Arrays.copyOf(reply, 2 * n);
                }
                int k = from.read(reply, n, reply.length - n);
                if (k < 0) {
                    throw new IllegalStateException("Maude ended");
                }
                n += k;
                int at = n - PROMPT.length;
                if (at >= 0
                        && Arrays.equals(reply, at, n, PROMPT, 0, PROMPT.length)
                        && (at == 0 || reply[at - 1] == '\n')) {
                    return n;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time of the interpreter so far. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
    }

    // ---- text

    private static String module(Signature sig) {
        boolean nat = sig.has(Ac.NAT);
        StringBuilder b = new StringBuilder("fmod MSG is protecting NAT . ");
        b.append("sort Pub Fresh Msg TOP ").append(nat ? "TamNat . subsort TamNat < Msg . " : ". ");
        b.append("subsort Pub < Msg . subsort Fresh < Msg . subsort Msg < TOP . ");
        b.append("op f : Nat -> Fresh . op p : Nat -> Pub . op c : Nat -> Msg . ");
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
            Text t = new Text();
            b.append("eq ")
                    .append(t.of(e.lhs()))
                    .append(" = ")
                    .append(t.of(e.rhs()))
                    .append(" [variant] . ");
        }
        return b.append("endfm").toString();
    }

    private static String name(Symbol s) {
        return switch (s.kind()) {
            case LIST -> "list";
            case C -> "tamem";
            case FREE -> "tamX" + s.name().replace('_', '-');
            case AC ->
                s.equals(Symbol.UNION)
                        ? "tammun"
                        : s.equals(Symbol.MULT) ? "tammult" : s.equals(Symbol.XOR) ? "tamxor" : "tamtplus";
        };
    }

    /** Terms of one command: equal literals have equal numbers. */
    static final class Text {
        private final Map<Term, Integer> numbers = new HashMap<>();

        String of(Term t) {
            return switch (t) {
                case Var v -> "x" + number(v) + ":" + sort(v.sort());
                case Name n -> (n.sort() == Sort.PUB ? "p(" : "f(") + number(n) + ")";
                case App a -> {
                    List<String> args = new ArrayList<>();
                    a.args().forEach(x -> args.add(of(x)));
                    yield name(a.symbol()) + (args.isEmpty() ? "" : "(" + String.join(",", args) + ")");
                }
                case Term.Bound b -> throw new IllegalArgumentException("bound variable");
            };
        }

        String list(List<Term> ts) {
            StringBuilder b = new StringBuilder("list(");
            ts.forEach(t -> b.append("cons(").append(of(t)).append(','));
            return b.append("nil").append(")".repeat(ts.size() + 1)).toString();
        }

        private int number(Term t) {
            return numbers.computeIfAbsent(t, k -> numbers.size());
        }

        private static String sort(Sort s) {
            return switch (s) {
                case PUB -> "Pub";
                case FRESH -> "Fresh";
                case NAT -> "TamNat";
                default -> "Msg";
            };
        }
    }
}
