package org.troop.theory.print;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.troop.term.Term;
import org.troop.term.Term.Var;
import org.troop.theory.parse.ParseOptions;
import org.troop.theory.parse.TheoryParser;
import org.troop.theory.syntax.FactTag;
import org.troop.theory.syntax.Item;
import org.troop.theory.syntax.ProofMethod;
import org.troop.theory.syntax.ProofNode;
import org.troop.theory.syntax.ProofTree;
import org.troop.theory.syntax.RuleAC;
import org.troop.theory.syntax.RuleAttribute;
import org.troop.theory.syntax.RuleE;
import org.troop.theory.syntax.Theory;

/**
 * A closed theory as it was printed, read back: what the parser reads plus what only the comments say (variants, loop
 * breakers, reasons, report), so that it can be printed again in full.
 */
final class ReferenceTheory implements ClosedView {
    private static final Pattern INJECTIVE =
            Pattern.compile("/\\*\\s*looping facts with injective instances:(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("(?m)^rule \\(modulo E\\) ");
    private static final Pattern RULE_AC = Pattern.compile("(?m)^( *)rule \\(modulo AC\\) ");
    private static final Pattern BREAKERS = Pattern.compile("(?m)^ *// loop breakers?: \\[([0-9,]*)\\]$");
    private static final Pattern LEMMA = Pattern.compile("(?m)^(lemma|diffLemma) ");
    private static final Pattern STEP_END = Pattern.compile("^ *(case .*|next|qed)$");
    private static final Pattern STEP = Pattern.compile(
            "^ *(by )?(simplify|induction|solve\\(|contradiction|sorry|SOLVED|UNFINISHABLE|rule-equivalence"
                    + "|backward-search|MIRRORED|ATTACK|step\\().*");
    private static final Pattern MACRO = Pattern.compile("(?m)^(    \\w+\\( .*\\) = .*)\n(?=    \\w+\\( )");
    private static final Pattern PROCESS = Pattern.compile("^[^:]*?process=\"([^\"]*)\"");
    private static final Pattern COMMENT = Pattern.compile("/\\*\\s(.*?)\\s\\*/", Pattern.DOTALL);

    /** The text as printed, up to and including {@code end}. */
    final String text;

    private Theory theory;
    private final List<List<FactTag>> injective = new ArrayList<>();
    private final Map<Integer, List<RuleAC>> rules = new HashMap<>();
    private final Map<Integer, ProofTree> proofs = new HashMap<>();
    private Trailer trailer;

    /**
     * Reads a closed theory.
     *
     * @param file its text, possibly with more behind {@code end}
     */
    ReferenceTheory(String file, boolean diff) {
        int end = file.indexOf("\nend\n");
        text = end < 0 ? file.stripTrailing() : file.substring(0, end + 4);
        String readable = MACRO.matcher(text).replaceAll("$1,\n"); // they are printed without commas
        Theory read = TheoryParser.parseString(readable, "", new ParseOptions(java.util.Set.of(), diff));
        Matcher m = INJECTIVE.matcher(text);
        while (m.find() && (diff || injective.isEmpty())) {
            injective.add(tags(m.group(1)));
        }
        int version = text.lastIndexOf("/*\nGenerated from:");
        String report = version < 0 ? "" : text.substring(text.lastIndexOf("\n/*", version - 2), version);
        trailer = version < 0
                ? new Trailer(read.items().size(), "", "")
                : new Trailer(read.items().size(), body(report), body(text.substring(version, text.length() - 4)));
        List<Item> items = new ArrayList<>(read.items());
        rules(read, items);
        proofs(read);
        theory = read.withItems(items);
    }

    Theory theory() {
        return theory;
    }

    /** Replaces the items that have an origin in the source by those of the source. */
    void useSource(Theory source) {
        List<Integer> old = shown(theory.items());
        List<Integer> own = shown(source.items());
        Map<Integer, List<RuleAC>> oldRules = Map.copyOf(rules);
        Map<Integer, ProofTree> oldProofs = Map.copyOf(proofs);
        rules.clear();
        proofs.clear();
        List<Item> items = new ArrayList<>(source.items());
        trailer = new Trailer(items.size(), trailer.report(), trailer.version());
        for (int i = 0; i < old.size(); i++) {
            int at = i < own.size() ? own.get(i) : items.size();
            int from = old.get(i);
            if (at == items.size()) {
                items.add(theory.items().get(from));
            } else if (items.get(at).getClass() != theory.items().get(from).getClass()) {
                throw new IllegalStateException("item " + i + " is " + items.get(at) + " or "
                        + theory.items().get(from));
            }
            if (oldRules.containsKey(from)) {
                rules.put(at, oldRules.get(from));
            }
            if (oldProofs.containsKey(from)) {
                proofs.put(at, oldProofs.get(from));
            }
        }
        theory = new Theory(
                source.name(),
                source.file(),
                source.diff(),
                source.signature(),
                items,
                theory.heuristic(), // the translation of processes sets it
                source.tactics(),
                source.options(),
                source.intruderRules(),
                source.warnings());
    }

    private static List<Integer> shown(List<Item> items) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!(items.get(i) instanceof Item.Translation)) {
                out.add(i);
            }
        }
        return out;
    }

    private static String body(String comment) {
        String s = comment.strip();
        return s.substring(3, s.length() - 3);
    }

    private static List<FactTag> tags(String list) {
        List<FactTag> out = new ArrayList<>();
        for (String s : list.split(",")) {
            String[] parts = s.strip().split("/");
            out.add(FactTag.linear(parts[0], Integer.parseInt(parts[1])));
        }
        return out;
    }

    /** What stands from each match to the next, where every match begins one of the items. */
    private static List<String> regions(Pattern start, String text) {
        List<String> out = new ArrayList<>();
        Matcher m = start.matcher(text);
        int from = -1;
        while (m.find()) {
            if (from >= 0) {
                out.add(text.substring(from, m.start()));
            }
            from = m.start();
        }
        if (from >= 0) {
            out.add(text.substring(from));
        }
        return out;
    }

    private void rules(Theory read, List<Item> items) {
        if (read.diff()) {
            return;
        }
        List<String> regions = regions(RULE, text);
        boolean manual = text.contains("AUTO_typing") || text.contains("\n variants\n");
        int n = 0;
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Item.Rule r) {
                String region = regions.get(n++);
                RuleE e = withProcess(r.rule(), region);
                items.set(i, new Item.Rule(e, r.variants()));
                List<RuleAC> closed = closedRules(region, e);
                rules.put(i, closed);
                if (manual && closed.size() == 1) {
                    items.set(
                            i,
                            new Item.Rule(
                                    new RuleE(
                                            "other",
                                            e.attributes(),
                                            e.restrictions(),
                                            e.premises(),
                                            e.actions(),
                                            e.conclusions(),
                                            e.newVariables()),
                                    List.of()));
                }
            }
        }
        if (n != regions.size()) {
            throw new IllegalStateException(n + " rules, " + regions.size() + " texts");
        }
    }

    /** The attribute {@code process=".."}, which the parser ignores, back in its place. */
    private static List<RuleAttribute> withProcess(List<RuleAttribute> attributes, String rule) {
        Matcher m = PROCESS.matcher(rule);
        if (!m.find()) {
            return attributes;
        }
        List<RuleAttribute> out = new ArrayList<>(attributes);
        out.add(1, new RuleAttribute.FromProcess(m.group(1)));
        return out;
    }

    private static RuleE withProcess(RuleE e, String rule) {
        return new RuleE(
                e.name(),
                withProcess(e.attributes(), rule),
                e.restrictions(),
                e.premises(),
                e.actions(),
                e.conclusions(),
                e.newVariables());
    }

    /** The rules modulo AC in the comment behind a rule; the rule itself if the comment says so. */
    private List<RuleAC> closedRules(String region, RuleE e) {
        List<RuleAC> out = new ArrayList<>();
        Matcher m = RULE_AC.matcher(region);
        while (m.find()) {
            String chunk = chunk(region, m.start());
            out.add(closedRule(chunk, m.group(1).length()).withLoopBreakers(breakers(chunk)));
        }
        return out.isEmpty() ? List.of(RuleAC.trivial(e).withLoopBreakers(breakers(region))) : out;
    }

    /** The lines from a position on, up to an empty one or the line that closes the comment or the list entry. */
    private static String chunk(String region, int from) {
        StringBuilder out = new StringBuilder();
        for (String line : region.substring(from).split("\n")) {
            String s = line.strip();
            if (s.equals("*/") || s.equals(",") || line.isEmpty()) {
                break;
            }
            out.append(line).append('\n');
        }
        return out.toString();
    }

    private static List<Integer> breakers(String region) {
        Matcher m = BREAKERS.matcher(region);
        List<Integer> out = new ArrayList<>();
        if (m.find()) {
            for (String s : m.group(1).split(",")) {
                out.add(Integer.valueOf(s));
            }
        }
        return out;
    }

    private RuleAC closedRule(String chunk, int indent) {
        int variants = chunk.indexOf("\n" + " ".repeat(indent + 2) + "variants (modulo AC)\n");
        String head = variants < 0 ? chunk : chunk.substring(0, variants + 1);
        StringBuilder extra = new StringBuilder();
        List<List<String>> lefts = new ArrayList<>();
        if (variants >= 0) {
            for (List<String> v : equations(chunk.substring(variants + 1))) {
                List<String> premises = new ArrayList<>();
                List<String> names = new ArrayList<>();
                for (String equation : v) {
                    int at = equation.indexOf('=');
                    names.add(equation.substring(0, at).strip());
                    premises.add("V(" + equation.substring(0, at) + ", " + equation.substring(at + 1) + ")");
                }
                lefts.add(names);
                extra.append("rule V").append(lefts.size()).append(": [");
                extra.append(String.join(",", premises)).append("] --> []\n");
            }
        }
        String text = signature() + "rule (modulo E) Dummy: [] --> [] variants " + head + extra + "end";
        List<Item.Rule> parsed = TheoryParser.parseString(text, "").all(Item.Rule.class);
        RuleAC a = parsed.getFirst().variants().getFirst();
        List<SortedMap<Var, Term>> substitutions = new ArrayList<>();
        for (Item.Rule r : parsed.subList(1, parsed.size())) {
            SortedMap<Var, Term> s = new TreeMap<>();
            r.rule()
                    .premises()
                    .forEach(f -> s.put((Var) f.args().get(0), f.args().get(1)));
            substitutions.add(s);
        }
        return new RuleAC(
                a.name(),
                withProcess(a.attributes(), chunk),
                a.premises(),
                a.conclusions(),
                a.actions(),
                a.newVariables(),
                substitutions.isEmpty() ? a.variants() : substitutions,
                List.of());
    }

    /** The texts {@code x = t} of every variant in a numbered list. */
    private static List<List<String>> equations(String list) {
        List<List<String>> out = new ArrayList<>();
        int column = -1;
        for (String line : list.split("\n")) {
            if (line.matches(" *[0-9]+\\. .*")) {
                column = line.indexOf(". ") + 2;
                out.add(new ArrayList<>(List.of(line.substring(column))));
            } else if (column >= 0 && !line.isBlank() && !line.strip().startsWith("// loop breaker")) {
                List<String> v = out.getLast();
                if (line.charAt(column) != ' ') {
                    v.add(line.substring(column));
                } else {
                    v.add(v.removeLast() + "\n" + line.substring(column));
                }
            }
        }
        return out;
    }

    /** Header and signature block, without the equations (they cannot always be read back). */
    private String signature() {
        int from = text.indexOf("functions:");
        int builtins = text.indexOf("builtins:");
        int start = builtins >= 0 && builtins < from ? builtins : from;
        int end = text.indexOf("\nequations", from);
        int line = text.indexOf("\n\n", from);
        String s = text.substring(start, end >= 0 && end < line ? end : line);
        return "theory T begin\n" + s + "\n";
    }

    private void proofs(Theory read) {
        List<String> regions = regions(LEMMA, text);
        int n = 0;
        for (int i = 0; i < read.items().size(); i++) {
            ProofNode script = null;
            if (read.items().get(i) instanceof Item.Lemma l) {
                script = l.proof();
            } else if (read.items().get(i) instanceof Item.DiffLemma l) {
                script = l.proof();
            } else {
                continue;
            }
            String region = regions.get(n++);
            int comment = region.startsWith("lemma") ? region.indexOf("\n*/\n") + 4 : region.indexOf('\n') + 1;
            List<Annotated> steps = steps(region.substring(comment));
            int[] next = {0};
            if (script == null) {
                script = ProofNode.open();
            }
            proofs.put(i, annotate(script, steps, next));
        }
    }

    /** A step's reason and whether it has a constraint system. */
    private record Annotated(@Nullable String reason, boolean annotated) {}

    private static List<Annotated> steps(String script) {
        List<Annotated> out = new ArrayList<>();
        StringBuilder step = new StringBuilder();
        for (String line : script.split("\n")) {
            if (line.isEmpty()) {
                break;
            }
            boolean starts = STEP.matcher(line).matches();
            if (starts || STEP_END.matcher(line).matches()) {
                finish(step, out);
            }
            if (starts || !step.isEmpty()) {
                step.append(line).append('\n');
            }
        }
        finish(step, out);
        return out;
    }

    private static void finish(StringBuilder step, List<Annotated> out) {
        if (step.isEmpty()) {
            return;
        }
        String reason = null;
        boolean annotated = true;
        Matcher m = COMMENT.matcher(step);
        while (m.find()) {
            String s = m.group(1).strip();
            if (s.equals("unannotated")) {
                annotated = false;
            } else {
                reason = s;
            }
        }
        int line = step.indexOf("sorry // ");
        if (line >= 0) {
            reason = step.substring(line + 9).strip();
        }
        out.add(new Annotated(reason, annotated));
        step.setLength(0);
    }

    /** A node of a script with what its comments said. */
    private record Node(ProofMethod method, boolean isAnnotated, List<String> names, List<ProofTree> cases)
            implements ProofTree {
        @Override
        public int caseCount() {
            return cases.size();
        }

        @Override
        public String caseName(int index) {
            return names.get(index);
        }

        @Override
        public ProofTree subproof(int index) {
            return cases.get(index);
        }
    }

    private static ProofTree annotate(ProofNode node, List<Annotated> steps, int[] next) {
        Annotated a = next[0] < steps.size() ? steps.get(next[0]++) : new Annotated("MISSING STEP", true);
        List<String> names = new ArrayList<>();
        List<ProofTree> cases = new ArrayList<>();
        for (ProofNode.Case c : node.cases()) {
            names.add(c.name());
            cases.add(annotate(c.proof(), steps, next));
        }
        return new Node(withReason(node.method(), a.reason), a.annotated, names, cases);
    }

    private static ProofMethod withReason(ProofMethod m, @Nullable String reason) {
        return switch (m) {
            case ProofMethod.Sorry s -> new ProofMethod.Sorry(reason);
            case ProofMethod.Contradiction c
            when reason != null -> new ProofMethod.Contradiction(new ProofMethod.Reason.Text(reason));
            case ProofMethod.Step s -> new ProofMethod.Step(withReason(s.method(), reason));
            default -> m;
        };
    }

    @Override
    public List<List<FactTag>> injectiveFacts() {
        return injective;
    }

    @Override
    public List<RuleAC> closedRules(int item) {
        return rules.get(item);
    }

    @Override
    public ProofTree proof(int item) {
        return proofs.get(item);
    }

    @Override
    public Trailer trailer() {
        return trailer;
    }
}
