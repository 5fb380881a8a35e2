package org.troop.solver.forward;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Random small theories as text: one to four rules over a few state facts, events, messages that are sent and received,
 * and lemmas about the events. Always well-formed and guarded: every variable of a conclusion occurs in a premise or is
 * public, facts keep their arity, quantified variables occur in an action.
 *
 * <p>The same seed and palette give the same text.
 */
final class RandomTheory {
    /** Which message theories a theory may use. */
    enum Palette {
        /** Pairs, hashing, symmetric encryption, sometimes a user equation. */
        FREE,
        /** Asymmetric encryption, signing, several user equations, private functions; {@code KU} in source lemmas. */
        EQUATIONS,
        DIFFIE_HELLMAN,
        XOR,
        MULTISET,
        NATURALS
    }

    /** User functions: declaration, equations, then for each function its name and arity. */
    private record UserTheory(
            String functions, String equations, Map<String, Integer> constructors, Map<String, Integer> destructors) {}

    private static final List<UserTheory> FREE_USER = List.of(
            new UserTheory("u/1, m/1", "u(m(x)) = x", Map.of("m", 1), Map.of("u", 1)),
            new UserTheory("op/2, cl/2", "op(cl(x, y), y) = x", Map.of("cl", 2), Map.of("op", 2)),
            new UserTheory("left/1, mix/2", "left(mix(x, y)) = x", Map.of("mix", 2), Map.of("left", 1)),
            new UserTheory("g/2, nil/0", "", Map.of("g", 2, "nil", 0), Map.of()));

    private static final List<UserTheory> MORE_USER = List.of(
            new UserTheory(
                    "ub/2, bl/2, sg/2",
                    "ub(bl(x, y), y) = x, ub(sg(bl(x, y), z), y) = sg(x, z)",
                    Map.of("bl", 2, "sg", 2),
                    Map.of("ub", 2)),
            new UserTheory("p/2 [private], q/1", "q(p(x, y)) = y", Map.of("p", 2), Map.of("q", 1)),
            new UserTheory(
                    "chk/3, cm/2, yes/0", "chk(cm(x, y), x, y) = yes", Map.of("cm", 2, "yes", 0), Map.of("chk", 3)),
            new UserTheory("d/2, e/2", "d(e(x, y), y) = x, e(d(x, y), y) = x", Map.of("e", 2), Map.of("d", 2)),
            new UserTheory(
                    "t1/1, t2/1, w/2", "t1(w(x, y)) = x, t2(w(x, y)) = y", Map.of("w", 2), Map.of("t1", 1, "t2", 1)));

    private final Random random;
    private final Palette palette;
    private final StringBuilder text = new StringBuilder();
    /** Constructors and destructors with their arity; arity 2 and a name that is no letter is an infix operator. */
    private final Map<String, Integer> constructors = new LinkedHashMap<>();

    private final Map<String, Integer> destructors = new LinkedHashMap<>();
    /** State facts as written, with their arity. */
    private final List<String> facts = new ArrayList<>();

    private final List<Integer> factArity = new ArrayList<>();
    private final Set<Integer> produced = new LinkedHashSet<>();
    /** Events that occur in rules, with their arity. */
    private final Map<String, Integer> events = new LinkedHashMap<>();

    private RandomTheory(long seed, Palette palette) {
        random = new Random(seed * 0x9E3779B97F4A7C15L + palette.ordinal());
        this.palette = palette;
    }

    static String text(long seed, Palette palette) {
        return new RandomTheory(seed, palette).generate(seed);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String generate(long seed) {
        text.append("theory R").append(seed).append(" begin\n");
        signature();
        if (chance(15)) {
            text.append("heuristic: ")
                    .append(pick(List.of("C", "c", "S", "i", "I", "p", "P", "sC")))
                    .append('\n');
        }
        int n = 1 + random.nextInt(3);
        for (int i = 0; i < n; i++) {
            facts.add((chance(25) ? "!" : "") + "S" + i);
            factArity.add(1 + random.nextInt(2));
        }
        int rules = 1 + random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            rule(i, i == 0);
        }
        if (chance(25)) {
            restriction();
        }
        lemmas();
        return text.append("end\n").toString();
    }

    // --- messages

    private void signature() {
        List<String> builtins = new ArrayList<>();
        if (chance(50)) {
            builtins.add("hashing");
            constructors.put("h", 1);
        }
        if (chance(60)) {
            builtins.add("symmetric-encryption");
            constructors.put("senc", 2);
            destructors.put("sdec", 2);
        }
        if (palette == Palette.EQUATIONS) {
            if (chance(40)) {
                builtins.add("asymmetric-encryption");
                constructors.put("aenc", 2);
                constructors.put("pk", 1);
                destructors.put("adec", 2);
            }
            if (chance(30)) {
                builtins.add("signing");
                constructors.put("sign", 2);
                constructors.put("pk", 1);
                destructors.put("verify", 3);
            }
        }
        switch (palette) {
            case DIFFIE_HELLMAN -> {
                builtins.add("diffie-hellman");
                constructors.put("^", 2);
            }
            case XOR -> {
                builtins.add("xor");
                constructors.put("XOR", 2);
            }
            case MULTISET -> {
                builtins.add("multiset");
                constructors.put("++", 2);
            }
            case NATURALS -> builtins.add("natural-numbers");
            case FREE, EQUATIONS -> {}
        }
        if (!builtins.isEmpty()) {
            text.append("builtins: ").append(String.join(", ", builtins)).append('\n');
        }
        List<UserTheory> users = new ArrayList<>();
        if (chance(palette == Palette.EQUATIONS ? 80 : 30)) {
            users.add(palette == Palette.EQUATIONS ? pick(MORE_USER) : pick(FREE_USER));
        }
        if (palette == Palette.EQUATIONS && chance(30)) {
            users.add(pick(FREE_USER));
        }
        for (UserTheory u : users) {
            text.append("functions: ").append(u.functions).append('\n');
            if (!u.equations.isEmpty()) {
                text.append("equations: ").append(u.equations).append('\n');
            }
            constructors.putAll(new java.util.TreeMap<>(u.constructors));
            destructors.putAll(new java.util.TreeMap<>(u.destructors));
        }
    }

    private String apply(String f, List<String> args) {
        if (!Character.isLetter(f.charAt(0)) || f.equals("XOR")) {
            return "(" + String.join(" " + f + " ", args) + ")";
        }
        return args.isEmpty() ? f : f + "(" + String.join(", ", args) + ")";
    }

    private String constant() {
        return chance(50) ? "'c'" : "'d'";
    }

    /** A term over the given variables; destructors only if asked for. */
    private String term(List<String> vars, int depth, boolean reducible) {
        if (depth == 0 || chance(45)) {
            return vars.isEmpty() || chance(12) ? constant() : pick(vars);
        }
        if (reducible && !destructors.isEmpty() && chance(20)) {
            return application(destructors, vars, depth, reducible);
        }
        if (constructors.isEmpty() || chance(35)) {
            return "<" + term(vars, depth - 1, reducible) + ", " + term(vars, depth - 1, reducible) + ">";
        }
        return application(constructors, vars, depth, reducible);
    }

    private String application(Map<String, Integer> symbols, List<String> vars, int depth, boolean reducible) {
        String f = pick(List.copyOf(symbols.keySet()));
        List<String> args = new ArrayList<>();
        for (int i = 0; i < symbols.get(f); i++) {
            args.add(term(vars, depth - 1, reducible));
        }
        return apply(f, args);
    }

    // --- rules

    private void rule(int index, boolean first) {
        List<String> vars = new ArrayList<>();
        List<String> premises = new ArrayList<>();
        int fresh = first ? 1 + random.nextInt(2) : random.nextInt(10) < 4 ? 1 : 0;
        for (int i = 0; i < fresh; i++) {
            String v = "~" + (i == 0 ? "k" : "n");
            premises.add("Fr(" + v + ")");
            vars.add(v);
        }
        int states = first ? (chance(10) ? 1 : 0) : chance(70) ? 1 : random.nextInt(3);
        for (int i = 0; i < states; i++) {
            int f = !produced.isEmpty() && chance(90) ? pick(List.copyOf(produced)) : random.nextInt(facts.size());
            premises.add(facts.get(f) + arguments(factArity.get(f), j -> pattern(vars, chance(20) ? 1 : 0, 25)));
        }
        int inputs = first ? (chance(25) ? 1 : 0) : random.nextInt(10) < 6 ? 1 : chance(15) ? 2 : 0;
        for (int i = 0; i < inputs; i++) {
            premises.add("In(" + pattern(vars, 2, 35) + ")");
        }
        if (palette == Palette.NATURALS && chance(40)) {
            premises.add("In(%i)");
            vars.add("%i");
        }
        List<String> scope = new ArrayList<>(vars);
        if (chance(15)) {
            scope.add("$A");
        }
        List<String> conclusions = new ArrayList<>();
        int made = first ? 1 : random.nextInt(10) < 5 ? 1 : chance(20) ? 2 : 0;
        for (int i = 0; i < made; i++) {
            int f = random.nextInt(facts.size());
            produced.add(f);
            conclusions.add(facts.get(f) + arguments(factArity.get(f), j -> term(scope, chance(20) ? 1 : 0, false)));
        }
        int outputs = chance(60) ? 1 : chance(15) ? 2 : 0;
        for (int i = 0; i < outputs; i++) {
            conclusions.add("Out(" + natural(term(scope, 2, chance(50))) + ")");
        }
        List<String> actions = new ArrayList<>();
        int acts = 1 + (chance(35) ? 1 : 0);
        for (int i = 0; i < acts; i++) {
            String e = "E" + random.nextInt(3);
            int arity = events.computeIfAbsent(e, k -> 1 + (chance(30) ? 1 : 0));
            actions.add(e + arguments(arity, j -> natural(term(scope, chance(15) ? 1 : 0, chance(10)))));
        }
        text.append("rule R")
                .append(index)
                .append(": [ ")
                .append(String.join(", ", premises))
                .append(" ]\n  --[ ");
        text.append(String.join(", ", actions))
                .append(" ]->\n  [ ")
                .append(String.join(", ", conclusions))
                .append(" ]\n");
    }

    private String natural(String t) {
        return palette == Palette.NATURALS && chance(30) ? "%i".equals(t) ? "%i %+ %1" : t : t;
    }

    private interface Argument {
        String at(int index);
    }

    private static String arguments(int n, Argument a) {
        List<String> args = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            args.add(a.at(i));
        }
        return "(" + String.join(", ", args) + ")";
    }

    /** A term without destructors that binds new variables on its way. */
    private String pattern(List<String> vars, int depth, int known) {
        if (depth == 0 || chance(40)) {
            if (chance(8)) {
                return constant();
            }
            if (!vars.isEmpty() && chance(known)) {
                return pick(vars);
            }
            String v = (chance(12) ? "~y" : chance(5) ? "$y" : "x") + vars.size();
            vars.add(v);
            return v;
        }
        if (constructors.isEmpty() || chance(40)) {
            return "<" + pattern(vars, depth - 1, known) + ", " + pattern(vars, depth - 1, known) + ">";
        }
        String f = pick(List.copyOf(constructors.keySet()));
        List<String> args = new ArrayList<>();
        for (int i = 0; i < constructors.get(f); i++) {
            args.add(pattern(vars, depth - 1, known + 20));
        }
        return apply(f, args);
    }

    // --- formulas

    private String event() {
        return chance(7) ? "E9" : pick(List.copyOf(events.keySet()));
    }

    /** The event with variables starting with the given letter, or with the variable x in front. */
    private String call(String e, String first, String rest, Set<String> used) {
        int arity = events.getOrDefault(e, 1);
        List<String> args = new ArrayList<>();
        for (int i = 0; i < arity; i++) {
            String v = i == 0 ? first : rest + i;
            used.add(v);
            args.add(v);
        }
        return e + "(" + String.join(", ", args) + ")";
    }

    private void restriction() {
        String e = pick(List.copyOf(events.keySet()));
        Set<String> vars = new LinkedHashSet<>();
        String a = call(e, "x", "y", vars);
        String body = switch (random.nextInt(4)) {
            case 0 -> {
                String b = call(e, "z", "w", vars);
                yield "All " + String.join(" ", vars) + " #i #j. " + a + " @ #i & " + b + " @ #j ==> #i = #j";
            }
            case 1 -> "All " + String.join(" ", vars) + " #i #j. " + a + " @ #i & " + a + " @ #j ==> #i = #j";
            case 2 -> {
                String f = pick(List.copyOf(events.keySet()));
                Set<String> more = new LinkedHashSet<>();
                String b = call(f, "x", "v", more);
                more.remove("x");
                yield "All " + String.join(" ", vars) + " #i. " + a + " @ #i ==> Ex " + String.join(" ", more) + " #j. "
                        + b + " @ #j" + (f.equals(e) ? "" : " & #j < #i");
            }
            default -> "All " + String.join(" ", vars) + " #i. " + a + " @ #i ==> not(x = 'c')";
        };
        text.append("restriction r: \"").append(body).append("\"\n");
    }

    private void lemmas() {
        int n = 1 + random.nextInt(3);
        if (chance(12)) {
            lemma("s0", "[sources]", "", sourceFormula());
        }
        for (int i = 0; i < n; i++) {
            List<String> attributes = new ArrayList<>();
            if (chance(20)) {
                attributes.add("use_induction");
            }
            boolean exists = chance(35);
            if (!exists && i + 1 < n && chance(25)) {
                attributes.add("reuse");
            }
            String shown = attributes.isEmpty() ? "" : "[" + String.join(", ", attributes) + "]";
            lemma("l" + i, shown, exists ? "exists-trace " : "", exists ? existsFormula() : allFormula());
        }
    }

    private void lemma(String name, String attributes, String quantifier, String formula) {
        text.append("lemma ").append(name);
        text.append(attributes.isEmpty() ? "" : " ")
                .append(attributes)
                .append(": ")
                .append(quantifier);
        text.append('"').append(formula).append("\"\n");
    }

    private String sourceFormula() {
        Set<String> vars = new LinkedHashSet<>();
        String e = event();
        String a = call(e, "x", "y", vars);
        Set<String> more = new LinkedHashSet<>();
        String b = call(event(), "x", "v", more);
        more.remove("x");
        String known = palette == Palette.EQUATIONS ? "(Ex #j. KU(x) @ #j & #j < #i)" : "(Ex #j. K(x) @ #j & #j < #i)";
        return "All " + String.join(" ", vars) + " #i. " + a + " @ #i ==> " + known + " | (Ex " + String.join(" ", more)
                + " #j. " + b + " @ #j & #j < #i)";
    }

    private String allFormula() {
        Set<String> vars = new LinkedHashSet<>();
        String e = event();
        String a = call(e, "x", "y", vars);
        String all = "All " + String.join(" ", vars) + " #i. " + a + " @ #i ";
        Set<String> more = new LinkedHashSet<>();
        String f = event();
        String b = call(f, "x", "v", more);
        more.remove("x");
        String exists = "Ex " + String.join(" ", more) + " #j. " + b + " @ #j";
        return switch (random.nextInt(10)) {
            case 0, 1 -> all + "==> not(Ex #j. K(x) @ #j)" + (chance(30) ? " | (" + exists + ")" : "");
            case 2 -> all + "==> " + exists + (chance(50) ? " & #j < #i" : "");
            case 3 -> all + "==> (" + exists + " & not(#j = #i)) | (Ex #k. K(x) @ #k & #k < #i)";
            case 4 ->
                all + "==> (" + exists + " & #j < #i & not(Ex "
                        + String.join(" ", vars).replaceAll("\\bx\\b", "") + " #k. " + a + " @ #k & not(#k = #i)))";
            case 5 -> "All " + String.join(" ", vars) + " #i #j. " + a + " @ #i & " + a + " @ #j ==> #i = #j";
            case 6 -> {
                String c = call(f, "z", "w", vars);
                yield "All " + String.join(" ", vars) + " #i #j. " + a + " @ #i & " + c + " @ #j"
                        + (chance(60) ? " & #i < #j" : "") + " ==> " + (chance(50) ? "x = z" : "not(x = z)")
                        + (chance(30) ? " | (Ex #k. K(x) @ #k & #k < #j)" : "");
            }
            case 7 ->
                "not(Ex " + String.join(" ", vars) + " #i. " + a + " @ #i" + (chance(50) ? " & (Ex #j. K(x) @ #j)" : "")
                        + ")";
            case 8 -> {
                String c = call(f, "z", "w", vars);
                yield "not(Ex " + String.join(" ", vars) + " #i #j. " + a + " @ #i & " + c + " @ #j & "
                        + (chance(50) ? "#j < #i" : "not(#i = #j)") + (chance(50) ? " & not(x = z)" : "") + ")";
            }
            default -> all + "==> " + (chance(50) ? "x = 'c'" : "not(x = 'c')") + " | (" + exists + " & #i < #j)";
        };
    }

    private String existsFormula() {
        Set<String> vars = new LinkedHashSet<>();
        String e = event();
        String f = event();
        String a = call(e, "x", "y", vars);
        String b = call(f, chance(50) ? "x" : "z", "w", vars);
        String both = String.join(" ", vars);
        return switch (random.nextInt(6)) {
            case 0 -> "Ex " + both + " #i #j. " + a + " @ #i & " + b + " @ #j" + (chance(70) ? " & #i < #j" : "");
            case 1 ->
                "Ex " + both + " #i #j #k. " + a + " @ #i & " + b + " @ #j & K(x) @ #k"
                        + (chance(50) ? " & #k < #i" : "");
            case 2 -> "Ex " + both + " #i #j. " + a + " @ #i & " + b + " @ #j & not(#i = #j) & not(Ex #k. K(x) @ #k)";
            case 3 -> {
                Set<String> more = new LinkedHashSet<>();
                String c = call(event(), "x", "v", more);
                more.remove("x");
                yield "Ex " + both + " #i #j. " + a + " @ #i & " + b + " @ #j & not(Ex " + String.join(" ", more)
                        + " #k. " + c + " @ #k & " + (chance(50) ? "#k < #i" : "not(#k = #i)") + ")";
            }
            case 4 -> {
                Set<String> more = new LinkedHashSet<>();
                String c = call(event(), "u", "v", more);
                yield "Ex " + both + " #i #j. " + a + " @ #i & " + b + " @ #j & (All " + String.join(" ", more)
                        + " #k. " + c + " @ #k ==> u = x | #i < #k)";
            }
            default ->
                "Ex " + both + " #i #j. " + a + " @ #i & " + b + " @ #j & (x = 'c' | (Ex #k. K(x) @ #k & #i < #k))";
        };
    }

    /** {@code PALETTE FROM TO DIRECTORY}: writes theories to files. */
    public static void main(String[] args) throws java.io.IOException {
        Palette p = Palette.valueOf(args[0]);
        java.nio.file.Path dir = java.nio.file.Files.createDirectories(java.nio.file.Path.of(args[3]));
        for (long s = Long.parseLong(args[1]); s < Long.parseLong(args[2]); s++) {
            java.nio.file.Files.writeString(dir.resolve(p + "-" + s + ".spthy"), text(s, p));
        }
    }
}
