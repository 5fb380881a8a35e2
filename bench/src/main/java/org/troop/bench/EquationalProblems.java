package org.troop.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.troop.term.Builtins;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Sort;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Name;
import org.troop.term.Term.Var;
import org.troop.term.ac.AcLimitException;
import org.troop.term.ac.AcSession;

/**
 * Random problems over all builtin theories and two of users, the same ones for the same seed; none has more than 60 answers.
 */
final class EquationalProblems {
    /** What is asked. */
    enum Kind {
        UNIFY,
        MATCH,
        VARIANTS,
        REDUCE
    }

    /**
     * A problem.
     *
     * @param theory place of the theory in its list
     * @param left sides of equations, subjects, or terms
     * @param right the other sides, patterns, or nothing
     */
    record Problem(Kind kind, int theory, List<Term> left, List<Term> right) {}

    private static final Term NOTHING = Term.app(Symbol.LIST);
    private static final int MAX_ANSWERS = 60;
    private static final long MAX_STEPS = 100_000;
    private static final Sort[] SORTS = {Sort.MSG, Sort.MSG, Sort.MSG, Sort.FRESH, Sort.FRESH, Sort.PUB};

    final List<Signature> theories = List.of(
            with(Ac.MULTISET),
            with(Ac.DH),
            with(Ac.XOR),
            with(Ac.DH, Ac.BILINEAR),
            with(Ac.NAT, Ac.MULTISET),
            with(Ac.DH, Ac.XOR, Ac.MULTISET),
            with().plus(Builtins.signature("asymmetric-encryption"))
                    .plus(Builtins.signature("revealing-signing"))
                    .plus(Builtins.signature("signing"))
                    .plus(Builtins.signature("locations-report")),
            with(Ac.DH).plus(blindSignatures()),
            with(Ac.XOR, Ac.MULTISET).plus(trapdoorCommitments()));

    private final Kind kind;
    private final long seed;
    private final Random random;
    private Sort[] sorts = {};
    private List<Symbol> symbols = List.of();
    private boolean nat;

    EquationalProblems(Kind kind, long seed) {
        this.kind = kind;
        this.seed = seed;
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    private static Signature with(Ac... theories) {
        Signature s = Signature.pairing().plus(Builtins.signature("hashing"));
        s = s.plus(Builtins.signature("symmetric-encryption"));
        return s.plus(new Signature(Set.of(theories), Set.of(), Set.of(), false));
    }

    private static Signature blindSignatures() {
        Var m = Var.msg("m");
        Var r = Var.msg("r");
        Var k = Var.msg("k");
        Symbol blind = Symbol.free("blind", 2);
        Symbol unblind = Symbol.free("unblind", 2);
        Symbol sign = Symbol.free("blindsign", 2);
        return user(
                Set.of(blind, unblind, sign),
                new Equation(Term.app(unblind, Term.app(blind, m, r), r), List.of(), m),
                new Equation(
                        Term.app(unblind, Term.app(sign, Term.app(blind, m, r), k), r),
                        List.of(),
                        Term.app(sign, m, k)));
    }

    private static Signature trapdoorCommitments() {
        Var m = Var.msg("m");
        Var r = Var.msg("r");
        Var t = Var.msg("t");
        Symbol commit = Symbol.free("commit", 2);
        Symbol open = Symbol.free("open", 2);
        Symbol tdcommit = Symbol.free("tdcommit", 3);
        return user(
                Set.of(commit, open, tdcommit),
                new Equation(Term.app(open, Term.app(commit, m, r), r), List.of(), m),
                new Equation(Term.app(open, Term.app(tdcommit, m, r, t), t), List.of(), m));
    }

    private static Signature user(Set<Symbol> symbols, Equation... equations) {
        return new Signature(Set.of(), symbols, Set.of(equations), false);
    }

    /** Answers a problem; how many answers there are. */
    static int answer(AcSession session, Problem p) {
        return switch (p.kind) {
            case UNIFY -> session.unify(p.left, p.right).size();
            case MATCH -> session.match(p.left, p.right).size();
            case VARIANTS -> session.variants(p.left).size();
            case REDUCE -> session.normalise(p.left.getFirst()).equals(NOTHING) ? 0 : 1;
        };
    }

    /**
     * Theories take turns. Problems that take too many steps are left out, and a faster engine would leave out fewer; so what was left out
     * once is written down for the seed of the published figures.
     */
    List<Problem> make(int number) {
        Set<Integer> known = knownToBeLeftOut();
        List<Problem> out = new ArrayList<>();
        for (int tried = 0; out.size() < number; tried++) {
            int theory = out.size() % theories.size();
            Signature sig = theories.get(theory);
            begin(sig);
            Problem p = next(theory);
            if (known.isEmpty() ? isSmall(sig, p) : !known.contains(tried)) {
                out.add(p);
            }
        }
        return out;
    }

    private static boolean isSmall(Signature sig, Problem p) {
        try {
            return answer(new AcSession(sig, MAX_STEPS), p) <= MAX_ANSWERS;
        } catch (AcLimitException tooLarge) {
            return false;
        }
    }

    /** The places of problems, among all tried, that are left out for this kind and seed; empty if that is not written down. */
    private Set<Integer> knownToBeLeftOut() {
        Set<Integer> places = new HashSet<>();
        try (InputStream in = Objects.requireNonNull(EquationalProblems.class.getResourceAsStream("left-out.txt"))) {
            String start = kind + " " + seed + " ";
            for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n")) {
                if (line.startsWith(start)) {
                    for (String place : line.substring(start.length()).split(" ")) {
                        places.add(Integer.valueOf(place));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }

    private void begin(Signature sig) {
        nat = sig.has(Ac.NAT);
        sorts = new Sort[6];
        for (int i = 0; i < sorts.length; i++) {
            sorts[i] = nat && random.nextInt(4) == 0 ? Sort.NAT : SORTS[random.nextInt(SORTS.length)];
        }
        symbols = new ArrayList<>(sig.symbols());
        for (Symbol s : sig.acSymbols()) {
            for (int i = 0; i < 4 && !s.equals(Symbol.NAT_PLUS); i++) {
                symbols.add(s);
            }
        }
        symbols.remove(Symbol.NAT_ONE);
    }

    private Problem next(int theory) {
        List<Symbol> ac = theories.get(theory).acSymbols();
        Symbol f = ac.isEmpty() ? symbols.get(random.nextInt(symbols.size())) : ac.getFirst();
        return switch (kind) {
            case UNIFY -> {
                Term l = application(f, 2);
                Term r = random.nextInt(3) == 0 ? instance(l) : application(f, 2);
                yield new Problem(kind, theory, List.of(l), List.of(r));
            }
            case MATCH -> {
                Term p = application(f, 2);
                Term t = random.nextInt(4) == 0 ? application(f, 2) : instance(p);
                yield new Problem(kind, theory, List.of(t), List.of(p));
            }
            case VARIANTS -> new Problem(kind, theory, List.of(message(3)), List.of());
            case REDUCE -> new Problem(kind, theory, List.of(message(4)), List.of());
        };
    }

    private Term message(int depth) {
        if (depth == 0 || random.nextInt(5) == 0) {
            return random.nextInt(5) == 0 ? constant() : variable();
        }
        return application(symbols.get(random.nextInt(symbols.size())), depth);
    }

    private Term application(Symbol f, int depth) {
        List<Term> args = new ArrayList<>();
        for (int i = f.isAc() ? 2 + random.nextInt(2) : f.arity(); i > 0; i--) {
            args.add(f.equals(Symbol.NAT_PLUS) ? natural() : message(depth - 1));
        }
        return Term.app(f, args);
    }

    private Term natural() {
        int i = random.nextInt(sorts.length);
        return sorts[i] == Sort.NAT ? new Var("v" + i, Sort.NAT, 0) : Term.app(Symbol.NAT_ONE);
    }

    private Term variable() {
        int i = random.nextInt(sorts.length);
        return new Var("v" + i, sorts[i], 0);
    }

    private Term constant() {
        return new Name(random.nextInt(3) == 0 ? Sort.FRESH : Sort.PUB, "k" + random.nextInt(3));
    }

    private Term instance(Term t) {
        Term[] image = new Term[sorts.length];
        for (int i = 0; i < image.length; i++) {
            image[i] = switch (sorts[i]) {
                case MSG -> message(1);
                case NAT -> Term.app(Symbol.NAT_ONE);
                default -> new Name(sorts[i], "n" + random.nextInt(3));
            };
        }
        return t.mapLiterals(l -> l instanceof Var v ? image[v.name().charAt(1) - '0'] : l);
    }
}
