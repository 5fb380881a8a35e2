package org.troop.term.ac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.troop.term.Builtins;
import org.troop.term.Equation;
import org.troop.term.Signature;
import org.troop.term.Signature.Ac;
import org.troop.term.Symbol;
import org.troop.term.Term;
import org.troop.term.Term.Var;

/**
 * Reference problems with the numbers of plain and irredundant answers and the answers themselves, from a table that is not part of
 * this repository: the file that the system property {@code troop.vectors} names, which {@code .ci/run} sets.
 */
final class VectorsTest {
    private final Map<String, EngineSession> sessions = new TreeMap<>();

    @TestFactory
    Stream<DynamicTest> everyProblemHasTheListedAnswers() throws IOException {
        String table = System.getProperty("troop.vectors");
        assumeTrue(table != null, "no table of reference problems; -Dtroop.vectors names one");
        List<String> lines = Files.readAllLines(Path.of(table));
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split("\t"))
                .map(c -> DynamicTest.dynamicTest(c[0] + " " + c[1] + " " + c[2], () -> check(c)));
    }

    private void check(String[] c) {
        Problem p = new Problem(sessions.computeIfAbsent(c[1], VectorsTest::session));
        List<int[]> answers = switch (c[0]) {
            case "unify" -> p.unify(c[2]);
            case "variants" -> p.variants(c[2]);
            case "variant-unify" -> p.variantUnify(c[2]);
            case "match" -> p.match(c[2]);
            case "reduce" -> p.reduce(c[2]);
            default -> throw new IllegalArgumentException(c[0]);
        };
        if (!c[0].equals("variant-unify")) {
            assertEquals(Integer.parseInt(c[5]), answers.size(), "plain");
        }
        List<int[]> irredundant = c[0].equals("match") ? answers : p.irredundant(answers, c[0].equals("variant-unify"));
        assertEquals(Integer.parseInt(c[3]), irredundant.size(), "irredundant");
        if (c[4].isEmpty() || c[4].startsWith("(")) {
            return;
        }
        if (c[0].equals("variants")) {
            irredundant.replaceAll(a -> Arrays.copyOf(a, a.length - 1));
        }
        p.expectSame(c[0], c[4], irredundant);
    }

    private static EngineSession session(String theory) {
        Term x = Var.msg("x");
        Term y = Var.msg("y");
        Term z = Var.msg("z");
        Symbol blind = Symbol.free("blind", 2);
        Symbol unblind = Symbol.free("unblind", 2);
        Symbol sign = Symbol.free("sign", 2);
        List<String> free = List.of("pairing", "hashing", "symmetric-encryption", "asymmetric-encryption", "signing");
        Signature symbols = new Signature(Set.of(), Set.of(blind, unblind), Set.of(), false);
        for (String b : free) {
            symbols = symbols.plus(Builtins.signature(b));
        }
        Set<Ac> ac = switch (theory) {
            case "AC" -> Set.of(Ac.values());
            case "XOR", "XORENC" -> Set.of(Ac.XOR);
            case "DH", "DHENC" -> Set.of(Ac.DH);
            case "BP" -> Set.of(Ac.BILINEAR);
            default -> Set.of();
        };
        List<Equation> equations = new ArrayList<>();
        if (theory.equals("BLIND")) {
            equations.add(new Equation(Term.app(unblind, Term.app(blind, x, y), y), List.of(), x));
            Term blinded = Term.app(sign, Term.app(blind, x, y), z);
            equations.add(new Equation(Term.app(unblind, blinded, y), List.of(), Term.app(sign, x, z)));
        } else if (theory.equals("ENC")) {
            free.forEach(b -> equations.addAll(Builtins.signature(b).equations()));
        } else if (theory.endsWith("ENC")) {
            equations.addAll(Builtins.signature("pairing").equations());
            equations.addAll(Builtins.signature("symmetric-encryption").equations());
        }
        Signature sig = new Signature(ac, symbols.symbols(), Set.copyOf(equations), false);
        return new EngineSession(sig, theory.equals("AC") ? List.of() : sig.rewriteRules(), AcSession.DEFAULT_STEPS);
    }

    /** One problem in an engine of its own; answers are images of the problem variables. */
    private static final class Problem {
        private final EngineSession session;
        private final MaudeSyntax syntax;
        private final Engine e;
        private final EngineTerms terms;
        private int[] vars = {};

        Problem(EngineSession session) {
            this.session = session;
            syntax = new MaudeSyntax(session.symbols);
            e = session.newEngine();
            terms = e.terms;
        }

        private int parse(String s) {
            int t = syntax.parse(terms, s.strip());
            IntList l = new IntList(8);
            for (int v : vars) {
                l.add(v);
            }
            terms.variables(t, l);
            vars = l.toArray();
            return t;
        }

        List<int[]> unify(String problem) {
            String[] eqs = problem.split("/\\\\");
            int[] l = new int[eqs.length];
            int[] r = new int[eqs.length];
            for (int i = 0; i < eqs.length; i++) {
                String[] sides = eqs[i].split("=\\?");
                l[i] = parse(sides[0]);
                r[i] = parse(sides[1]);
            }
            return unify(l, r, vars, Tokens.FAMILY_HASH);
        }

        private List<int[]> unify(int[] l, int[] r, int[] slots, int family) {
            List<int[]> out = new ArrayList<>();
            e.unifier.unify(l, r, slots, family, answer -> {
                int[] images = answer.images();
                for (int i = 0; i < l.length; i++) {
                    assertEquals(apply(l[i], slots, images), apply(r[i], slots, images), "not a unifier");
                }
                return out.add(images);
            });
            return out;
        }

        private int apply(int t, int[] slots, int[] images) {
            int[] map = new int[terms.varCount()];
            Arrays.fill(map, -1);
            for (int i = 0; i < slots.length; i++) {
                map[terms.varIndex(slots[i])] = images[i];
            }
            return terms.substitute(t, map);
        }

        List<int[]> variants(String problem) {
            int t = parse(problem);
            return e.narrowing.variants(t, vars);
        }

        /** Unifiers modulo the equations: variants of the pair of sides whose sides unify. */
        List<int[]> variantUnify(String problem) {
            String[] sides = problem.split("=\\?");
            int pair = terms.app(session.symbols.cons, parse(sides[0]), parse(sides[1]));
            List<int[]> out = new ArrayList<>();
            for (int[] v : e.narrowing.variants(pair, vars)) {
                int instance = v[vars.length];
                IntList free = new IntList(8);
                for (int image : v) {
                    terms.variables(image, free);
                }
                int[] slots = free.toArray();
                int[] l = {terms.arg(instance, 0)};
                int[] r = {terms.arg(instance, 1)};
                boolean hash = slots.length > 0 && Tokens.family(terms.token(slots[0])) == Tokens.FAMILY_HASH;
                for (int[] u : unify(l, r, slots, hash ? Tokens.FAMILY_PERCENT : Tokens.FAMILY_HASH)) {
                    int[] images = new int[vars.length];
                    boolean normal = true;
                    for (int i = 0; i < images.length; i++) {
                        images[i] = apply(v[i], slots, u);
                        normal &= e.normaliser.isNormal(images[i]);
                    }
                    if (normal) {
                        out.add(images);
                    }
                }
            }
            return out;
        }

        List<int[]> match(String problem) {
            String[] sides = problem.split("<=\\?");
            int pattern = parse(sides[0]);
            int[] patternVars = vars;
            int subject = parse(sides[1]);
            vars = patternVars;
            List<int[]> out = new ArrayList<>();
            e.matcher.enumerate(subject, pattern, () -> {
                assertEquals(subject, terms.substitute(pattern, e.matcher.bindings()), "not a matcher");
                return out.add(Arrays.stream(vars).map(e.matcher::image).toArray());
            });
            return out;
        }

        List<int[]> reduce(String problem) {
            List<int[]> out = new ArrayList<>();
            int t = parse(problem);
            out.add(new int[] {e.normaliser.normalise(t)});
            vars = new int[0];
            return out;
        }

        List<int[]> irredundant(List<int[]> answers, boolean moduloEquations) {
            BiPredicate<int[], int[]> instance = moduloEquations ? this::isInstanceModuloEquations : this::isInstance;
            List<int[]> kept = new ArrayList<>();
            for (int[] a : answers) {
                if (kept.stream().noneMatch(k -> instance.test(a, k))) {
                    kept.removeIf(k -> instance.test(k, a));
                    kept.add(a);
                }
            }
            return kept;
        }

        /** The normal tuple {@code a} is an instance of a variant of {@code b}. */
        private boolean isInstanceModuloEquations(int[] a, int[] b) {
            int tuple = list(b);
            IntList free = new IntList(8);
            terms.variables(tuple, free);
            int[] slots = free.toArray();
            Subsumption subsumption = new Subsumption(terms, new Budget(1_000_000));
            Subsumption.Tuple specific = subsumption.tuple(list(a));
            return e.narrowing.variants(tuple, slots).stream()
                    .anyMatch(v -> subsumption.isInstance(specific, subsumption.tuple(v[slots.length])));
        }

        private int list(int[] ts) {
            int l = terms.app(session.symbols.nil);
            for (int t : ts) {
                l = terms.app(session.symbols.cons, t, l);
            }
            return l;
        }

        private boolean isInstance(int[] a, int[] b) {
            return !e.matcher.enumerate(a, b, () -> false);
        }

        /** The listed answers and ours are instances of each other, one to one. */
        void expectSame(String kind, String listed, List<int[]> answers) {
            List<int[]> expected = new ArrayList<>();
            for (String solution : listed.split(" \\| ")) {
                expected.add(read(kind, solution.strip(), answers.getFirst()));
            }
            assertEquals(expected.size(), answers.size(), "listed");
            for (int[] a : answers) {
                long same = expected.stream()
                        .filter(x -> kind.equals("match") ? Arrays.equals(a, x) : isInstance(a, x) && isInstance(x, a))
                        .count();
                assertEquals(1, same, () -> "answers listed like " + show(a));
            }
        }

        private int[] read(String kind, String solution, int[] shape) {
            if (kind.equals("reduce")) {
                return new int[] {
                    syntax.parse(
                            terms,
                            solution.substring(solution.indexOf(":=") + 2, solution.length() - 1)
                                    .strip())
                };
            }
            int[] images = shape.clone();
            for (int i = 0; i < vars.length; i++) {
                images[i] = vars[i];
            }
            String body = solution.substring(solution.indexOf('{') + 1, solution.lastIndexOf('}'));
            for (String binding : body.isBlank() ? new String[0] : body.split("; ")) {
                String[] sides = binding.split(" := ");
                int x = syntax.parse(terms, sides[0].strip());
                images[new IntListView(vars).indexOf(x)] = syntax.parse(terms, sides[1].strip());
            }
            return images;
        }

        private String show(int[] images) {
            StringBuilder b = new StringBuilder();
            for (int t : images) {
                b.append(syntax.text(terms, t)).append("  ");
            }
            return b.toString();
        }
    }

    private record IntListView(int[] data) {
        int indexOf(int x) {
            for (int i = 0; i < data.length; i++) {
                if (data[i] == x) {
                    return i;
                }
            }
            throw new AssertionError("variable of an answer is not in the problem");
        }
    }
}
