package org.troop.solver.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.troop.solver.system.ConstraintSystem;
import org.troop.solver.system.Workspace;
import org.troop.term.Term;
import org.troop.term.store.Heads;
import org.troop.theory.close.FactTerms;
import org.troop.theory.print.GoalPrinter;
import org.troop.theory.syntax.Fact;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Goal;

/**
 * The predicates that tactics apply to goals. Regular expressions search the UTF-8 bytes of the goal's text, one character
 * per byte, as the original's do.
 */
final class TacticFunctions {
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
    private static final Pattern FUNCTION = Pattern.compile("[^A-Za-z0-9][A-Za-z0-9]+\\(");

    private final Workspace w;
    private final ConstraintSystem c;

    TacticFunctions(Workspace w, ConstraintSystem c) {
        this.w = w;
        this.c = c;
    }

    /** @throws UnknownRankingException for an unknown function or a bad expression */
    boolean call(String function, List<String> parameters, Goal g) {
        String p = parameters.isEmpty() ? "" : parameters.getFirst();
        String text = bytes(GoalPrinter.line(g));
        return switch (function) {
            case "regex" -> find(p, text);
            case "isFactName" -> isFactName(p, g);
            case "isInFactTerms" ->
                g instanceof Goal.Action a
                        && a.fact().args().size() == 1
                        && find(p, bytes(internal(a.fact().args().getFirst())));
            case "reasonableNoncesNoise" -> hasNonceArgument(p, g);
            case "defaultNoise" -> hasNoise(p, parameters.size() > 1 ? parameters.get(1) : "", text);
            case "dhreNoise" -> find(exponentNoise(p), text);
            case "nonAbsurdConstraint" -> isNotAbsurd(p, text);
            default ->
                throw new UnknownRankingException(
                        "The function "
                                + function
                                + " is not defined. Use one of the following: regex isFactName isInFactTerms dhreNoise defaultNoise"
                                + " reasonableNoncesNoise nonAbsurdConstraint",
                        null);
        };
    }

    private static String bytes(String s) {
        return new String(s.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static boolean find(String regex, String text) {
        return pattern(regex).matcher(text).find();
    }

    private static Pattern pattern(String regex) {
        return PATTERNS.computeIfAbsent(regex, r -> {
            try {
                return Pattern.compile(bytes(r));
            } catch (PatternSyntaxException e) {
                throw new UnknownRankingException(
                        "the tactic's expression \"" + r + "\" is not valid: " + e.getDescription(), null);
            }
        });
    }

    private static boolean isFactName(String name, Goal g) {
        if (g instanceof Goal.Premise p) {
            FactTag t = p.fact().tag();
            return t.isProtocol() && !t.persistent() && t.name().equals(name);
        }
        return g instanceof Goal.Action a && internal(a.fact().tag()).equals(name);
    }

    private static String internal(FactTag t) {
        return t.isProtocol()
                ? "ProtoFact " + (t.persistent() ? "Persistent" : "Linear") + " \"" + t.name() + "\" " + t.arity()
                : t.name() + "Fact";
    }

    /** The term as the original shows it internally: prefix notation without blanks. */
    private static String internal(Term t) {
        return switch (t) {
            case Term.App a -> {
                if (a.args().isEmpty()) {
                    yield a.symbol().name();
                }
                List<String> as = new ArrayList<>();
                for (Term x : a.args()) {
                    as.add(internal(x));
                }
                String name = a.symbol().equals(org.troop.term.Symbol.EMAP)
                        ? "em"
                        : a.symbol().name();
                yield name + "(" + String.join(",", as) + ")";
            }
            default -> t.toString();
        };
    }

    private boolean hasNonceArgument(String mode, Goal g) {
        if (!(g instanceof Goal.Action a)) {
            return false;
        }
        Set<String> names = new LinkedHashSet<>(List.of("~n"));
        names.addAll(variables(mode));
        return a.fact().args().stream().anyMatch(t -> names.contains(internal(t)));
    }

    private boolean hasNoise(String regex, String mode, String text) {
        List<String> names = variables(mode);
        Matcher m = pattern(regex).matcher(text);
        while (m.find()) {
            if (names.contains(m.group())) {
                return true;
            }
        }
        return false;
    }

    private String exponentNoise(String mode) {
        String e = switch (mode) {
            case "diff" -> "(~[a-zA-Z0-9.]*)";
            case "curve" -> names(mode) + "(?![.0-9a-zA-Z])";
            default -> names(mode);
        };
        return ".*(\\((" + e + "\\*)+" + e + "\\)|inv\\(" + e + "\\))";
    }

    /** {@code (~n|variables)}. */
    private String names(String mode) {
        return "(~n|" + String.join("|", variables(mode)) + ")";
    }

    private boolean isNotAbsurd(String mode, String text) {
        if (find(names(mode) + "(?![.0-9a-zA-Z])", text)) {
            return false;
        }
        Matcher m = FUNCTION.matcher(text);
        while (m.find()) {
            String f = m.group().substring(1, m.group().length() - 1);
            if (!f.equals("Ku") && !f.equals("inv")) {
                return false;
            }
        }
        return true;
    }

    /** Variables of the exponents whose revealing some formula of the system speaks of. */
    private List<String> variables(String mode) {
        String base = mode.equals("curve") ? "grpid,exp('g'" : "exp('g'";
        List<String> out = new ArrayList<>();
        for (int f : c.formulas.sorted(w.s)) {
            int h = w.s.head(f);
            if ((h != Heads.ALL && h != Heads.EX) || w.s.arity(w.s.arg(f, 1)) != 1 || !guardsReveal(f)) {
                continue;
            }
            int a = w.s.arg(w.s.arg(f, 1), 0);
            if (w.s.head(a) != Heads.ACTION) {
                continue;
            }
            Fact fact = FactTerms.toTree(w.s, w.s.arg(a, 1), 0);
            String text = String.join(
                    ",", fact.args().stream().map(TacticFunctions::internal).toList());
            if (text.contains(base)) {
                for (Term t : fact.args()) {
                    t.vars().forEach(v -> out.add(v.toString()));
                }
            }
        }
        return out;
    }

    private boolean guardsReveal(int f) {
        int h = w.s.head(f);
        if (h == Heads.ALL || h == Heads.EX) {
            for (int a : w.s.args(w.s.arg(f, 1))) {
                if (w.s.head(a) == Heads.ACTION
                        && FactTerms.tag(w.s, w.s.arg(a, 1)).name().contains("Reveal")) {
                    return true;
                }
            }
            return guardsReveal(w.s.arg(f, 2));
        }
        if (h == Heads.DISJ || h == Heads.CONJ) {
            for (int g : w.s.args(f)) {
                if (guardsReveal(g)) {
                    return true;
                }
            }
        }
        return false;
    }
}
